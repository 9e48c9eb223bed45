"""Looking at one source through the guarded fetch, politely: HEAD first, and GET only if need be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from digest.domain.source import Concern, Source
from digest.domain.survival.rules import Outcome, Verdict, of_answer, of_error
from digest.domain.survival.soft_404 import doubt_of
from digest.domain.webpage import read_page
from digest.store.fetch import Answer, FetchError, Trouble

# How long a page that answers is taken at its word before it is held against what is kept of it.
COMPARED_AGAIN = timedelta(days=28)
# What a server may do to HEAD alone; anything else would come of a GET as well.
_OF_HEAD = frozenset({Trouble.SLOW, Trouble.BROKEN})
# What keeps us from reading a page that is there.
_UNREAD = frozenset({Trouble.ROBOTS, Trouble.NOT_A_PAGE, Trouble.LARGE})


class Looker(Protocol):
    """What looking needs of the guarded fetch."""

    def page(self, url: str) -> Answer:
        """A page to be read, if robots.txt lets it. Raises FetchError."""

    def look(self, url: str, method: str = "HEAD") -> Answer:
        """Any answer. Raises FetchError."""

    def ask(
        self,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] = ...,
        seconds: float = 8,
        trusted: bool = False,
    ) -> Answer:
        """The answer of a service. Raises FetchError."""


def look(fetch: Looker, source: Source, at: datetime) -> Outcome:
    """What is to be found at `source`. Takes as long as the fetch does; nothing may be locked meanwhile.

    robots.txt says what programs may gather. A HEAD gathers nothing, and neither does the one GET after a
    refused HEAD, of which the status alone is looked at: both do what a reader's click does. The text of a
    page is read, to be held against what is kept, only if robots.txt lets us.
    """
    first = _asked(fetch, source.url, "HEAD")
    if first.verdict not in (Verdict.ALIVE, Verdict.MOVED):
        # Many servers know no HEAD, or answer it with anything.
        again = first.status >= 400 or first.trouble in _OF_HEAD
        first = _asked(fetch, source.url, "GET") if again else first
    if first.verdict in (Verdict.ALIVE, Verdict.MOVED) and wants_comparing(source, at):
        return _compared(fetch, source, first)
    return first


def wants_comparing(source: Source, at: datetime) -> bool:
    """Whether it is time to hold the page against what is kept: after a doubt, or after a while."""
    if source.concern in (Concern.DOUBTFUL, Concern.FAILING, Concern.GONE):
        return True
    last = source.compared_at or source.retrieved_at
    return last is None or at - last >= COMPARED_AGAIN


def _asked(fetch: Looker, url: str, method: str) -> Outcome:
    try:
        return of_answer(url, fetch.look(url, method))
    except FetchError as error:
        return of_error(error)


def _compared(fetch: Looker, source: Source, first: Outcome) -> Outcome:
    try:
        answer = fetch.page(source.url)
    except FetchError as error:
        return replace(first, compared=True) if error.trouble in _UNREAD else of_error(error)
    found = of_answer(source.url, answer)
    page = read_page(answer.body, answer.headers.get("content-type", ""), answer.url)
    if found.verdict is not Verdict.DOUBTFUL and (doubt := doubt_of(source, page)):
        found = Outcome(Verdict.DOUBTFUL, doubt, answer.status)
    return replace(found, compared=True)
