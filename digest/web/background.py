"""Background: what the web process works off beside requests, in threads of its own.

Nothing is handed over in memory. Whoever wants something done writes a row and calls wake(); the threads
look for rows. So what a killed process leaves behind is taken up by the next, or by one on another machine.
"""

import atexit
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

# How often somebody looks for what other processes have left behind, and how soon again after a fault.
IDLE_SECONDS, FAULT_SECONDS = 30.0, 5.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work. `do_next` claims one piece of it and does it; whether there was one."""

    name: str
    do_next: Callable[[], bool]
    at_once: int


class Background:
    """The threads of one application, so many for each kind of work. They begin when they are needed."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self.by_itself = True
        self._kinds: list[Kind] = []
        self._threads: list[threading.Thread] = []
        self._told = threading.Condition()
        self._calls = 0
        self._stopped = False

    def register(self, name: str, do_next: Callable[[], bool], at_once: int = 1) -> None:
        """Let `do_next` be called in an application context, by at most so many threads at once.

        A fault that it does not deal with itself is logged, and it is asked again a little later.
        """
        self._kinds.append(Kind(name, do_next, at_once))

    def wake(self) -> None:
        """Say that there is something to do."""
        self.start()
        with self._told:
            self._calls += 1
            self._told.notify_all()

    def start(self) -> None:
        """Let the threads begin, unless they have. Where nothing is to run by itself, run_all() does it."""
        if self._threads or not self.by_itself:
            return
        with self._told:
            if self._threads or self._stopped:
                return
            self._threads = [
                threading.Thread(
                    target=self._work, args=(kind, not at), name=f"{kind.name}-{at}", daemon=True
                )
                for kind in self._kinds
                for at in range(kind.at_once)
            ]
            for thread in self._threads:
                thread.start()
        atexit.register(self.stop, 0)

    def stop(self, seconds: float = 10) -> bool:
        """Begin nothing more, and wait so long for what is at work; whether all of it has ended."""
        with self._told:
            self._stopped = True
            self._told.notify_all()
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def run_all(self) -> int:
        """Do all that is to be done in the calling thread; how many pieces of work that were."""
        done = 0
        while found := sum(self._one(kind) for kind in self._kinds):
            done += found
        return done

    def _one(self, kind: Kind) -> bool:
        # A context has a session of its own, which goes with it.
        with self._app.app_context():
            return kind.do_next()

    def _work(self, kind: Kind, looks_around: bool) -> None:
        """One thread: works off what there is, then waits. Only one of each kind looks without being told."""
        while not self._stopped:
            # Noted before it looks: who calls while it does so is not overheard.
            heard = self._calls
            seconds = IDLE_SECONDS if looks_around else None
            try:
                while not self._stopped and self._one(kind):
                    pass
            except Exception:
                _log.exception("%s: something went wrong in the background", kind.name)
                seconds = FAULT_SECONDS
            self._wait(heard, seconds)

    def _wait(self, heard: int, seconds: float | None) -> None:
        with self._told:
            self._told.wait_for(lambda: self._stopped or self._calls != heard, seconds)


def init_app(app: Flask) -> None:
    """Give `app` its background. It begins with the first request, so that no command ever starts it."""
    background = app.extensions["digest.background"] = Background(app)
    app.before_request(background.start)
