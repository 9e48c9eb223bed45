"""What can be wrong with a source, told apart as far as an editor can do something about it."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing was fetched."""

    UNREACHABLE = "unreachable"  # no such name, or nobody answers there
    REFUSED = "refused"  # not a public address; nothing more is said, whatever may be behind it
    SLOW = "slow"
    LARGE = "large"
    NOT_A_PAGE = "not-a-page"
    STATUS = "status"
    CERTIFICATE = "certificate"
    ROBOTS = "robots"
    REDIRECTS = "redirects"
    BROKEN = "broken"  # not sound HTTP, unsound compression, cut off
    ADDRESS = "address"  # the URL itself cannot be used


class FetchError(Exception):
    """Nothing was fetched. `status` is the HTTP status, or 0 if it did not come to one.

    `retry_after` is in how many seconds the server wants to be asked again, if it said so.
    """

    def __init__(self, trouble: Trouble, status: int = 0, retry_after: int | None = None) -> None:
        super().__init__(f"{trouble} {status}" if status else str(trouble))
        self.trouble = trouble
        self.status = status
        self.retry_after = retry_after
