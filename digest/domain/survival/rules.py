"""What an answer says about a source, and how a source stands after it.

After the public rules of InternetArchiveBot (https://meta.wikimedia.org/wiki/InternetArchiveBot, "How the
bot fixes broken links", and its checker, https://github.com/wikimedia/DeadlinkChecker): a live source is left
alone for a week, a failing one is tried again at least three days later, three strikes make it gone, and one
success takes them all back. As there, any status from 400 on, a name that is not known, a server that does
not answer at all, that never ends redirecting or speaks no HTTP is a strike.

We are more careful than the bot, because nobody looks over our shoulder before readers are told:

- A time-out is never a strike, whether we noticed it or a server in between (408, 504, 522, 524).
- A page that is kept from us (401, 402, 403, 407, 429, 451) may be there for readers: no strike.
- A fault of a certificate is the server's, not the page's; an address that our own network forbids is ours.
- A redirect to the home page, or to an address that says "not found", is a soft 404 and dead for the bot. For
  us it is a doubt that editors see, as is a page that says so with status 200; a doubt never is a strike.
- What is gone is looked at again once a month, and a success brings it back.

What an editor has said by hand stands: what they declared gone stays gone, whatever answers there now, and
where they found the page in its place, doubts are not raised any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from digest.domain.source import Concern, Source, State, canonical_url
from digest.store.fetch import Answer, FetchError, Trouble

LIVE_AGAIN = timedelta(days=7)
FAILING_AGAIN = timedelta(days=3)
GONE_AGAIN = timedelta(days=30)
STRIKES = 3
# A time-out now and then is nothing to look after; none but time-outs for so long is.
LATE = timedelta(days=14)
CHECKS_KEPT = 20

TIMED_OUT = frozenset({408, 504, 522, 524})
KEPT_FROM_US = frozenset({401, 402, 403, 407, 429, 451})
# A chain of redirects without an end and an answer that is no HTTP are the server's own doing.
_STRUCK = frozenset({Trouble.UNREACHABLE, Trouble.REDIRECTS, Trouble.BROKEN})
# There is something, only not of a kind or size that we read.
_THERE = frozenset({Trouble.LARGE, Trouble.NOT_A_PAGE})
_LOST_WAYS = ("/404", "notfound", "not-found", "not_found")
_FRONT = ("", "/", "/index.html", "/index.htm", "/index.php", "/top", "/top/", "/home", "/home/")


class Verdict(StrEnum):
    """What a check found."""

    ALIVE = "alive"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    LATE = "late"  # timed out
    FAILING = "failing"  # could not be had, which does not mean that it is not there
    STRIKE = "strike"


class Doubt(StrEnum):
    """Why a page that came does not seem to be the one that was cited."""

    HOME_PAGE = "home-page"
    NOT_FOUND = "not-found"
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one check. `trouble` is a Trouble or a Doubt; `compared` says that the page itself was
    held against what is kept of it; `patience` is how long its server wants to be left alone."""

    verdict: Verdict
    trouble: str = ""
    status: int = 0
    moved_url: str = ""
    compared: bool = False
    patience: timedelta = timedelta(0)


def of_answer(url: str, answer: Answer) -> Outcome:
    """What the answer to a request for `url` says."""
    if answer.status >= 400:
        return _of_status(answer.refused())
    if doubt := lost_way(url, answer.url):
        return Outcome(Verdict.DOUBTFUL, doubt, answer.status)
    if answer.moved and canonical_url(answer.moved) not in (None, canonical_url(url)):
        return Outcome(Verdict.MOVED, "", answer.status, answer.moved)
    return Outcome(Verdict.ALIVE, "", answer.status)


def of_error(error: FetchError) -> Outcome:
    """What it says that nothing was fetched."""
    if error.trouble == Trouble.STATUS:
        return _of_status(error)
    if error.trouble == Trouble.SLOW:
        return Outcome(Verdict.LATE, Trouble.SLOW)
    if error.trouble in _THERE:
        return Outcome(Verdict.ALIVE)
    return Outcome(Verdict.STRIKE if error.trouble in _STRUCK else Verdict.FAILING, error.trouble)


