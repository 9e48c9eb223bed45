"""Rebuilding what search knows, while the site runs."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from digest.domain.edition import Edition
from digest.domain.search import facets
from digest.domain.search.entry import SearchEntry
from digest.domain.search.index import update
from digest.store import search_index, writing


def rebuild(now: Callable[[], datetime]) -> Iterator[tuple[int, int]]:
    """Make every entry and the index anew; yields again and again how many articles of how many are done.

    In small transactions, so that readers and editors never wait for the whole. Raises RebuildError if
    somebody else begins to do the same meanwhile.
    """
    with writing() as session:
        index = search_index.Rebuild(session)
        count = session.scalar(select(func.count(Edition.article_id.distinct()))) or 0
    done = last = 0
    while True:
        with writing() as session:
            index.check(session)
            some = session.scalars(_articles(last).limit(index.at_once)).all()
            for article_id in some:
                update(session, article_id, now(), thorough=True)
        if not some:
            break
        done, last = done + len(some), some[-1]
        yield done, max(done, count)
    _finish(index)


def is_behind(session: Session, at: datetime) -> bool:
    """Whether the index has to be rebuilt: something is or may become public that it never heard of, or it
    was made by other rules."""
    public = select(Edition.id).where(Edition.live_until > at, Edition.live_from < Edition.live_until)
    unknown = public.where(~exists().where(SearchEntry.edition_id == Edition.id)).limit(1)
    if session.scalar(unknown) is not None:
        return True
    newest = session.scalar(select(func.max(SearchEntry.edition_id)))
    return search_index.candidates(session, [{facets.ANY}], most=1) != ([newest] if newest else [])


def _articles(last: int) -> Select[int]:
    articles = select(Edition.article_id).where(Edition.article_id > last)
    return articles.distinct().order_by(Edition.article_id)


def _finish(index: search_index.Rebuild) -> None:
    more = True
    while more:
        with writing() as session:
            more = index.merge(session)
    with writing() as session:
        index.swap(session)
        known = set(session.scalars(select(SearchEntry.edition_id)))
        for stray in {*search_index.candidates(session, [{facets.ANY}])} - known:
            search_index.put(session, stray, frozenset(), frozenset(), facets.ANY)
