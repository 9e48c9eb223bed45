"""URLs that can be fetched: http and https, a host that can exist, and no credentials."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address
from urllib.parse import quote, urljoin, urlsplit

from digest.store.fetch.addresses import Address, address
from digest.store.fetch.trouble import FetchError, Trouble

LENGTH_MOST = 4096
PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?", re.ASCII)
_NUMBER = re.compile("0x[0-9a-f]*|[0-9]+", re.ASCII)
# What may stand in a path or a query as it is; everything else is percent-encoded as UTF-8.
_KEPT = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes. `literal` is the address if the URL names one instead of a name."""

    scheme: str
    host: str
    port: int
    path: str
    literal: Address | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and port, written as in a URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The URL, without the fragment, which no server is told."""
        return self.origin + self.path

    @property
    def door(self) -> str:
        """Which server this is, whether by http or by https: whoever is polite counts by it."""
        return (
            self.host.rstrip(".") if self.port in PORTS.values() else f"{self.host.rstrip('.')} {self.port}"
        )

    def at(self, path: str) -> "Target":
        """Another path of the same origin."""
        return Target(self.scheme, self.host, self.port, path, self.literal)


def target(url: str) -> Target:
    """Where `url` leads. Raises FetchError with ADDRESS."""
    text = url.strip(" \t\r\n\f")
    # A browser drops line breaks inside and takes a backslash for a slash; an address with them is a trick.
    if len(text) > LENGTH_MOST or re.search(r"[\x00-\x1f\x7f\\]", text):
        raise FetchError(Trouble.ADDRESS)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise FetchError(Trouble.ADDRESS) from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not parts.hostname or "@" in parts.netloc or port == 0:
        raise FetchError(Trouble.ADDRESS)
    host, literal = _host(parts.hostname, bracketed="[" in parts.netloc)
    path = _encoded(parts.path or "/") + (f"?{_encoded(parts.query)}" if parts.query else "")
    return Target(scheme, host, port or PORTS[scheme], path, literal)


def joined(base: Target, location: str) -> Target:
    """Where a redirect from `base` leads. Raises FetchError with ADDRESS."""
    try:
        # Headers are read as Latin-1, but what servers write there is nearly always UTF-8.
        location = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        location = quote(location, safe=_KEPT, encoding="latin-1", errors="replace")
    try:
        return target(urljoin(base.url, location.strip()))
    except ValueError as error:
        raise FetchError(Trouble.ADDRESS) from error


def _encoded(text: str) -> str:
    try:
        return quote(text, safe=_KEPT)
    except UnicodeEncodeError as error:  # half a character
        raise FetchError(Trouble.ADDRESS) from error


def _host(name: str, *, bracketed: bool) -> tuple[str, Address | None]:
    """The host in the letters of the domain name system, and the address that it spells, if it does."""
    if bracketed:
        literal = None if "%" in name else address(name)
        if literal is None:
            raise FetchError(Trouble.ADDRESS)
        return str(literal), literal
    host = _ascii(name)
    if number := _spelled(host):
        return str(number), number
    return host, None


def _ascii(name: str) -> str:
    """`name` as the domain name system has it: full-width digits and dots become plain ones here."""
    try:
        # Longer ones are refused before the codec sees them, which takes long over long names.
        host = name.encode("idna").decode("ascii").lower() if len(name) <= 253 else ""
    except UnicodeError as error:
        raise FetchError(Trouble.ADDRESS) from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise FetchError(Trouble.ADDRESS)
    return host


def _spelled(host: str) -> IPv4Address | None:
    """The address that browsers and C libraries read in `host`: decimal, octal, hexadecimal, shortened.

    A host whose last label is a number is an address or nothing (https://url.spec.whatwg.org/, 3.5).
    """
    labels = host.removesuffix(".").split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return None
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        raise FetchError(Trouble.ADDRESS)
    try:
        *first, last = (_number(label) for label in labels)
    except ValueError as error:
        raise FetchError(Trouble.ADDRESS) from error
    if any(number > 255 for number in first) or last >= 256 ** (5 - len(labels)):
        raise FetchError(Trouble.ADDRESS)
    return IPv4Address(sum(number << 8 * (3 - at) for at, number in enumerate(first)) + last)


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") and len(label) > 1 else 10)
