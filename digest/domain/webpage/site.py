"""Which addresses belong to one site, as far as a page may speak for another address."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_AMP_CACHE = re.compile(r"^/(?:[a-z]/)?(?:s/)?(?P<host>[^/]+)(?P<path>/.*)?$")
_AMP_CACHES = (".cdn.ampproject.org", ".ampproject.net")


def split(url: str) -> SplitResult | None:
    """The parts of an http(s) address with a host; none of anything else."""
    try:
        parts = urlsplit(url.strip())
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if sound and "@" not in parts.netloc else None


def host_of(url: str) -> str:
    """The host of an address in small letters, without the dot of the root; empty if there is none."""
    parts = split(url)
    return (parts.hostname or "").rstrip(".") if parts else ""


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are under one registered name; where none is registered, the hosts count."""
    first, second = split(original(one)), split(original(other))
    if first is None or second is None:
        return False
    if first.hostname == second.hostname and first.port == second.port:
        return True
    name = registered_name(first.hostname or "")
    return bool(name) and name == registered_name(second.hostname or "")


@lru_cache(maxsize=512)
def registered_name(host: str) -> str:
    """The part of a host that somebody registered: nhk.or.jp of www3.nhk.or.jp; empty for numbers."""
    # Only pages ask for this: its list of suffixes takes a moment to load.
    from tld import get_fld

    name = get_fld(f"http://{host}/", fail_silently=True, search_private=True)
    return name if isinstance(name, str) else ""


def labels(host: str) -> list[str]:
    """The words of a host that may be a name: nhk of www3.nhk.or.jp, example-shimbun of its own."""
    name = registered_name(host) or host
    own = name.split(".")[0]
    return [name, own, own.replace("-", "")] if own and not own.isdigit() else [host]


def original(url: str) -> str:
    """The address behind that of an AMP cache, whose site it is; any other address itself."""
    parts = split(url)
    if parts is None or not (parts.hostname or "").endswith(_AMP_CACHES):
        return url
    found = _AMP_CACHE.match(parts.path)
    return f"https://{found['host']}{found['path'] or '/'}" if found and "." in found["host"] else url
