"""Attention: what somebody at the desk should look at today, each as a short list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from digest.domain import standing
from digest.domain.article import Article, Draft
from digest.domain.desk_listing import Worker, open_to, title_of_draft
from digest.domain.edition import Edition
from digest.domain.set_aside import SetAside
from digest.domain.standing import Standing, standing_is
from digest.domain.survival.queue import urgent

SHOWN = 5
UNPUBLISHED = timedelta(days=1)
EXPIRING = timedelta(days=3)
ASIDE = timedelta(days=7)
IDLE = timedelta(days=14)
# What nobody has touched for so long is no longer waiting for anybody.
FORGOTTEN = timedelta(days=120)


class Why(StrEnum):
    """Why something is to be looked at; in the order in which it is shown."""

    ASIDE = "aside"  # a text of one's own could not be saved where it belonged
    TODAY = "today"  # goes live today
    EXPIRING = "expiring"  # ends within three days, and nothing follows
    UNPUBLISHED = "unpublished"  # is live, and its draft has been ahead of it for a day
    SOURCES = "sources"  # readers may miss the page behind a card; its items are sources
    IDLE = "idle"  # a draft that nobody has touched for two weeks


@dataclass(frozen=True, slots=True)
class Item:
    """An article (or a source) to look at, by its number, and the instant that is the reason."""

    number: int
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Matter:
    """The first few to be looked at for one reason; `more` if there are others."""

    why: Why
    items: Sequence[Item]
    more: bool


def matters(session: Session, user: Worker, at: datetime, zone: ZoneInfo) -> list[Matter]:
    """What `user` should look at, without reasons that have nothing. One statement for each reason."""
    found = []
    for why, wanted in _wanted(user, at, zone).items():
        items = [Item(*row) for row in session.execute(wanted.limit(SHOWN + 1))]
        if items:
            found.append(Matter(why, items[:SHOWN], len(items) > SHOWN))
    return found


def _wanted(user: Worker, at: datetime, zone: ZoneInfo) -> dict[Why, Select[*tuple[Any, ...]]]:
    tomorrow = datetime.combine(at.astimezone(zone) + timedelta(days=1), time(), zone)
    mine = open_to(user)
    draft = standing_is(Standing.DRAFT, at)
    live = standing_is(Standing.LIVE, at)
    return {
        Why.ASIDE: _items(SetAside.at)
        .join(SetAside, SetAside.article_id == Article.id)
        .where(mine, SetAside.user_id == user.id, SetAside.at > at - ASIDE)
        .order_by(SetAside.id.desc()),
        Why.TODAY: _items(Edition.live_from)
        .join(Edition, Edition.article_id == Article.id)
        .where(mine, at < Edition.live_from, Edition.live_from < tomorrow, _real())
        .order_by(Edition.live_from, Article.id),
        Why.EXPIRING: _items(Edition.live_until)
        .join(Edition, Edition.article_id == Article.id)
        .where(mine, Edition.live_from <= at, at < Edition.live_until)
        .where(Edition.live_until <= at + EXPIRING, ~_followed())
        .order_by(Edition.live_until, Article.id),
        Why.UNPUBLISHED: _items(Draft.updated_at)
        .where(mine, standing.changed(), live, _changed(at - FORGOTTEN, at - UNPUBLISHED))
        .order_by(Draft.updated_at.desc(), Draft.article_id.desc()),
        Why.SOURCES: urgent(user, at),
        Why.IDLE: _items(Draft.updated_at)
        .where(mine, draft, _changed(at - FORGOTTEN, at - IDLE))
        .order_by(Draft.updated_at.desc(), Draft.article_id.desc()),
    }


def _items(instant: Any) -> Select[*tuple[Any, ...]]:
    return select(Article.id, title_of_draft(), instant).select_from(Draft).join(Draft.article)


def _real() -> ColumnElement[bool]:
    return Edition.live_from < Edition.live_until


def _followed() -> ColumnElement[bool]:
    """That another edition takes over when this one ends."""
    later = aliased(Edition)
    return (
        select(later.id)
        .where(later.article_id == Edition.article_id, later.live_from <= Edition.live_until)
        .where(Edition.live_until < later.live_until)
        .correlate(Edition)
        .exists()
    )


def _changed(after: datetime, before: datetime) -> ColumnElement[bool]:
    return Draft.updated_at.between(after, before)
