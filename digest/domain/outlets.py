"""Outlets: the publishers that a new site knows from the start, with their hosts."""

import tomllib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.publisher import Publisher, PublisherHost

FILE = Path(__file__).with_name("outlets.toml")


def introduce(session: Session) -> int:
    """Add the outlets that are not there yet, and say how many.

    A publisher that is there keeps what editors made of it, and gets what it lacks: its kind and its hosts,
    as far as they are not another's.
    """
    taken = set(session.scalars(select(PublisherHost.host)))
    there = {each.name: each for each in session.scalars(select(Publisher))}
    added = 0
    for kind, outlets in tomllib.loads(FILE.read_text("utf-8")).items():
        for name, told in outlets.items():
            publisher = there.get(name)
            if publisher is None:
                publisher = Publisher(name=name)
                session.add(publisher)
                added += 1
            elif publisher.hosts:
                continue
            publisher.url = publisher.url or told["url"]
            publisher.kind, publisher.agency = kind, told.get("agency", "")
            publisher.page_life_days = told.get("page_life_days")
            free = [host for host in told["hosts"] if host not in taken]
            publisher.host_names = " ".join(free)
            taken.update(free)
    session.flush()
    return added
