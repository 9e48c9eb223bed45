"""Answers of the site as rules look at them, and the addresses in them."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

PIECES = "/_/"
_PATH_SAFE, _QUERY_SAFE = "/:@-._~!$&'()*+,;=", "/:@-._~!$&'()*+,;=?"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for `address`, which is a path with its query."""

    address: str
    status: int
    kind: str = ""
    robots: str = ""
    location: str = ""
    kept: str = "public"
    sets_cookie: bool = False
    body: bytes = b""

    @property
    def path(self) -> str:
        """The address without its query."""
        return self.address.partition("?")[0]

    @property
    def is_piece(self) -> bool:
        """Whether it is a part of a page."""
        return self.address.startswith(PIECES)

    @property
    def is_page(self) -> bool:
        """Whether it is a whole HTML page that somebody reads."""
        return self.kind == "text/html" and self.status == 200 and not self.is_piece


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link within the site leads: an address, and a place on that page if it names one."""

    address: str
    anchor: str = ""


def plain(path: str, query: str = "") -> str:
    """An address in the one way in which we write it."""
    written = quote(unquote(path or "/"), safe=_PATH_SAFE)
    return f"{written}?{quote(unquote(query), safe=_QUERY_SAFE)}" if query else written


def place(link: str, at: str, base: str) -> Place | None:
    """Where `link` on the page `at` leads to on the site at `base`; nothing if that is elsewhere."""
    try:
        parts = urlsplit(urljoin(base + at, link.strip()))
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}" != base:
        return None
    return Place(plain(parts.path, parts.query), unquote(parts.fragment))
