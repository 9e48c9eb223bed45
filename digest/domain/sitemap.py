"""Sitemaps: every public address with its last change, parted by the numbers of rows into small files.

A file is about a fixed range of numbers: those of old articles do not change when there are new ones.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Integer, ScalarSelect, Select, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute

from digest.domain.article import Article
from digest.domain.edition import Edition, live
from digest.domain.listing import Series, everything, newest_first, of_author, of_tag, of_topic
from digest.domain.people import Author
from digest.domain.topic import Tag, Topic

RANGE = 1_000
# What is news, and how much of it
# (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
NEWS_AGE = timedelta(hours=48)
NEWS_MOST = 1_000

Noun = type[Topic] | type[Tag] | type[Author]


def article_ranges(at: datetime) -> Select[int, int, datetime]:
    """Each range with public digests: its number, how many pages they have, and their last change."""
    number = _range_of(Edition.article_id)
    return (
        live(at)
        .with_only_columns(
            number, func.sum(Edition.page_count), func.max(Edition.live_from), maintain_column_froms=True
        )
        .group_by(number)
        .order_by(number)
    )


def articles_in(number: int, at: datetime) -> Select[str, int, datetime]:
    """The address of each public digest in a range, how many pages it has, and its last change."""
    return (
        live(at)
        .where(*_within(Edition.article_id, number))
        .with_only_columns(Article.slug, Edition.page_count, Edition.live_from, maintain_column_froms=True)
        .order_by(Edition.article_id)
    )


def ranges_of(noun: Noun, at: datetime) -> Select[int]:
    """The ranges in which one of `noun` has public digests."""
    number = _range_of(noun.id)
    return select(number).distinct().where(_newest(noun, at).is_not(None)).order_by(number)


def lists_in(noun: Noun, number: int, at: datetime) -> Select[str, datetime]:
    """The address of each of `noun` in a range that has public digests, and the change of its newest."""
    newest = _newest(noun, at)
    return select(noun.slug, newest).where(*_within(noun.id, number), newest.is_not(None)).order_by(noun.id)


def news(at: datetime) -> Select[str, str, str, datetime | None]:
    """Address, language, title and first publication of what is news, newest first."""
    return (
        newest_first(everything(at))
        .where(Article.published_at > at - NEWS_AGE)
        .with_only_columns(
            Article.slug, Edition.language, Edition.title, Article.published_at, maintain_column_froms=True
        )
        .limit(NEWS_MOST)
    )


def _range_of(number: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """Which range a number is in. PostgreSQL wants to see that it groups by what it answers: no parameter."""
    return number // literal_column(str(RANGE), Integer)


def _within(column: InstrumentedAttribute[int], number: int) -> tuple[ColumnElement[bool], ...]:
    return column >= number * RANGE, column < (number + 1) * RANGE


def _newest(noun: Noun, at: datetime) -> ScalarSelect[datetime]:
    """When the newest public digest of one of `noun` changed last; nothing if it has none."""
    newest = newest_first(_series(noun, at)).with_only_columns(Edition.live_from, maintain_column_froms=True)
    return newest.limit(1).correlate(noun).scalar_subquery()


def _series(noun: Noun, at: datetime) -> Series:
    series = {Topic: of_topic, Tag: of_tag, Author: of_author}[noun]
    return series(noun.id, at)
