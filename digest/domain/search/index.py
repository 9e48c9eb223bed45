"""Keeping the search index: what happens to it when something is published, ends, or is filed elsewhere.

An edition is in the index from when it is published, if only for a time to come, until it can never be public
again; whether it is public now, only `live` says. So the index is right at any instant, as time passes.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from digest.domain.article import Article, article_tag
from digest.domain.edition import Edition
from digest.domain.search import facets
from digest.domain.search.entry import SearchEntry
from digest.store import search_index

_NOTHING = frozenset[str]()
_AT_ONCE = 500


def update(session: Session, article_id: int, at: datetime, thorough: bool = False) -> None:
    """Bring up to date what search knows of the editions of an article that are or may become public at `at`.

    The row of the article is locked meanwhile: who publishes it and who files it elsewhere come one after the
    other. A `thorough` update puts into the index also what should be there already.
    """
    held(session, Article.id == article_id)
    its = about(session, [article_id]).get(article_id, _NOTHING)
    known = {entry.edition_id: entry for entry in session.scalars(_entries([article_id]))}
    for edition in session.scalars(_editions(article_id)).all():
        old = known.get(edition.id)
        over = edition.live_until <= max(at, edition.live_from)
        new = None if over else SearchEntry.of(edition.id, edition.tree, its)
        if thorough or not _alike(old, new):
            _put(session, old, new)
    session.flush()


def held(session: Session, condition: ColumnElement[bool]) -> Sequence[int]:
    """The articles under `condition`, by number, locked until this transaction ends."""
    articles = select(Article.id).where(condition).order_by(Article.id)
    return session.scalars(articles.with_for_update()).all()


def refile(session: Session, article_ids: Collection[int]) -> None:
    """Bring up to date what the index says of topic and tags of articles whose texts are as they were."""
    numbers = sorted(article_ids)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        held(session, Article.id.in_(some))
        theirs = about(session, some)
        for entry, article_id in session.execute(_entries(some).add_columns(Edition.article_id)).all():
            old = frozenset(entry.facets)
            new = theirs[article_id] | frozenset(filter(facets.is_of_text, old))
            if new != old:
                entry.facets = sorted(new)
                search_index.amend(session, entry.edition_id, old - new, new - old, facets.ANY)
    session.flush()


def forget(session: Session, article_id: int) -> None:
    """Take every edition of an article out, before its rows go: their numbers may be given away again."""
    for entry in session.scalars(_entries([article_id])).all():
        _put(session, entry, None)
    session.flush()


def _put(session: Session, old: SearchEntry | None, new: SearchEntry | None) -> None:
    """Let `new` take the place of `old`, in the table and in the index."""
    had, has = (entry.tokens() if entry else _NOTHING for entry in (old, new))
    known = old or new
    if known is None:
        return
    search_index.put(session, known.edition_id, had, has, facets.ANY)
    if old is None:
        session.add(new)
    elif new is None:
        session.delete(old)
    else:
        old.become(new)


def about(session: Session, article_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The facets of articles by number."""
    articles = select(Article.id, Article.topic_id, Article.published_month).where(
        Article.id.in_(article_ids)
    )
    found = {
        number: facets.months(month) | {facets.topic(topic_id)}
        for number, topic_id, month in session.execute(articles)
    }
    tagged = article_tag.c
    tags = select(tagged.article_id, tagged.tag_id).where(tagged.article_id.in_(article_ids))
    for number, tag_id in session.execute(tags):
        found[number] |= {facets.tag(tag_id)}
    return found


def _editions(article_id: int) -> Select[Edition]:
    return select(Edition).where(Edition.article_id == article_id).order_by(Edition.id)


def _entries(article_ids: Collection[int]) -> Select[SearchEntry]:
    entries = select(SearchEntry).join(Edition, Edition.id == SearchEntry.edition_id)
    # What was read before the article was locked is not believed.
    fresh = entries.execution_options(populate_existing=True)
    return fresh.where(Edition.article_id.in_(article_ids)).order_by(SearchEntry.edition_id)


def _alike(old: SearchEntry | None, new: SearchEntry | None) -> bool:
    return old is new if old is None or new is None else old.is_like(new)
