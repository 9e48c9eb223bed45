"""Headings: what the sections are called in which something was found."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.edition import Edition


def headings(session: Session, edition_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """For each of these editions the headings of its sections, by the ids of those that have one."""
    contents = select(Edition.id, Edition.contents).where(Edition.id.in_(edition_ids))
    found = session.execute(contents).all() if edition_ids else ()
    return {number: dict(_headings(pages)) for number, pages in found}


def _headings(pages: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for page in pages:
        for section in page["sections"]:
            yield section["id"], section["heading"]
