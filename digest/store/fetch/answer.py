"""What came back from a fetch."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from digest.store.fetch.trouble import FetchError, Trouble

# A server may want to be left alone; for longer than a week we do not believe it.
RETRY_MOST = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: where it came from in the end, and what it says. Names of headers are in small letters."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    # Where a chain of nothing but permanent redirects led.
    moved: str = ""

    def refused(self) -> FetchError:
        """The error that says this status, and when the server wants to be asked again."""
        return FetchError(Trouble.STATUS, self.status, retry_after(self.headers.get("retry-after", "")))


def retry_after(value: str, now: datetime | None = None) -> int | None:
    """The seconds that a Retry-After header means (RFC 9110, 10.2.3); nothing if it means nothing."""
    if re.fullmatch("[0-9]{1,9}", value):
        return min(int(value), RETRY_MOST)
    try:
        at = parsedate_to_datetime(value)
        seconds = (at.replace(tzinfo=at.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return max(0, min(int(seconds), RETRY_MOST))