def _of_status(error: FetchError) -> Outcome:
    if error.status in TIMED_OUT:
        return Outcome(Verdict.LATE, Trouble.SLOW, error.status)
    verdict = Verdict.FAILING if error.status in KEPT_FROM_US else Verdict.STRIKE
    patience = timedelta(seconds=error.retry_after or 0)
    return Outcome(verdict, Trouble.STATUS, error.status, patience=patience)


def lost_way(url: str, final: str) -> str:
    """The doubt that is in being led from `url` to `final`; none if that is an article's place as well."""
    asked, got = urlsplit(url), urlsplit(final)
    if _place(url) == _place(final):
        return ""
    if any(mark in got.path.lower() and mark not in asked.path.lower() for mark in _LOST_WAYS):
        return Doubt.NOT_FOUND
    at_front = got.path.lower() in _FRONT and not got.query
    cited_front = asked.path.lower() in _FRONT and not asked.query
    return Doubt.HOME_PAGE if at_front and not cited_front else ""


def is_small_move(url: str, other: str) -> bool:
    """Whether it is the same place by another scheme, with or without www or a slash at the end."""
    return _place(url) == _place(other)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def after(source: Source, outcome: Outcome, at: datetime) -> None:
    """Let `source` stand as it does after a check at `at` that found `outcome`."""
    if outcome.verdict is Verdict.DOUBTFUL and source.declared == State.ALIVE:
        outcome = Outcome(Verdict.ALIVE, "", outcome.status, compared=outcome.compared)
    source.checked_at = at
    source.trouble, source.status = outcome.trouble, outcome.status
    source.compared_at = at if outcome.compared else source.compared_at
    entry = [at.isoformat(), outcome.verdict.value, str(outcome.trouble), outcome.status]
    source.checks = [*(source.checks or ()), entry][-CHECKS_KEPT:]
    match outcome.verdict:
        case Verdict.ALIVE | Verdict.MOVED:
            _found(source, outcome, at)
        case Verdict.STRIKE:
            _struck(source, at)
        case _:
            _unclear(source, outcome, at)
    source.check_after = max(source.check_after or at, at + outcome.patience)


def _found(source: Source, outcome: Outcome, at: datetime) -> None:
    if source.declared == State.GONE:
        source.check_after = at + GONE_AGAIN
        return
    moved = outcome.verdict is Verdict.MOVED
    source.state = State.MOVED if moved else State.ALIVE
    source.moved_url = outcome.moved_url if moved else ""
    far = moved and not is_small_move(source.url, source.moved_url)
    source.concern = Concern.MOVED if far else Concern.NONE
    source.strikes, source.struck_at, source.confirmed_at = 0, None, at
    source.check_after = at + LIVE_AGAIN


def _struck(source: Source, at: datetime) -> None:
    """Count a strike; what comes sooner than three days after the last one is the same one."""
    if source.struck_at is None or at - source.struck_at >= FAILING_AGAIN:
        source.strikes, source.struck_at = (source.strikes or 0) + 1, at
    if source.state == State.GONE or source.strikes >= STRIKES:
        source.state, source.concern = State.GONE, Concern.GONE
        # That somebody found it in its place was said of another time.
        source.declared = "" if source.declared == State.ALIVE else source.declared
        source.check_after = at + GONE_AGAIN
    else:
        source.concern = Concern.FAILING
        source.check_after = source.struck_at + FAILING_AGAIN


def _unclear(source: Source, outcome: Outcome, at: datetime) -> None:
    """Nothing is known: it stands as before, and is looked after."""
    if source.state == State.GONE:
        source.check_after = at + GONE_AGAIN
        return
    if outcome.verdict is Verdict.DOUBTFUL:
        source.concern = Concern.DOUBTFUL
        source.check_after = at + LIVE_AGAIN
        return
    since = source.confirmed_at or source.created_at
    if outcome.verdict is not Verdict.LATE or at - since >= LATE:
        source.concern = Concern.FAILING
    source.check_after = at + FAILING_AGAIN
