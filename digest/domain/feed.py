"""Feeds: whole digests, some at once, each under a name that holds for good."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Select, exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, contains_eager, defer, load_only, selectinload

from digest.domain.article import Article
from digest.domain.edition import Citation, Edition, live
from digest.domain.listing import Batch, Key, Series, batch, newest_first
from digest.domain.topic import Topic

BATCH = 20
_SPACE = UUID("b0a5d8a2-6a0b-4f0e-9d1c-3f1f7c0f6f52")
_log = logging.getLogger(__name__)


def name_of(article: Article) -> UUID:
    """A name for good, whatever becomes of the site's and the article's address."""
    return uuid5(_SPACE, f"{article.id} {article.created_at.isoformat()}")


def updated_at(edition: Edition) -> datetime:
    """When there was last something new in it: an update or a correction. A mended typo is not news."""
    return edition.updated_at or edition.published_at


def whole_digests(session: Session, series: Series, before: Key | None = None, size: int = BATCH) -> Batch:
    """The next `size` of `series` with all of their pages and sources, and never their trees.

    A row that cannot be read must not take the others with it: then each is read by itself.
    """
    whole = _whole(series)
    try:
        return batch(session, whole, before, size)
    except (SQLAlchemyError, ValueError):
        _log.exception("a feed could not be read at once")
        # What the failed statement has left of a transaction is of no use.
        session.rollback()
    return _one_by_one(session, whole, before, size)


def notes_on(session: Session, editions: Sequence[Edition]) -> Mapping[int, Sequence[Edition]]:
    """The updates and corrections that those of `editions` have had, by article, newest first."""
    until = {edition.article_id: edition.live_from for edition in editions if edition.updated_at}
    found: dict[int, list[Edition]] = defaultdict(list)
    for note in session.scalars(_notes(sorted(until))) if until else ():
        if note.corrected_at and note.corrected_at <= until[note.article_id]:
            found[note.article_id].append(note)
    return found


def topics_to_follow(at: datetime) -> Select[Topic]:
    """The topics with something public, in the order set on the desk."""
    something = live(at).options().with_only_columns(Edition.id, maintain_column_froms=True)
    return (
        select(Topic)
        .where(exists(something.where(Article.topic_id == Topic.id).correlate(Topic)))
        .order_by(Topic.position == 0, Topic.position, Topic.name)
    )


def gone(since: datetime, at: datetime) -> Select[Article]:
    """What was first published after `since` and is no longer public at `at`, newest first."""
    public = live(at).options().with_only_columns(Edition.article_id, maintain_column_froms=True)
    return (
        select(Article)
        .where(Article.published_at > since, Article.published_at <= at)
        .where(Article.id.not_in(public.where(Article.published_at > since)))
        .order_by(Article.published_at.desc(), Article.id.desc())
    )


def _whole(series: Series) -> Series:
    editions = series.editions.options(
        # Nothing of these is told here.
        *map(defer, (Edition.key_points, Edition.mix, Edition.overrides, Edition.assisted)),
        selectinload(Edition.pages),
        selectinload(Edition.citations).joinedload(Citation.source),
        contains_eager(Edition.article).joinedload(Article.author),
        contains_eager(Edition.article).selectinload(Article.tags),
    )
    return replace(series, editions=editions)


def _one_by_one(session: Session, series: Series, before: Key | None, size: int) -> Batch:
    ids = newest_first(series, before).options().with_only_columns(Edition.id, maintain_column_froms=True)
    numbers = session.scalars(ids.limit(size + 1)).all()
    found = [edition for number in numbers[:size] if (edition := _sound(session, series, number))]
    return Batch(found, Key.of(found[-1]) if found and len(numbers) > size else None)


def _sound(session: Session, series: Series, number: int) -> Edition | None:
    try:
        return session.scalars(series.editions.where(Edition.id == number)).unique().one_or_none()
    except (SQLAlchemyError, ValueError):
        _log.exception("edition %s cannot be read", number)
        session.rollback()
        return None


def _notes(article_ids: Sequence[int]) -> Select[Edition]:
    said = (Edition.article_id, Edition.kind, Edition.note, Edition.before, Edition.after)
    return (
        select(Edition)
        .where(Edition.article_id.in_(article_ids), Edition.corrected_at.is_not(None))
        .where(Edition.live_from < Edition.live_until)
        .order_by(Edition.corrected_at.desc(), Edition.id.desc())
        .options(load_only(*said, Edition.corrected_at))
    )
