"""How a source stands after its checks: strikes, time-outs, doubts, and what editors said."""

from datetime import datetime, timedelta

import pytest

from digest.domain.source import Concern, Source, State
from digest.domain.survival.rules import Doubt, Outcome, Verdict, after, of_answer, of_error
from digest.store.fetch import Answer, FetchError, Trouble
from tests.support.factories import NOW

URL = "https://example.jp/news/1"
DAY = timedelta(days=1)
GONE_ANSWER = Outcome(Verdict.STRIKE, Trouble.STATUS, 404)
FINE = Outcome(Verdict.ALIVE, "", 200)
TIMED_OUT = Outcome(Verdict.LATE, Trouble.SLOW)
DOUBT = Outcome(Verdict.DOUBTFUL, Doubt.TEXT, 200)


def a_source(**more: object) -> Source:
    given = {"state": State.ALIVE, "concern": "", "declared": "", "strikes": 0, "created_at": NOW - 30 * DAY}
    return Source(url=URL, canonical_url=URL, title="題", **given | more)


def checked(source: Source, *outcomes: tuple[float, Outcome]) -> Source:
    for days, outcome in outcomes:
        after(source, outcome, NOW + days * DAY)
    return source


def days_to_next(source: Source, at: datetime) -> float:
    assert source.check_after
    return (source.check_after - at) / DAY


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(200, "alive"), (204, "alive"), (304, "alive")]
    + [(status, "strike") for status in (400, 404, 405, 410, 418, 500, 501, 502, 503)]
    + [(status, "failing") for status in (401, 402, 403, 407, 429, 451)]
    + [(status, "late") for status in (408, 504, 522, 524)],
)
def test_what_a_status_says(status: int, verdict: str) -> None:
    assert of_answer(URL, Answer(URL, status)).verdict == verdict


@pytest.mark.parametrize(
    ("trouble", "verdict"),
    [
        (Trouble.UNREACHABLE, "strike"),
        (Trouble.REDIRECTS, "strike"),
        (Trouble.BROKEN, "strike"),
        (Trouble.SLOW, "late"),
        (Trouble.CERTIFICATE, "failing"),
        (Trouble.REFUSED, "failing"),
        (Trouble.ADDRESS, "failing"),
        (Trouble.ROBOTS, "failing"),
        (Trouble.LARGE, "alive"),
        (Trouble.NOT_A_PAGE, "alive"),
    ],
)
def test_what_a_trouble_says(trouble: Trouble, verdict: str) -> None:
    assert of_error(FetchError(trouble)).verdict == verdict


@pytest.mark.parametrize(
    ("final", "moved", "verdict", "trouble"),
    [
        ("https://example.jp/news/2", "https://example.jp/news/2", "moved", ""),
        ("https://example.jp/news/2", "", "alive", ""),
        ("https://www.example.jp/", "https://www.example.jp/", "doubtful", "home-page"),
        ("https://example.jp/index.html", "", "doubtful", "home-page"),
        ("https://example.jp/error/404.html", "", "doubtful", "not-found"),
        ("https://example.jp/pages/NotFound", "https://example.jp/pages/NotFound", "doubtful", "not-found"),
        ("https://example.jp/news/1/", "https://example.jp/news/1/", "moved", ""),
        ("https://other.example/?id=1", "", "alive", ""),
    ],
)
def test_where_redirects_lead(final: str, moved: str, verdict: str, trouble: str) -> None:
    found = of_answer(URL, Answer(final, 200, moved=moved))
    assert (found.verdict, found.trouble) == (verdict, trouble)


def test_a_home_page_that_was_cited_itself_is_no_doubt() -> None:
    home = "https://example.jp/"
    assert of_answer(home, Answer("https://www.example.jp/index.html", 200)).verdict == "alive"


def test_404_three_times_over_six_days_is_gone() -> None:
    source = checked(a_source(confirmed_at=NOW - DAY), (0, GONE_ANSWER), (3, GONE_ANSWER))
    assert (source.state, source.concern, source.strikes) == (State.ALIVE, Concern.FAILING, 2)
    assert days_to_next(source, NOW + 3 * DAY) == 3
    checked(source, (6, GONE_ANSWER))
    assert (source.state, source.concern) == (State.GONE, Concern.GONE)
    assert source.confirmed_at == NOW - DAY
    assert days_to_next(source, NOW + 6 * DAY) == 30


