"""Outlets: the publishers that a new site knows from the start, with their hosts."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from digest.domain.former_name import FormerName, NameKind
from digest.domain.publisher import PRIMARY_KINDS, Publisher, PublisherHost
from digest.domain.source import Source

FILE = Path(__file__).with_name("outlets.toml")


def introduce(session: Session) -> int:
    """Add the outlets that are not there yet, and say how many that are.

    What editors made of a publisher stays, whatever it is called now; one without a host gets what it lacks.
    """
    told = tomllib.loads(FILE.read_text("utf-8"))
    named = [(kind, name, facts) for kind, outlets in told.items() for name, facts in outlets.items()]
    renamed = select(FormerName.name).where(FormerName.kind == NameKind.PUBLISHER)
    skipped = set(session.scalars(renamed))
    return sum(_introduce(session, *each) for each in named if each[1] not in skipped)


def complete(session: Session, publisher: Publisher, kind: str, hosts: list[str]) -> None:
    """Give a publisher without a host its kind and those of `hosts` that are not another's."""
    if publisher.hosts:
        return
    taken = set(session.scalars(select(PublisherHost.host).where(PublisherHost.host.in_(hosts))))
    publisher.kind = kind
    publisher.host_names = " ".join(host for host in hosts if host not in taken)
    session.flush()
    if kind in PRIMARY_KINDS:
        session.execute(update(Source).where(Source.publisher_id == publisher.id).values(primary=True))


def _introduce(session: Session, kind: str, name: str, facts: dict[str, Any]) -> bool:
    publisher = session.scalar(select(Publisher).where(Publisher.name == name))
    is_new = publisher is None
    if publisher is None:
        publisher = Publisher(name=name, url="", agency="")
        session.add(publisher)
        session.flush()
    elif publisher.hosts:
        return False
    publisher.url = publisher.url or facts["url"]
    publisher.agency = publisher.agency or facts.get("agency", "")
    publisher.page_life_days = publisher.page_life_days or facts.get("page_life_days")
    complete(session, publisher, kind, facts["hosts"])
    return is_new
