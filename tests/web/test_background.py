"""Work beside requests: done by threads that stop, that outlive a fault, and that begin nothing in tests."""

import threading

import pytest
from flask import Flask, current_app

from digest.web import background
from digest.web.background import Background
from tests.support.browsers import TIMEOUT_MS

PATIENCE = TIMEOUT_MS / 1000


class Pile:
    """Pieces of work, each done in the context of the application; those named "bad" go wrong."""

    def __init__(self, *pieces: str) -> None:
        self.pieces, self.done = list(pieces), list[str]()
        self.finished, self.lock = threading.Semaphore(0), threading.Lock()
        self.most = self.now = 0
        self.meet: threading.Barrier | None = None

    def next(self) -> bool:
        with self.lock:
            if not self.pieces:
                return False
            piece = self.pieces.pop()
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            return self._do(piece)
        finally:
            with self.lock:
                self.now -= 1

    def _do(self, piece: str) -> bool:
        assert current_app.name == "digest"
        if self.meet:
            self.meet.wait(PATIENCE)
        if piece == "bad":
            raise RuntimeError(piece)
        self.done.append(piece)
        self.finished.release()
        return True

    def wait(self, count: int = 1) -> None:
        """Until so many more are done."""
        for _ in range(count):
            assert self.finished.acquire(timeout=PATIENCE)


def test_all_work_is_done_in_the_calling_thread_when_a_test_asks(app: Flask) -> None:
    one, two = Pile("a", "b"), Pile("c")
    work = Background(app)
    work.by_itself = False
    work.register("one", one.next)
    work.register("two", two.next)
    work.wake()
    assert (one.done, two.done) == ([], [])
    assert work.run_all() == 3
    assert (sorted(one.done), two.done) == (["a", "b"], ["c"])


def test_so_many_threads_work_at_once_and_all_of_them_stop(app: Flask) -> None:
    pile = Pile(*"abcdefgh")
    pile.meet = threading.Barrier(4)
    work = Background(app)
    work.register("pile", pile.next, at_once=4)
    work.wake()
    pile.wait(8)
    assert work.stop()
    assert (sorted(pile.done), pile.most) == (list("abcdefgh"), 4)
    work.start()
    assert work.stop()


def test_a_fault_ends_neither_the_thread_nor_the_work_that_comes_later(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(background, "FAULT_SECONDS", 0.001)
    pile = Pile("last", "bad", "first")
    work = Background(app)
    work.register("pile", pile.next)
    work.wake()
    pile.wait(2)
    assert pile.done == ["first", "last"]
    assert "pile: something went wrong" in caplog.text
    pile.pieces.append("more")
    work.wake()
    pile.wait()
    assert work.stop()


def test_what_others_left_behind_is_found_without_being_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "IDLE_SECONDS", 0.001)
    pile = Pile("own")
    work = Background(app)
    work.register("pile", pile.next)
    work.start()
    pile.wait()
    pile.pieces.append("left")
    pile.wait()
    assert work.stop()


def test_the_threads_of_a_site_begin_with_its_first_request(app: Flask) -> None:
    pile = Pile("a")
    work: Background = app.extensions["digest.background"]
    work.by_itself = True
    work.register("pile", pile.next)
    app.test_client().get("/healthz")
    pile.wait()
    assert work.stop()
