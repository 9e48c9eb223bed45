"""One way out and back: each hop looked up, judged, paced and timed by the same clock."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from urllib3 import HTTPResponse

from digest.store.fetch.answer import Answer
from digest.store.fetch.body import ACCEPTED, unpacked
from digest.store.fetch.deadline import Deadline
from digest.store.fetch.guard import Guard
from digest.store.fetch.pace import Visit
from digest.store.fetch.trouble import FetchError, Trouble
from digest.store.fetch.urls import Target, joined
from digest.store.fetch.wire import exchange

REDIRECTS_MOST = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_CHUNK = 64 * 1024
# Bytes on the wire that chunks and compression may need besides what they carry.
_SLACK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, and what of the answer is wanted."""

    target: Target
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    most: int = 0
    # Of a body that is too large, take the beginning.
    cut: bool = False
    # Whether the body is wanted, judged by status and type before any of it is read. May raise FetchError.
    wants: Callable[[Answer], bool] = lambda answer: True


@dataclass(slots=True)
class Trip:
    """What the hops of one fetch share."""

    guard: Guard
    visit: Visit
    deadline: Deadline
    patience: Deadline
    context: Callable[[], ssl.SSLContext]
    agent: str
    has_asked: bool = False

    def follow(self, request: Request, permit: Callable[[Target], None] = lambda target: None) -> Answer:
        """The answer at the end of the redirects. `permit` is asked before each hop. Raises as ask() does."""
        moved = True
        for hop in range(REDIRECTS_MOST + 1):
            permit(request.target)
            answer = self.ask(request)
            location = answer.headers.get("location", "") if answer.status in _REDIRECTS else ""
            if not location:
                return replace(answer, moved=answer.url if hop and moved else "")
            moved = moved and answer.status in _PERMANENT
            request = _redirected(request, joined(request.target, location))
        raise FetchError(Trouble.REDIRECTS)

    def ask(self, request: Request, *, trusted: bool = False) -> Answer:
        """One request and its answer. Raises FetchError, or TimeoutError if it does not come to a request."""
        judge = self.guard.trusted if trusted else self.guard.judged
        addresses = judge(request.target, self.deadline)
        with (
            self._turn(request.target, trusted),
            exchange(
                request.target,
                addresses,
                self.deadline,
                context=self.context,
                method=request.method,
                headers=self._headers(request),
                body=request.body,
                most=request.most + _SLACK,
            ) as response,
        ):
            return _answer(request, response)

    def go_to(self, target: Target) -> None:
        """Have the turn of the host. Raises TimeoutError."""
        with self._patiently() as patience:
            self.visit.go_to(target.door, patience)

    @contextmanager
    def _turn(self, target: Target, trusted: bool) -> Iterator[None]:
        """The host's turn. An endpoint of the operator's own has no turns."""
        if trusted:
            yield
            return
        self.go_to(target)
        with self._patiently() as patience:
            self.visit.pause(patience)
        self.has_asked = True
        try:
            yield
        finally:
            self.visit.asked()

    @contextmanager
    def _patiently(self) -> Iterator[Deadline]:
        """For how long a turn is waited for: up to the first request it is not the source's time."""
        if self.has_asked:
            yield self.deadline
            return
        with self.deadline.standing_still():
            yield self.patience

    def _headers(self, request: Request) -> dict[str, str]:
        return {
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
            "Accept-Language": "ja,en;q=0.8,*;q=0.5",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **{name.title(): value for name, value in request.headers.items()},
        }


def _answer(request: Request, response: HTTPResponse) -> Answer:
    headers = {
        name.lower(): value for name, value in response.headers.items() if name.lower() != "set-cookie"
    }
    answer = Answer(request.target.url, response.status, headers)
    if request.method == "HEAD" or (response.status in _REDIRECTS and "location" in headers):
        return answer
    if not request.wants(answer):
        return answer
    if not request.cut and _announced(headers) > request.most:
        raise FetchError(Trouble.LARGE)
    chunks = response.stream(_CHUNK, decode_content=False)
    body = unpacked(chunks, headers.get("content-encoding", ""), request.most, cut=request.cut)
    return replace(answer, body=body)


def _headers(response: HTTPResponse) -> dict[str, str]:
    """The headers, of each name the last; links may come in several (RFC 8288, 3) and are joined."""
    headers: dict[str, str] = {}
    for name, value in response.headers.items():
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key == "link" and key in headers else value
    headers.pop("set-cookie", None)
    return headers


def _announced(headers: Mapping[str, str]) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _redirected(request: Request, target: Target) -> Request:
    """The same request elsewhere; another origin is told what we accept, and nothing that may be a secret."""
    if target.origin == request.target.origin:
        return replace(request, target=target)
    told = {name: value for name, value in request.headers.items() if name.lower().startswith("accept")}
    return replace(request, target=target, headers=told)
