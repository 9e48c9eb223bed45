"""From what an editor types to the instant that is meant, and times that do not exist or come twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.local_time import Fold, Gap, local_instant

TOKYO, BERLIN, NEW_YORK = (ZoneInfo(n) for n in ("Asia/Tokyo", "Europe/Berlin", "America/New_York"))
HOWE = ZoneInfo("Australia/Lord_Howe")  # whose clocks go by half an hour


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_a_time_in_tokyo_is_nine_hours_later_in_utc() -> None:
    assert local_instant(date(2026, 7, 1), time(9, 0), TOKYO) == utc(2026, 7, 1)


@pytest.mark.parametrize(
    ("zone", "day", "at", "before", "after", "instant"),
    [
        (BERLIN, date(2026, 3, 29), time(2, 30), time(2), time(3), utc(2026, 3, 29, 1)),
        (BERLIN, date(2026, 3, 29), time(2, 0), time(2), time(3), utc(2026, 3, 29, 1)),
        (NEW_YORK, date(2026, 3, 8), time(2, 59, 59), time(2), time(3), utc(2026, 3, 8, 7)),
        (TOKYO, date(1949, 4, 3), time(0, 30), time(0), time(1), utc(1949, 4, 2, 15)),
        (HOWE, date(2026, 10, 4), time(2, 10), time(2), time(2, 30), utc(2026, 10, 3, 15, 30)),
    ],
)
def test_a_time_that_is_left_out_says_where_the_clocks_went(
    zone: ZoneInfo, day: date, at: time, before: time, after: time, instant: datetime
) -> None:
    found = local_instant(day, at, zone)
    assert found == Gap(datetime.combine(day, before), datetime.combine(day, after), instant)


@pytest.mark.parametrize(
    ("zone", "day", "at", "first", "apart"),
    [
        (BERLIN, date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30), timedelta(hours=1)),
        (NEW_YORK, date(2026, 11, 1), time(1, 0), utc(2026, 11, 1, 5, 0), timedelta(hours=1)),
        (TOKYO, date(1950, 9, 10), time(0, 30), utc(1950, 9, 9, 14, 30), timedelta(hours=1)),
        (HOWE, date(2026, 4, 5), time(1, 45), utc(2026, 4, 4, 14, 45), timedelta(minutes=30)),
    ],
)
def test_a_time_that_comes_twice_is_both_instants(
    zone: ZoneInfo, day: date, at: time, first: datetime, apart: timedelta
) -> None:
    assert local_instant(day, at, zone) == Fold(first, first + apart)


@pytest.mark.parametrize("at", [time(1, 59, 59), time(3, 0)])
def test_the_times_beside_a_gap_exist(at: time) -> None:
    found = local_instant(date(2026, 3, 29), at, BERLIN)
    assert isinstance(found, datetime)
    assert found.astimezone(BERLIN).time() == at


@given(
    st.dates(date(1948, 1, 1), date(2040, 1, 1)), st.times(), st.sampled_from([TOKYO, BERLIN, NEW_YORK, HOWE])
)
def test_what_comes_back_is_what_was_typed(day: date, hour: time, zone: ZoneInfo) -> None:
    at, found = datetime.combine(day, hour), local_instant(day, hour, zone)
    instants = [found.first, found.second] if isinstance(found, Fold) else [found]
    for instant in instants:
        if isinstance(instant, Gap):
            assert instant.before <= at < instant.after
        else:
            assert instant.astimezone(zone).replace(tzinfo=None, fold=0) == at
            assert instant.tzinfo is UTC


def test_tokyo_has_had_no_such_time_since_1951() -> None:
    days = (date(1951, 10, 1) + timedelta(days=number) for number in range(28_000))
    assert all(isinstance(local_instant(day, time(0, 30), TOKYO), datetime) for day in days)
