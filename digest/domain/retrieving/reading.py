"""Reading a page: from its address to its facts, or to why that could not be. No transaction is open."""

import logging
import re
import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from digest.domain.suggesting import suggested_points
from digest.domain.webpage import WebPage, read_page
from digest.store.fetch import Answer, FetchError

# Troubles that are not the fetch's: a report that leads to the home page is gone, and a fault is ours.
HOME, FAULT = "home", "fault"

_HOME = re.compile(r"/?(?:(?:index|default|top|home)\.[a-z]{2,5})?", re.IGNORECASE)
# Reading is work for the processor; one after the other, so that requests have the rest of it.
_one_at_a_time = threading.Lock()
_log = logging.getLogger(__name__)


class Pages(Protocol):
    """Where pages come from: the guarded fetch."""

    def page(self, url: str) -> Answer:
        """The page at `url`. Raises FetchError."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was read; `suggested` are the places of the sentences that carry it."""

    page: WebPage
    suggested: list[list[int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Missed:
    """Why a page was not read."""

    trouble: str
    status: int = 0


def read(pages: Pages, url: str, at: datetime) -> Found | Missed:
    """What the page at `url` says at the instant `at`: no day after that can be its own."""
    try:
        answer = pages.page(url)
        if _led_home(url, answer.url):
            return Missed(HOME, answer.status)
        with _one_at_a_time:
            page = read_page(answer.body, answer.headers.get("content-type", ""), answer.url, now=at)
            return Found(page, [[point.start, point.end] for point in suggested_points(page.text)])
    except FetchError as error:
        return Missed(error.trouble, error.status)
    except Exception:
        # A page that nobody foresaw is the failure of this one retrieval, not of those that come after it.
        _log.exception("a page could not be read")
        return Missed(FAULT)


def _led_home(asked: str, came: str) -> bool:
    """Whether another page than a home page was asked for, and one came: so sites treat what they removed."""
    return not _is_home(asked) and _is_home(came)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None
