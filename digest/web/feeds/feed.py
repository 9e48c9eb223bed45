"""A feed as all of its formats say it: what it is of, its entries, and the ways from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something with a page: an author, a topic, a tag. `term` is its word in that address."""

    name: str
    url: str
    term: str = ""

    @property
    def scheme(self) -> str:
        """What kind of word `term` is: the address of all pages of that kind."""
        return self.url.rpartition("/")[0] + "/"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A picture file with its exact size in bytes."""

    url: str
    type: str
    length: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A source: what it is called, who published it when, and where it, or a copy of it, can be read."""

    title: str
    publisher: str
    url: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is followed: a digest as a whole, in HTML, or a correction, in plain text."""

    id: str
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    categories: Sequence[Named]
    summary: str = ""
    thumbnail: str = ""
    html: str = ""
    text: str = ""
    authors: Sequence[Named] = ()
    picture: Enclosure | None = None
    sources: Sequence[Cited] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """Some entries of a list, newest first. `url` is the address of these, `first` that of the newest.

    `page` is the page that readers know it by, `next` where the older ones are.
    """

    id: str
    title: str
    about: str
    page: str
    url: str
    first: str
    next: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        """When there was last something new in it."""
        return max((entry.updated for entry in self.entries), default=_NEVER)
