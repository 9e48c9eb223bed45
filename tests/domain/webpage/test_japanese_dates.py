"""Days and instants in the forms in which pages write them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.webpage.japanese_dates import JST, day_of_address, first_moment, machine_moment, moments
from tests.domain.strategies import law

DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和8年11月1日", DAY),
        ("令和８年１１月１日（日）", DAY),
        ("令和 8年 11月 1日", DAY),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("R8.11.1", DAY),
        ("R8/11/01", DAY),
        ("令和八年十一月一日", DAY),
        ("二〇二六年十一月一日", DAY),
        ("2026年11月1日", DAY),
        ("2026年11月01日付", DAY),
        ("2026/11/01", DAY),
        ("2026.11.1", DAY),
        ("2026-11-01", DAY),
        ("2026–11–01", DAY),
        ("20261101", DAY),
        ("Nov. 1, 2026", DAY),
        ("November 1st, 2026", DAY),
        ("Sunday, 1 November 2026", DAY),
        ("1st of Nov 2026", DAY),
        ("01-Nov-2026", DAY),
        ("公開日：2026年11月1日", DAY),
        ("第3版2026年11月1日", DAY),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    found = first_moment(text)
    assert found
    assert (found.day, found.at) == (day, None)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026年11月1日 9時05分", "2026-11-01T09:05:00+09:00"),
        ("2026年11月1日（日）９時５分", "2026-11-01T09:05:00+09:00"),
        ("2026年11月1日 18時", "2026-11-01T18:00:00+09:00"),
        ("2026年11月1日9時半", "2026-11-01T09:30:00+09:00"),
        ("2026年11月1日 午後3時5分", "2026-11-01T15:05:00+09:00"),
        ("2026年11月1日 午前0:05", "2026-11-01T00:05:00+09:00"),
        ("2026/11/01 09:05", "2026-11-01T09:05:00+09:00"),
        ("2026/11/01(日) 09:05:30", "2026-11-01T09:05:30+09:00"),
        ("2026-11-01T09:05", "2026-11-01T09:05:00+09:00"),
        ("2026-11-01T09:05:00+09:00", "2026-11-01T09:05:00+09:00"),
        ("2026-11-01T09:05:00+0900", "2026-11-01T09:05:00+09:00"),
        ("2026-11-01T00:05:00Z", "2026-11-01T00:05:00+00:00"),
        ("2026-11-01T00:05:00.123456Z", "2026-11-01T00:05:00+00:00"),
        ("2026-11-01 00:05 UTC", "2026-11-01T00:05:00+00:00"),
        ("2026-11-01 09:05 JST", "2026-11-01T09:05:00+09:00"),
        ("2026-10-31T20:05:00-04:00", "2026-10-31T20:05:00-04:00"),
        ("20261101T090500+0900", "2026-11-01T09:05:00+09:00"),
        ("20261101090500", "2026-11-01T09:05:00+09:00"),
        ("Sun, 01 Nov 2026 00:05:00 GMT", "2026-11-01T00:05:00+00:00"),
        ("Sun, 1 Nov 2026 09:05:00 +0900", "2026-11-01T09:05:00+09:00"),
        ("Sun Nov  1 09:05:00 JST 2026", "2026-11-01T09:05:00+09:00"),
        ("November 1, 2026 at 9:05 p.m.", "2026-11-01T21:05:00+09:00"),
        ("Nov. 1, 2026, 9:05 a.m. EST", "2026-11-01T09:05:00-05:00"),
        ("2026年11月1日午前 9:05 GMT+9", "2026-11-01T09:05:00+09:00"),
        ("令和8年11月1日 9時5分", "2026-11-01T09:05:00+09:00"),
    ],
)
def test_an_instant_is_read_in_japan_where_no_zone_is_said(text: str, instant: str) -> None:
    found = first_moment(text)
    assert found
    assert found.at
    assert found.at.isoformat() == instant


@pytest.mark.parametrize(
    "text",
    [
        "2026年2月30日",
        "2026-13-01",
        "1970-01-01T00:00:00Z",
        "0001-01-01",
        "昭和39年10月10日",
        "9999-12-31",
        "令和8年",
        "11月1日",
        "第2026-11-1234号",
        "03-2026-11",
        "電話 2026-1101",
        "",
        "2026",
    ],
)
def test_what_is_no_day_of_the_web_is_none(text: str) -> None:
    assert first_moment(text) is None


def test_the_future_is_ruled_out_where_the_present_is_known() -> None:
    assert first_moment("2026年11月28日", NOW)
    assert first_moment("2026年11月29日", NOW) is None
    assert first_moment("2026年11月29日")


@pytest.mark.parametrize("text", ["2026年11月1日 25時61分", "Nov. 1, 2026, 9:05 a.m. ET", "2026-11-01 99:99"])
def test_an_absurd_time_leaves_the_day(text: str) -> None:
    found = first_moment(text)
    assert found
    assert (found.day, found.at) == (DAY, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/1(日) 9:05配信", DAY),
        ("11月1日 9時05分", DAY),
        ("12月30日(火)", date(2025, 12, 30)),
        ("3月2日", None),
    ],
)
def test_a_year_that_is_not_said_is_the_last_that_fits(text: str, day: date | None) -> None:
    found = first_moment(text, NOW)
    assert (found.day if found else None) == day
    assert first_moment(text) is None


def test_all_days_of_a_text_are_found_in_order() -> None:
    text = "公開 2026年10月31日 5時00分／更新：2026年11月1日 18時30分、次は令和9年1月5日"
    assert [found.day for found in moments(text)] == [date(2026, 10, 31), DAY, date(2027, 1, 5)]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("1793491500", "2026-11-01T00:05:00+00:00"),
        ("1793491500000", "2026-11-01T00:05:00+00:00"),
        ("12345", None),
    ],
)
def test_programs_write_seconds(text: str, instant: str | None) -> None:
    found = machine_moment(text)
    assert (found.at.isoformat() if found and found.at else None) == instant


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/11/01/rice/", DAY),
        ("/news/20261101/k10014600001000.html", DAY),
        ("/articles/20261101-OYT1T50001/", DAY),
        ("/a/2026-11-01-title", DAY),
        ("/press/20261101001/20261101001.html", DAY),
        ("/news/2026/1101/", DAY),
        ("/articles/12345678", None),
        ("/2026/13/45/", None),
        ("/k/20269999", None),
    ],
)
def test_an_address_may_tell_the_day(path: str, day: date | None) -> None:
    assert day_of_address(path) == day


days = st.dates(date(2019, 5, 1), date(2099, 12, 31))


@given(days)
@law
def test_every_way_of_writing_a_day_comes_back(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    forms = [
        f"{year}年{month}月{number}日",
        f"令和{year - 2018}年{month}月{number}日",
        f"{year}/{month:02}/{number:02}",
        f"{year}.{month}.{number}",
        day.isoformat(),
        day.strftime("%Y%m%d"),
        day.strftime("%B %d, %Y"),
        day.strftime("%d %b %Y"),
    ]
    read = {form: found.day if (found := first_moment(form)) else None for form in forms}
    assert read == dict.fromkeys(forms, day)


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.times(), st.integers(-12, 14))
@law
def test_an_instant_comes_back_in_any_zone(day: date, time: time, hours: int) -> None:
    naive = datetime.combine(day, time)
    instant = naive.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    found = first_moment(instant.isoformat())
    assert found
    assert found.at == instant
    local = first_moment(naive.strftime("%Y年%m月%d日 %H時%M分"))
    assert local
    assert local.at == naive.replace(second=0, microsecond=0, tzinfo=JST)


@given(st.text(max_size=200))
@law
def test_no_text_is_too_odd(text: str) -> None:
    assert all(found.start < found.end for found in moments(text, NOW))