def test_strikes_that_come_sooner_than_three_days_are_one() -> None:
    source = checked(a_source(), *((hours / 24, GONE_ANSWER) for hours in range(71)))
    assert (source.state, source.strikes) == (State.ALIVE, 1)
    assert days_to_next(source, NOW) == 3


def test_one_success_between_takes_all_strikes_back() -> None:
    source = checked(a_source(), (0, GONE_ANSWER), (3, GONE_ANSWER), (6, FINE), (13, GONE_ANSWER))
    assert (source.state, source.strikes, source.concern) == (State.ALIVE, 1, Concern.FAILING)
    assert source.confirmed_at == NOW + 6 * DAY


def test_time_outs_never_count_and_are_shown_after_a_while() -> None:
    source = a_source(confirmed_at=NOW - 7 * DAY)
    for number in range(30):
        checked(source, (3 * number, TIMED_OUT))
        assert (source.state, source.strikes) == (State.ALIVE, 0)
        assert source.concern == (Concern.FAILING if 3 * number >= 7 else Concern.NONE)
    checked(source, (90, GONE_ANSWER), (93, TIMED_OUT), (96, GONE_ANSWER), (99, TIMED_OUT))
    assert (source.state, source.strikes) == (State.ALIVE, 2)


def test_what_is_kept_from_us_is_failing_and_never_gone() -> None:
    kept = Outcome(Verdict.FAILING, Trouble.STATUS, 403)
    source = checked(a_source(), *((3 * number, kept) for number in range(20)))
    assert (source.state, source.concern, source.strikes) == (State.ALIVE, Concern.FAILING, 0)


def test_a_server_that_wants_to_be_left_alone_is() -> None:
    busy = of_answer(URL, Answer(URL, 429, {"retry-after": str(5 * 24 * 3600)}))
    assert days_to_next(checked(a_source(), (0, busy)), NOW) == 5


def test_a_move_counts_as_alive_and_a_small_one_is_no_concern() -> None:
    far = Outcome(Verdict.MOVED, "", 200, "https://example.jp/archive/1")
    source = checked(a_source(), (0, GONE_ANSWER), (3, far))
    assert (source.state, source.concern, source.strikes) == (State.MOVED, Concern.MOVED, 0)
    assert (source.moved_url, source.confirmed_at) == ("https://example.jp/archive/1", NOW + 3 * DAY)
    small = Outcome(Verdict.MOVED, "", 200, "https://www.example.jp/news/1/")
    assert checked(source, (10, small)).concern == Concern.NONE
    assert (checked(source, (17, FINE)).state, source.moved_url) == (State.ALIVE, "")


def test_a_doubt_is_shown_and_by_itself_never_gone() -> None:
    source = checked(a_source(), *((7 * number, DOUBT) for number in range(20)))
    assert (source.state, source.concern, source.strikes) == (State.ALIVE, Concern.DOUBTFUL, 0)
    assert source.confirmed_at is None


def test_what_is_gone_comes_back_with_one_success_and_with_nothing_less() -> None:
    gone = checked(a_source(), (0, GONE_ANSWER), (3, GONE_ANSWER), (6, GONE_ANSWER))
    for outcome in (TIMED_OUT, DOUBT, GONE_ANSWER):
        checked(gone, (36, outcome))
        assert (gone.state, gone.concern) == (State.GONE, Concern.GONE)
        assert days_to_next(gone, NOW + 36 * DAY) == 30
    assert (checked(gone, (66, FINE)).state, gone.strikes, gone.concern) == (State.ALIVE, 0, "")


def test_what_an_editor_declared_stands() -> None:
    declared = a_source(state=State.GONE, concern=Concern.GONE, declared="gone")
    assert checked(declared, (0, FINE)).state == State.GONE
    found = a_source(declared="alive")
    assert (checked(found, (0, DOUBT)).concern, found.confirmed_at) == (Concern.NONE, NOW)
    checked(found, (7, GONE_ANSWER), (10, GONE_ANSWER), (13, GONE_ANSWER))
    assert (found.state, found.declared) == (State.GONE, "")


def test_the_last_checks_are_kept() -> None:
    source = checked(a_source(), *((number, FINE) for number in range(25)))
    assert len(source.checks) == 20
    assert source.checks[-1] == [(NOW + 24 * DAY).isoformat(), "alive", "", 200]
