"""Lists of public digests, newest first, read by key and never by offset."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from digest.domain.article import Article, article_tag
from digest.domain.edition import Citation, Edition, live
from digest.domain.topic import Topic

BATCH = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(\d{1,18})\.(\d{1,18})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """The place of an article in every list: its publication and, at the same instant, its number."""

    published_at: datetime
    article_id: int

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // timedelta(microseconds=1)}.{self.article_id}"

    @classmethod
    def read(cls, text: str) -> "Key | None":
        """The key that an address carries; none if it is no key."""
        match = _KEY.match(text)
        if match is None:
            return None
        try:
            return cls(_EPOCH + timedelta(microseconds=int(match[1])), int(match[2]))
        except OverflowError:
            return None

    @classmethod
    def of(cls, edition: Edition) -> "Key":
        """The place of the article that `edition` is of."""
        if edition.article.published_at is None:
            raise ValueError("only a published article has a place in a list")
        return cls(edition.article.published_at, edition.article_id)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some editions of a list and, if the list goes on, the key after which the next ones come."""

    editions: Sequence[Edition]
    after: Key | None = None

    def by_day(self, zone: ZoneInfo) -> list[tuple[date, list[Edition]]]:
        """The editions by day of publication in `zone`, newest day first."""

        def day(edition: Edition) -> date:
            return Key.of(edition).published_at.astimezone(zone).date()

        return [(at, list(some)) for at, some in groupby(self.editions, day)]


@dataclass(frozen=True, slots=True)
class Series:
    """Editions that can be read in list order, by the two columns of an index that holds that order."""

    editions: Select[Edition]
    published_at: InstrumentedAttribute[Any] | Column[Any] = Article.published_at
    article_id: InstrumentedAttribute[Any] | Column[Any] = Article.id


def newest_first(series: Series, before: Key | None = None) -> Select[Edition]:
    """The editions of `series` in list order, from after the key `before` on.

    The tuple comparison is what lets the index find the place at once; the same condition written with
    OR reads everything before it.
    """
    editions, place = series.editions, (series.published_at, series.article_id)
    if before:
        editions = editions.where(tuple_(*place) < tuple_(before.published_at, before.article_id))
    return editions.order_by(*(column.desc() for column in place))


def batch(session: Session, series: Series, before: Key | None = None, size: int = BATCH) -> Batch:
    """The next `size` of `series`. One more is read to know whether there are more; nothing is counted."""
    found = session.scalars(newest_first(series, before).limit(size + 1)).unique().all()
    return Batch(found[:size], Key.of(found[size - 1]) if len(found) > size else None)


def everything(at: datetime) -> Series:
    """All public digests."""
    return Series(live(at))


def of_topic(topic_id: int | InstrumentedAttribute[int], at: datetime) -> Series:
    """Public digests of a topic."""
    return Series(live(at).where(Article.topic_id == topic_id))


def of_tag(tag_id: int | InstrumentedAttribute[int], at: datetime) -> Series:
    """Public digests with a tag."""
    tagged = article_tag.c
    editions = live(at).join(article_tag, tagged.article_id == Article.id).where(tagged.tag_id == tag_id)
    return Series(editions, tagged.published_at, tagged.article_id)


def of_author(author_id: int | InstrumentedAttribute[int], at: datetime) -> Series:
    """Public digests of an author."""
    return Series(live(at).where(Article.author_id == author_id))


def of_month(month: str, at: datetime) -> Series:
    """Public digests first published in a month such as "2024-07", in the site's time zone."""
    return Series(live(at).where(Article.published_month == month))


def citing(source_id: int, at: datetime) -> Series:
    """Public digests that cite a source."""
    cite = select(Citation.edition_id).where(Citation.source_id == source_id)
    return Series(live(at).where(Edition.id.in_(cite)))


def topic_counts(at: datetime) -> Select[Topic, int]:
    """Each topic with public digests, with their number: in the order set on the desk, then largest first."""
    articles = live(at).with_only_columns(
        Article.topic_id, func.count().label("count"), maintain_column_froms=True
    )
    counted = articles.group_by(Article.topic_id).options().subquery()
    return (
        select(Topic, counted.c.count)
        .join(counted, counted.c.topic_id == Topic.id)
        .order_by(Topic.position == 0, Topic.position, counted.c.count.desc(), Topic.name)
    )


def month_counts(at: datetime) -> Select[str | None, int]:
    """Each month with public digests, with their number, newest first."""
    return (
        live(at)
        .with_only_columns(Article.published_month, func.count(), maintain_column_froms=True)
        .group_by(Article.published_month)
        .order_by(Article.published_month.desc())
    )
