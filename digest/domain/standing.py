"""Standing: where an article is between draft and withdrawn, at any instant, alone or in a list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Exists, ScalarSelect, Select, and_, case, func, select
from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft
from digest.domain.edition import Edition
from digest.store import FOREVER


class Standing(StrEnum):
    """Where an article stands. Its words are read by programs too, and are not translated here."""

    DRAFT = "draft"  # never was public, and will not be by the clock alone
    SCHEDULED = "scheduled"  # is not public now, and will be by the clock alone
    LIVE = "live"
    EXPIRED = "expired"  # was public until its time was over
    WITHDRAWN = "withdrawn"  # was public until somebody withdrew it, for a reason


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list says of an article: where it stands, until when it is live, when its next edition comes.

    `changed` says that the draft was changed since the newest edition was made from it.
    """

    standing: Standing
    changed: bool = False
    live_until: datetime | None = None
    next_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where one article stands, with its live edition and the next one that comes by the clock alone."""

    standing: Standing
    live: Edition | None = None
    scheduled: Edition | None = None
    changed: bool = False


def of(session: Session, article: Article, at: datetime) -> Where:
    """Where `article` stands at `at`. Two statements beside its draft."""
    standing = session.scalar(select(standing_at(at)).where(Article.id == article.id))
    present = _of_article(article.id).where(Edition.live_until > at).order_by(Edition.live_from)
    editions = session.scalars(present).all()
    live = next((edition for edition in editions if edition.live_from <= at), None)
    scheduled = next((edition for edition in editions if edition.live_from > at), None)
    return Where(Standing(standing or Standing.DRAFT), live, scheduled, is_changed(article.draft))


def standings(session: Session, ids: Collection[int], at: datetime) -> dict[int, Glance]:
    """Where each article of a list stands at `at`, by number. One statement, however long the list."""
    if not ids:
        return {}
    rows = session.execute(
        select(Article.id, standing_at(at), changed(), _live_until(at), _next_from(at))
        .outerjoin(Article.draft)
        .where(Article.id.in_(ids))
    )
    return {
        number: Glance(Standing(standing), bool(is_new), None if until == FOREVER else until, coming)
        for number, standing, is_new, until, coming in rows
    }


def standing_is(standing: Standing, at: datetime) -> ColumnElement[bool]:
    """That an article (of a query over Article) stands there at `at`."""
    live, scheduled, withdrawn, was = _conditions(at)
    match standing:
        case Standing.LIVE:
            return live
        case Standing.SCHEDULED:
            return and_(~live, scheduled)
        case Standing.WITHDRAWN:
            return and_(withdrawn, ~live, ~scheduled)
        case Standing.EXPIRED:
            return and_(was, ~live, ~scheduled, ~withdrawn)
    return and_(~was, ~live, ~scheduled, ~withdrawn)


def standing_at(at: datetime) -> ColumnElement[str]:
    """The word for where an article (of a query over Article) stands at `at`, as a column."""
    live, scheduled, withdrawn, was = _conditions(at)
    return case(
        (live, Standing.LIVE.value),
        (scheduled, Standing.SCHEDULED.value),
        (withdrawn, Standing.WITHDRAWN.value),
        (was, Standing.EXPIRED.value),
        else_=Standing.DRAFT.value,
    )


def changed() -> ColumnElement[bool]:
    """That a draft (of a query over Draft) was changed since the newest edition was made from it."""
    return func.coalesce(Draft.version > Draft.published_version, False)


def is_changed(draft: Draft) -> bool:
    """Whether `draft` was changed since the newest edition was made from it."""
    return draft.published_version is not None and draft.version > draft.published_version


def is_withdrawn(at: datetime) -> ColumnElement[bool]:
    """That an article was withdrawn and did not come back until `at`: its reason still holds.

    A withdrawn article may already be scheduled anew; until that instant it is gone, for the same reason.
    """
    back = _an_edition(Edition.live_from >= Article.withdrawn_at, Edition.live_from <= at)
    return and_(Article.withdrawn_at.is_not(None), Article.withdrawn_at <= at, ~back)


def was_public(at: datetime) -> ColumnElement[bool]:
    """That an article (of a query over Article) was public at some instant up to `at`."""
    return _an_edition(Edition.live_from <= at)


def _conditions(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Live, scheduled, withdrawn and ever public: each for itself, not yet told apart."""
    live = _an_edition(Edition.live_from <= at, at < Edition.live_until)
    return live, _an_edition(Edition.live_from > at), is_withdrawn(at), was_public(at)


def _an_edition(*conditions: ColumnElement[bool]) -> Exists:
    """That there is an edition that is or was to be public, under `conditions`. The index on the article's
    editions holds all three columns."""
    real = Edition.live_from < Edition.live_until
    return (
        select(Edition.id)
        .where(Edition.article_id == Article.id, real, *conditions)
        .correlate(Article)
        .exists()
    )


def _of_article(article_id: int) -> Select[Edition]:
    return select(Edition).where(Edition.article_id == article_id, Edition.live_from < Edition.live_until)


def _live_until(at: datetime) -> ScalarSelect[datetime]:
    live = (Edition.article_id == Article.id, Edition.live_from <= at, at < Edition.live_until)
    return select(func.max(Edition.live_until)).where(*live).correlate(Article).scalar_subquery()


def _next_from(at: datetime) -> ScalarSelect[datetime]:
    coming = (
        Edition.article_id == Article.id,
        Edition.live_from > at,
        Edition.live_from < Edition.live_until,
    )
    return select(func.min(Edition.live_from)).where(*coming).correlate(Article).scalar_subquery()
