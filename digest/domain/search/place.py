"""Places in what was found: where a page ended, as an address carries it to the next one."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"\d{1,9}(\.\d{1,9}\.\d{1,4}\.\d{1,18}\.\d{1,9})?\Z", re.ASCII)


class Rank(NamedTuple):
    """What orders the hits of a window, the highest first."""

    score: int
    published: int
    article_id: int

    @classmethod
    def of(cls, score: int, published_at: datetime | None, article_id: int) -> "Rank":
        """The rank of an article that was published then; instants count as microseconds."""
        published_at = published_at or _EPOCH
        return cls(score, (published_at - _EPOCH) // timedelta(microseconds=1), article_id)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go on: at the window of editions with numbers below `below`; inside of one behind `behind`.

    Such a window goes down to the edition `last`, whatever has come or gone since.
    """

    below: int
    last: int = 0
    behind: Rank | None = None

    def __str__(self) -> str:
        parts = (self.below, self.last, *self.behind) if self.behind else (self.below,)
        return ".".join(map(str, parts))

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that an address carries; none if it is no place."""
        if not _KEY.match(text):
            return None
        below, *rest = map(int, text.split("."))
        return cls(below, rest[0], Rank(*rest[1:])) if rest else cls(below)
