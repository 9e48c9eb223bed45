"""Finding: the public digests that say what was asked for, the best of the newest first.

The index names candidates, newest first; whether they say it is looked up in their texts, and whether they
are public is asked of `live`. They are ranked in windows of so many candidates: the best of the newest window
come first, then those of the next. So no query looks at more than a few windows for a page, however common
its words, and going on from page to page leads to everything that says it, each once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, null
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.edition import Edition, live
from digest.domain.search import facets
from digest.domain.search.entry import SearchEntry
from digest.domain.search.filters import Filters
from digest.domain.search.hits import Hit, hits
from digest.domain.search.place import Place, Rank
from digest.domain.search.query import Query
from digest.domain.search.titles import title_hits
from digest.domain.search.tokens import LONGEST, says, wanted
from digest.store import search_index

WINDOW = 250
# A request looks through so many windows, though that may be less than a page: where the pieces of a phrase
# are everywhere and the phrase is nowhere, all of their texts are read (benchmarks/search.py).
WINDOWS_MOST = 3
SIZE = 20
_Row = tuple[int, int, datetime | None, str, str, str | None]
_IN_TITLE, _IN_POINTS, _IN_TEXT = 4, 2, 1

__all__ = ["SIZE", "WINDOW", "Filters", "Found", "Hit", "Place", "find", "title_hits"]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; where to go on, if there may be more; whether older ones were not ranked with them."""

    hits: Sequence[Hit] = ()
    after: Place | None = None
    bounded: bool = False


def find(
    session: Session,
    query: Query,
    filters: Filters,
    at: datetime,
    zone: ZoneInfo,
    after: Place | None = None,
    size: int = SIZE,
) -> Found:
    """The next `size` digests that are public at `at`, say what `query` asks for and pass `filters`."""
    groups = [frozenset({token}) for term in query.terms for token in wanted(term)]
    groups += filters.facets(session, at, zone)
    if not all(groups):
        return Found()
    most = WINDOW * WINDOWS_MOST + 1
    below = after.below if after else None
    numbers = search_index.candidates(session, groups or [{facets.ANY}], below, most)
    windows = list(_windows(numbers, after, complete=len(numbers) < most))
    narrowed = _columns(live(at).where(*filters.conditions(zone)), query)
    found: list[tuple[Place, Rank, int]] = []
    going_on: Place | None = None
    for window in windows:
        ranked = _ranked(session, narrowed, query, window)
        behind = after.behind if after and window[-1] >= after.last else None
        found += [
            (Place(window[0] + 1, window[-1], rank), rank, number)
            for rank, number in ranked
            if behind is None or rank < behind
        ]
        going_on = Place(window[-1]) if window[-1] != numbers[-1] else None
        if len(found) > size:
            going_on = found[size - 1][0]
            break
    scores = {number: rank.score for _, rank, number in found[:size]}
    return Found(hits(session, scores, query.terms, at), going_on, bounded=windows[:1] != [numbers])


def _windows(numbers: list[int], after: Place | None, complete: bool) -> Iterator[list[int]]:
    """`numbers` in windows: first that of `after`. One that may have more is left for the next time."""
    start = 0
    if after and after.behind:
        start = sum(number >= after.last for number in numbers)
        if start:
            yield numbers[:start]
    for at in range(start, len(numbers), WINDOW):
        if complete or at + WINDOW < len(numbers):
            yield numbers[at : at + WINDOW]


def _columns(editions: Select[Edition], query: Query) -> Select[*_Row]:
    """What ranking reads of `editions`: their texts only where the index cannot tell what they say."""
    told = not query.without and all(map(_is_told, query.terms))
    return editions.join(SearchEntry, SearchEntry.edition_id == Edition.id).with_only_columns(
        Edition.id,
        Article.id,
        Article.published_at,
        SearchEntry.title,
        SearchEntry.points,
        null() if told else SearchEntry.text,
        maintain_column_froms=True,
    )


def _is_told(term: str) -> bool:
    """Whether an edition that has the one token of `term` is certain to say it."""
    return wanted(term) == {term} and len(term) < LONGEST


def _ranked(
    session: Session, narrowed: Select[*_Row], query: Query, window: list[int]
) -> list[tuple[Rank, int]]:
    """Those of `window` that say what `query` asks for, the best first."""
    rows = session.execute(narrowed.where(Edition.id.in_(window)))
    ranked = []
    for number, article_id, published_at, title, points, text in rows:
        scores = [_score(term, title, points, text) for term in query.terms]
        if all(scores) and not any(_score(term, title, points, text) for term in query.without):
            ranked.append((Rank.of(sum(scores), published_at, article_id), number))
    return sorted(ranked, reverse=True)


def _score(term: str, title: str, points: str, text: str | None) -> int:
    if says(term, title):
        return _IN_TITLE
    if says(term, points):
        return _IN_POINTS
    return _IN_TEXT if text is None or says(term, text) else 0
