"""Filters: what a search is narrowed down to, as tokens for the index and as exact conditions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.search import facets
from digest.domain.topic import Tag, Topic

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Filters:
    """A topic, a tag, a publisher and a speaker by name, the first and the last day of publication."""

    topic: Topic | None = None
    tag: Tag | None = None
    publisher: str = ""
    speaker: str = ""
    since: date | None = None
    until: date | None = None

    def facets(self, session: Session, at: datetime, zone: ZoneInfo) -> list[frozenset[str]]:
        """What the index has of an edition that passes: one token of each set. A set may be empty."""
        one = [facet for facet in self._single() if facet]
        found = [frozenset({facet}) for facet in one]
        if self.since or self.until:
            found.append(self._months(session, at, zone))
        return found

    def conditions(self, zone: ZoneInfo) -> Iterator[ColumnElement[bool]]:
        """What the index does not know to the day."""
        # Nothing is beyond the first and the last day of the calendar; not every zone has a midnight then.
        if self.since and self.since > date.min:
            yield Article.published_at >= _midnight(self.since, zone)
        if self.until and self.until < date.max:
            yield Article.published_at < _midnight(self.until + _DAY, zone)

    def _single(self) -> Iterator[str]:
        if self.topic:
            yield facets.topic(self.topic.id)
        if self.tag:
            yield facets.tag(self.tag.id)
        yield facets.publisher(self.publisher)
        yield facets.speaker(self.speaker)

    def _months(self, session: Session, at: datetime, zone: ZoneInfo) -> frozenset[str]:
        """The months and years from the first day to the last; not those before the oldest article."""
        oldest = session.scalar(select(func.min(Article.published_at)))
        if oldest is None:
            return frozenset()
        first, today = (moment.astimezone(zone).date() for moment in (oldest, at))
        return facets.between(max(self.since or first, first), min(self.until or today, today))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
