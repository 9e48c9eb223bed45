"""One request at a time for each host, with a second between."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from digest.store.fetch import Fetch, FetchError, Trouble
from digest.store.fetch.deadline import Deadline
from digest.store.fetch.pace import Pace, Visit
from tests.support.misbehaving import PAGE, Sources, answering, leading, sources


class Time:
    """A clock that goes on by itself only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(scope="module")
def server() -> Iterator[Sources]:
    pages = {f"/{number}": answering(PAGE) for number in range(10)}
    with sources({**pages, "/long": leading("/longer"), "/longer": leading("/1")}) as running:
        yield running


def fetch(server: Sources, time: Time, folder: Path | None = None, **options: Any) -> Fetch:
    given: dict[str, Any] = {"seconds": 20, "clock": time, "now": time, "sleep": time.sleep, **options}
    return Fetch("Tests/1", frozenset({server.pair}), folder, **given)


def test_ten_links_to_one_host_take_their_turns_and_all_succeed(server: Sources, time: Time) -> None:
    going = fetch(server, time, seconds=5)
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda number: going.page(server.url(f"/{number}")), range(10)))
    assert [answer.body for answer in answers] == [PAGE] * 10
    assert time.slept == [1.0] * 10  # between robots.txt and ten pages


def test_redirects_of_one_host_have_a_second_between_as_well(server: Sources, time: Time) -> None:
    fetch(server, time).look(server.url("/long"))
    assert time.slept == [1.0, 1.0]


def test_the_pause_of_a_visit_counts_as_its_time(server: Sources, time: Time) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(server, time, seconds=1.5).look(server.url("/long"))
    assert caught.value.trouble is Trouble.SLOW


def test_waiting_for_the_first_turn_does_not(server: Sources, time: Time) -> None:
    going = fetch(server, time, seconds=0.5)
    for _ in range(3):
        assert going.look(server.url("/1")).status == 200
    assert time.slept == [1.0, 1.0]


def test_a_turn_that_does_not_come_is_said_to_be_slow(server: Sources, time: Time) -> None:
    going = fetch(server, time, patience=0.5)
    going.look(server.url("/1"))
    with pytest.raises(FetchError) as caught:
        going.look(server.url("/1"))
    assert caught.value.trouble is Trouble.SLOW


def test_a_refused_address_takes_no_turn(server: Sources, time: Time) -> None:
    going = fetch(server, time)
    for _ in range(9):
        with pytest.raises(FetchError):
            going.page("http://127.0.0.1/")
    assert time.slept == []


def test_hosts_do_not_wait_for_each_other(time: Time) -> None:
    pace = Pace(None, 1, time, time.sleep)
    for door in ("a.example", "b.example", "c.example"):
        visit = Visit(pace)
        visit.go_to(door, Deadline(0.1, time))
        visit.pause(Deadline(0.1, time))
        visit.asked()
        visit.leave()
    assert time.slept == []


def test_other_processes_wait_too(server: Sources, time: Time, tmp_path: Path) -> None:
    fetch(server, time, tmp_path).look(server.url("/1"))
    another = Time()
    another.now = time.now + 0.25
    fetch(server, another, tmp_path).look(server.url("/1"))
    assert another.slept == [pytest.approx(0.75)]


def test_a_turn_that_another_process_has_is_not_taken(time: Time, tmp_path: Path) -> None:
    pace = Pace(tmp_path, 1, time, time.sleep)
    number = pace.number("a.example")
    with FileLock(tmp_path / f"{number:05x}.lock"), pytest.raises(TimeoutError):
        Visit(pace).go_to("a.example", Deadline(0.05, time))
    visit = Visit(pace)
    visit.go_to("a.example", Deadline(0.05, time))
    visit.leave()


def test_a_disk_without_room_does_not_stop_the_work(server: Sources, time: Time, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    going = fetch(server, time, tmp_path / "file" / "folder")
    assert [going.look(server.url("/1")).status for _ in range(2)] == [200, 200]
    assert time.slept == [1.0]


def test_a_clock_that_was_set_back_keeps_nobody_for_longer_than_the_pause(time: Time, tmp_path: Path) -> None:
    pace = Pace(tmp_path, 1, time, time.sleep)
    pace_at = pace.number("a.example")
    with pace.turn(pace_at, Deadline(1, time)):
        pace.stamp(pace_at)
        time.now -= 3600
        pace.wait(pace_at, Deadline(2, time))
    assert time.slept == [1.0]


def test_two_visits_that_cross_do_not_wait_for_ever(time: Time) -> None:
    pace = Pace(None, 0, time, time.sleep)
    first, second = Visit(pace), Visit(pace)
    first.go_to("a.example", Deadline(1, time))
    second.go_to("b.example", Deadline(1, time))
    going = threading.Thread(target=first.go_to, args=("b.example", Deadline(60, time)))
    going.start()
    second.go_to("a.example", Deadline(60, time))
    going.join()
    first.leave()
    second.leave()
