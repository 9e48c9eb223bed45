"""Checking what search knows: whether it would find every public digest by each of its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from digest.domain.edition import Edition, live
from digest.domain.search import facets
from digest.domain.search.entry import SearchEntry
from digest.domain.search.index import about
from digest.store import search_index

# So many tokens of an edition are looked up, from all of its text.
_SAMPLE = 50


class Trouble(StrEnum):
    """What can be wrong with an edition in the index."""

    MISSING = "missing"  # it is public and would not be found
    DIFFERENT = "different"  # the index says something else than its text, its topic or its tags
    STRAY = "stray"  # it is in the index and nowhere else


@dataclass(frozen=True, slots=True)
class Finding:
    """A trouble with an edition, and the address of its article if there is one."""

    trouble: Trouble
    edition_id: int
    slug: str = ""


def check(session: Session, at: datetime, most: int | None = None) -> Iterator[Finding]:
    """What is wrong with the index at `at`: of all that is in it, and of the newest public editions."""
    held = {*search_index.candidates(session, [{facets.ANY}])}
    known = set(session.scalars(select(SearchEntry.edition_id)))
    yield from (Finding(Trouble.STRAY, number) for number in sorted(held - known))
    public = live(at).options(undefer(Edition.tree)).order_by(Edition.id.desc()).limit(most)
    for edition in session.scalars(public.execution_options(yield_per=100)):
        if edition.id not in held or edition.id not in known:
            yield Finding(Trouble.MISSING, edition.id, edition.slug)
        elif not _is_right(session, edition):
            yield Finding(Trouble.DIFFERENT, edition.id, edition.slug)


def _is_right(session: Session, edition: Edition) -> bool:
    entry = session.get_one(SearchEntry, edition.id)
    wanted = SearchEntry.of(
        edition.id, edition.tree, about(session, [edition.article_id])[edition.article_id]
    )
    if not wanted.is_like(entry):
        return False
    tokens = sorted(wanted.tokens())
    sample = tokens[:: max(1, len(tokens) // _SAMPLE)]
    found = search_index.candidates(session, [{token} for token in sample], edition.id + 1, most=1)
    return found == [edition.id]
