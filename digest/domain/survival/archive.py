"""Archived copies of pages: the one nearest to the time of citation, as a TimeGate knows it.

"HTTP Framework for Time-Based Access to Resource States -- Memento" (RFC 7089): a TimeGate is asked for an
address with Accept-Datetime. It redirects to the memento, or answers with it and says so in Memento-Datetime;
the Link header lists others (RFC 8288).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from digest.domain.source import Source, canonical_url
from digest.domain.survival.looking import Looker
from digest.store.fetch import Answer, FetchError, Trouble

_LINK = re.compile(
    r'<([^<>\s]{1,2000})>((?:\s*;\s*[a-z*]{1,20}\s*=\s*(?:"[^"]{0,200}"|[^\s",;]{1,200}))*)', re.I
)
_PARAMETER = re.compile(r';\s*([a-z*]+)\s*=\s*(?:"([^"]*)"|([^\s",;]+))', re.I)
# The address of a memento in the Wayback Machine and in archives that run its software names its instant.
_STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")
# What may stand in an address as it is.
KEPT = "!#$%&'()*+,/:;=?@[]~"
HEADER_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Memento:
    """An archived copy: where it is, and of when, if that is known."""

    url: str
    at: datetime | None


def memento_near(fetch: Looker, timegate: str, source: Source) -> Memento | None:
    """The copy of `source` that the archive behind `timegate` has of about the time it is of. None if none.

    Raises FetchError if the archive cannot be asked.
    """
    at = wanted_at(source)
    asked = timegate + quote(urldefrag(source.url).url, safe=KEPT)
    try:
        answer = fetch.ask(asked, headers={"Accept-Datetime": format_datetime(at, usegmt=True)})
    except FetchError as error:
        if error.status in (404, 410):
            return None
        if error.trouble is not Trouble.LARGE:
            raise
        # Of a copy that is too large to be read the address is all that we want.
        answer = fetch.look(asked)
    return memento_of(answer, asked, at)


def wanted_at(source: Source) -> datetime:
    """When the page was as it was cited: published that day, or last had for certain."""
    if source.published_at:
        return source.published_at
    if source.published:
        return datetime.combine(source.published, time(12), UTC)
    return source.last_confirmed or source.created_at


def memento_of(answer: Answer, asked: str, at: datetime) -> Memento | None:
    """The memento that `answer` to `asked` leads to, if it is on the archive's own host."""
    listed = list(_links(answer.headers.get("link", "")[:HEADER_MOST], answer.url or asked))
    found = next(filter(None, (_kept(url, asked) for url in _named(answer, asked))), "")
    if not found:
        near = sorted((m for m in listed if m.at and _kept(m.url, asked)), key=lambda m: abs(_of(m) - at))
        return near[0] if near else None
    known = {memento.url: memento.at for memento in listed}
    told = _instant(answer.headers.get("memento-datetime", ""))
    return Memento(found, told or known.get(found) or _stamped(found))


def _named(answer: Answer, asked: str) -> Iterator[str]:
    """Where the answer says that the memento is, the best word first."""
    headers = answer.headers
    base = answer.url or asked
    if 300 <= answer.status < 400 and "location" in headers:
        yield urljoin(base, headers["location"])
    if answer.status == 200 and "memento-datetime" in headers:
        if "content-location" in headers:
            yield urljoin(base, headers["content-location"])
        if base != asked:
            yield base


def _links(header: str, base: str) -> Iterator[Memento]:
    """The mementos that a Link header lists; what is not written as it should be is passed over."""
    for match in _LINK.finditer(header):
        given = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(match[2])}
        if "memento" in given.get("rel", "").lower().split():
            yield Memento(urljoin(base, match[1]), _instant(given.get("datetime", "")))


def _kept(url: str, asked: str) -> str:
    """`url` if it is an address on the host that was asked, and neither the gate nor the front page."""
    try:
        ours, theirs = urlsplit(asked), urlsplit(url)
        same = (theirs.hostname, theirs.port) == (ours.hostname, ours.port)
    except ValueError:
        return ""
    sound = canonical_url(url) is not None and url.isprintable() and not re.search(r'[\s<>"]', url)
    return url if sound and same and len(theirs.path) > 1 and url != asked else ""


def _instant(text: str) -> datetime | None:
    """The instant that a header names, if it is one that an archive can have been there at."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    found = found.replace(tzinfo=found.tzinfo or UTC)
    return found.astimezone(UTC) if 1990 <= found.year < 2200 else None


def _stamped(url: str) -> datetime | None:
    match = _STAMP.search(url)
    try:
        return datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def _of(memento: Memento) -> datetime:
    return memento.at or datetime.min.replace(tzinfo=UTC)
