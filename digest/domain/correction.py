"""Corrections: the editions of kind update and correction, as readers may know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session, aliased

from digest.domain.edition import Edition, live
from digest.domain.listing import Key
from digest.domain.topic import Topic

BATCH = 20
_SPACE = UUID("5b1b6b5e-8a43-4d2b-9d36-0a5a9b7f3c11")


@dataclass(frozen=True, slots=True)
class Correction:
    """One update or correction of an article that is live; the title and the address are those of today."""

    edition: Edition
    live: Edition

    @property
    def at(self) -> datetime:
        """When readers got it."""
        return self.edition.live_from

    @property
    def key(self) -> Key:
        """Its place in the list: the instant and, at the same instant, the number of the edition."""
        return Key(self.at, self.edition.id)

    @property
    def topic(self) -> Topic:
        """The topic of its article."""
        return self.live.topic

    @property
    def uuid(self) -> UUID:
        """A name for good, whatever becomes of the site's and the article's address."""
        made = self.live.article.created_at.isoformat()
        return uuid5(_SPACE, f"{self.edition.article_id} {made} {self.edition.number}")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Some corrections and, if the list goes on, the key after which the next ones come."""

    found: Sequence[Correction]
    after: Key | None = None


def corrections(session: Session, at: datetime, before: Key | None = None, size: int = BATCH) -> Corrections:
    """The next `size` corrections that are public at `at`, newest first."""
    rows = session.execute(newest_first(at, before).limit(size + 1)).all()
    found = [Correction(correction, edition) for edition, correction in rows]
    return Corrections(found[:size], found[size - 1].key if len(found) > size else None)


def newest_first(at: datetime, before: Key | None = None) -> Select[Edition, Edition]:
    """The live editions at `at` with each correction that their article has had by then, newest first.

    Only what `live` lets through is told: a withdrawn article takes its corrections with it.
    """
    correction = aliased(Edition)
    place = (correction.corrected_at, correction.id)
    found = (
        live(at)
        .join(correction, correction.article_id == Edition.article_id)
        .where(correction.corrected_at <= at, correction.live_from < correction.live_until)
        .add_columns(correction)
        .order_by(*(column.desc() for column in place))
    )
    return found.where(tuple_(*place) < tuple_(before.published_at, before.article_id)) if before else found


def notes_of(edition: Edition) -> Select[Edition]:
    """The updates and corrections of an article up to `edition`, its live one, newest first."""
    return (
        select(Edition)
        .where(
            Edition.article_id == edition.article.id,
            Edition.corrected_at <= edition.live_from,
            Edition.live_from < Edition.live_until,
        )
        .order_by(Edition.corrected_at.desc(), Edition.id.desc())
    )
