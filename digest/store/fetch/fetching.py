"""Fetch: pages, checks and services, all by the same guarded way."""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from digest.store.fetch import kinds, robots
from digest.store.fetch.answer import Answer
from digest.store.fetch.deadline import Deadline
from digest.store.fetch.guard import Guard
from digest.store.fetch.pace import Pace, Visit
from digest.store.fetch.resolving import Resolver, system_resolver
from digest.store.fetch.robots import Robots
from digest.store.fetch.trip import Request, Trip
from digest.store.fetch.trouble import FetchError, Trouble
from digest.store.fetch.urls import Target, target
from digest.store.fetch.wire import secure_context

SECONDS = 8.0
BODY_MOST = 2 * 1024 * 1024
# How long a fetch waits for its host's turn before its own clock starts: three others may be before it, each
# with all of its seconds and a pause. Ten links to one host that works take their turns well within this.
PATIENCE = 30.0
PAUSE = 1.0


class Fetch:
    """The only way out of the machine. Its methods may be called from any thread and raise only FetchError.

    Each ends within its seconds, counted from when it is the host's turn: until then it is our own politeness
    that takes time, and a source must not be called slow for that. `allow` are exact "ip:port" that are
    admitted besides public addresses, `folder` is where processes agree on turns, `trust` says which
    certificates are believed (by default: those that the machine believes).
    """

    def __init__(
        self,
        agent: str,
        allow: frozenset[str] = frozenset(),
        folder: Path | None = None,
        resolver: Resolver = system_resolver,
        *,
        seconds: float = SECONDS,
        patience: float = PATIENCE,
        pause: float = PAUSE,
        trust: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._agent = agent.encode("ascii", "replace").decode()
        self._guard = Guard(resolver, allow)
        self._pace = Pace(folder, pause, now, sleep)
        self._robots = Robots(agent.partition("/")[0], now)
        self._seconds = seconds
        self._patience = patience
        self._clock = clock
        self._trust = _Once(partial(secure_context, trust))

    def page(self, url: str) -> Answer:
        """The page at `url`, if robots.txt lets us read it. Raises FetchError."""
        request = Request(target(url), most=BODY_MOST, wants=_wants_page)
        with self._trip(self._seconds) as trip:
            answer = trip.follow(request, partial(self._permit, trip))
        if not kinds.is_page(answer.body, answer.headers.get("content-type", "")):
            raise FetchError(Trouble.NOT_A_PAGE)
        return answer

    def look(self, url: str, method: str = "HEAD") -> Answer:
        """What `url` answers: any status will do, and of a page the first 2 MiB. Raises FetchError."""
        request = Request(target(url), method, most=BODY_MOST, cut=True, wants=_may_be_page)
        with self._trip(self._seconds) as trip:
            return trip.follow(request)

    def ask(
        self,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] = {},
        seconds: float = SECONDS,
        trusted: bool = False,
    ) -> Answer:
        """What a service answers: a status of 200 to 299, of any type. Raises FetchError.

        `trusted`: the operator named this origin in the settings, so its address and port are not judged. No
        redirect is followed then, nor when there is a `body`: what was meant for one is not told to another.
        """
        method = "GET" if body is None else "POST"
        asked = {"Accept": "application/json, */*;q=0.1", **headers}
        request = Request(target(url), method, body, asked, BODY_MOST, wants=_wants_success)
        with self._trip(seconds) as trip:
            stays = trusted or body is not None
            answer = trip.ask(request, trusted=trusted) if stays else trip.follow(request)
        if not 200 <= answer.status < 300:
            raise answer.refused()
        return answer

    @contextmanager
    def _trip(self, seconds: float) -> Iterator[Trip]:
        visit = Visit(self._pace)
        deadline, patience = Deadline(seconds, self._clock), Deadline(self._patience, self._clock)
        try:
            yield Trip(self._guard, visit, deadline, patience, self._trust, self._agent)
        except TimeoutError as error:
            raise FetchError(Trouble.SLOW) from error
        finally:
            visit.leave()

    def _permit(self, trip: Trip, page: Target) -> None:
        """Raise FetchError if robots.txt says no. It is fetched on the same trip, by the same clock.

        Only who has the turn asks for it: others who come at the same time find it remembered.
        """
        trip.go_to(page)
        self._robots.check(page.origin, page.url, partial(_robots_of, trip, page))


def _robots_of(trip: Trip, page: Target) -> tuple[int, bytes]:
    request = Request(page.at(robots.PATH), most=robots.BYTES_MOST, cut=True, wants=_is_success)
    try:
        answer = trip.follow(request)
    except FetchError as error:
        if error.trouble is Trouble.REDIRECTS:  # as if there were none (RFC 9309, 2.3.1.2)
            return 404, b""
        raise
    return answer.status, answer.body


def _wants_page(answer: Answer) -> bool:
    if answer.status != 200:
        raise answer.refused()
    if not _may_be_page(answer):
        raise FetchError(Trouble.NOT_A_PAGE)
    return True


def _wants_success(answer: Answer) -> bool:
    if not _is_success(answer):
        raise answer.refused()
    return True


def _is_success(answer: Answer) -> bool:
    return 200 <= answer.status < 300


def _may_be_page(answer: Answer) -> bool:
    return kinds.may_be_page(answer.headers.get("content-type", ""))


class _Once:
    """Makes the context of TLS when it is needed first: reading all authorities takes a while."""

    def __init__(self, make: Callable[[], ssl.SSLContext]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: ssl.SSLContext | None = None

    def __call__(self) -> ssl.SSLContext:
        with self._lock:
            self._made = self._made or self._make()
            return self._made
