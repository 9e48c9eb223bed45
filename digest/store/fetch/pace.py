"""Politeness: one request at a time for each host, with a second between, in all processes of a site."""

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Lock

from filelock import FileLock

from digest.store.fetch.deadline import Deadline

# So many turns there are: enough that two hosts hardly ever meet in one, which would wait for each other, and
# not without end, as each has a lock and two empty files.
_TURNS = 2**20
_NEVER = float("-inf")


class Pace:
    """Whose turn it is. `folder` has the locks that several processes share; without it, it is this one."""

    def __init__(
        self, folder: Path | None, pause: float, now: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._folder = folder
        self._pause = pause
        self._now = now
        self._sleep = sleep
        self._locks: dict[int, Lock] = {}
        self._last: dict[int, float] = {}

    def number(self, door: str) -> int:
        """Which turn a host waits for."""
        return zlib.crc32(door.encode()) % _TURNS

    @contextmanager
    def turn(self, number: int, patience: Deadline) -> Iterator[None]:
        """Have the turn `number` to oneself. Raises TimeoutError if it does not come in time.

        A lock of the system rather than a row: it is let go of when a process is killed.
        """
        lock = self._locks.setdefault(number, Lock())
        if not lock.acquire(timeout=patience.left()):
            raise TimeoutError("others have the turn")
        try:
            with self._among_processes(number, patience):
                yield
        finally:
            lock.release()

    def wait(self, number: int, patience: Deadline) -> None:
        """Let the pause since the last request go by. Raises TimeoutError if that takes too long.

        A clock that was set back does not make anybody wait for longer than the pause.
        """
        since = self._now() - max(self._last.get(number, _NEVER), self._stamped(number))
        missing = min(self._pause, self._pause - since)
        if missing <= 0:
            return
        if missing > patience.left():
            raise TimeoutError("the pause is longer than what is left")
        self._sleep(missing)

    def stamp(self, number: int) -> None:
        """Note that a request has ended just now."""
        self._last[number] = now = self._now()
        if path := self._path(number, "last"):
            with suppress(OSError):
                path.touch()
                os.utime(path, (now, now))

    def _stamped(self, number: int) -> float:
        path = self._path(number, "last")
        try:
            return path.stat().st_mtime if path else _NEVER
        except OSError:
            return _NEVER

    @contextmanager
    def _among_processes(self, number: int, patience: Deadline) -> Iterator[None]:
        path = self._path(number, "lock")
        if path is None:
            yield
            return
        with ExitStack() as held:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                held.enter_context(FileLock(path).acquire(timeout=patience.left(), poll_interval=0.05))
            except TimeoutError:  # filelock's own is one of these
                raise
            except OSError:
                # A full disk makes us less polite, as one process beside others; it does not stop the work.
                pass
            yield

    def _path(self, number: int, ending: str) -> Path | None:
        return self._folder / f"{number:05x}.{ending}" if self._folder else None


class Visit:
    """The requests of one fetch. It keeps the turn while it stays with a host, so that none comes between.

    It never has two turns: two visits that go to each other's host by redirects would wait for ever.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._number = -1
        self._held = ExitStack()

    def go_to(self, door: str, patience: Deadline) -> None:
        """Have the turn of a host. Raises TimeoutError."""
        number = self._pace.number(door)
        if number != self._number:
            self.leave()
            self._held.enter_context(self._pace.turn(number, patience))
            self._number = number

    def pause(self, patience: Deadline) -> None:
        """Let the pause since the host's last request go by. Raises TimeoutError."""
        self._pace.wait(self._number, patience)

    def asked(self) -> None:
        """Note that a request has ended."""
        self._pace.stamp(self._number)

    def leave(self) -> None:
        """Let others have the turn."""
        self._held.close()
        self._number = -1
