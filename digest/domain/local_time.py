"""Local times: from a day and a time of day in a zone to the instant that is meant.

When clocks are put forward some times of day do not exist, and when they are put back some come twice. Which
instant is meant must then be asked, not guessed: a digest would go out an hour early or late.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Gap:
    """A time that does not exist: clocks went from `before` straight to `after`, both local times.

    `instant` is when they did.
    """

    before: datetime
    after: datetime
    instant: datetime


@dataclass(frozen=True, slots=True)
class Fold:
    """A time that comes twice: once at each of these instants."""

    first: datetime
    second: datetime


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime | Gap | Fold:
    """The instant (in UTC) at which clocks in `zone` show `day` and `at`; or why there is no one such."""
    first, second = (_instant(day, at, zone, fold) for fold in (0, 1))
    if first == second:
        return first
    # PEP 495: in a gap the first reading is the later instant, in a fold the earlier one.
    return Fold(first, second) if first < second else _gap(second, first, zone)


def _instant(day: date, at: time, zone: ZoneInfo, fold: int) -> datetime:
    return datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC)


def _gap(early: datetime, late: datetime, zone: ZoneInfo) -> Gap:
    """The change of clocks between two instants, found to the second by halving."""
    offset = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        middle = max(middle, early + timedelta(seconds=1))
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    change = late.replace(microsecond=0)
    before = (change - timedelta(seconds=1)).astimezone(zone) + timedelta(seconds=1)
    return Gap(before.replace(tzinfo=None), change.astimezone(zone).replace(tzinfo=None), change)
