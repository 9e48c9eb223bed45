"""The one address of a report: what the page names as canonical, where that can be trusted."""

import re

from digest.domain.source import canonical_url
from digest.domain.webpage.document import Document
from digest.domain.webpage.limits import URL_MOST
from digest.domain.webpage.site import original, same_site, split

_HOME = re.compile(
    r"/?(?:(?:index|default|top|home)\.\w{2,5}|[a-z]{2}(?:-[a-z]{2})?/?|top/?|home/?)?", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")


def canonical_of(document: Document, url: str, claimed: list[str]) -> str:
    """The canonical address of the page at `url`: the first claim that can be trusted, else its own.

    A page speaks for its own site only, and no article is the home page of its site or a list above it.
    """
    own = original(url)
    claims = [*document.links.get("canonical", ()), *document.meta.get("og:url", ()), *claimed]
    for claim in claims:
        found = _trusted(document.absolute(claim), own) if claim.strip() else ""
        if found:
            return found
    return canonical_url(own) or own[:URL_MOST]


def _trusted(claim: str, own: str) -> str:
    if any(mark in claim for mark in "<>\"'{}|\\^` \n\t") or not same_site(claim, own):
        return ""
    found = canonical_url(claim)
    if not found or _too_general(found, own):
        return ""
    return _as_secure_as(own, found)


def _too_general(claim: str, own: str) -> bool:
    """Whether `claim` is the home page or a list above `own`: a template's mistake that merges many pages."""
    claimed, page = split(claim), split(own)
    if claimed is None or page is None:
        return True
    if _HOME.fullmatch(page.path) and not page.query:
        return False
    if _HOME.fullmatch(claimed.path) and not claimed.query:
        return True
    # What is cut off has a number: that was the article. /articles/7/amp/ leads to /articles/7/ rightly.
    above = claimed.path if claimed.path.endswith("/") else claimed.path + "/"
    rest = page.path.removeprefix(above) if page.path.startswith(above) else ""
    numbered = rest or (page.query if claimed.path == page.path and not claimed.query else "")
    return bool(_DIGIT.search(numbered)) and not _DIGIT.search(claimed.path) and not _paging(numbered)


def _paging(rest: str) -> bool:
    """Whether what was cut off only says which part of an article is shown, or where its reader came from."""
    return bool(
        re.fullmatch(r"(?:p|pg|page|s|ref|from|amp|n|cp)[=/_-]?\w{1,12}/?|\d{1,2}/?", rest, re.IGNORECASE)
    )


def _as_secure_as(own: str, found: str) -> str:
    """A page that was fetched over https is not sent back to http by an old template."""
    same_host = (split(own) or split(found)) and _host(own) == _host(found)
    if own.startswith("https:") and found.startswith("http:") and same_host:
        return "https:" + found.removeprefix("http:")
    return found


def _host(url: str) -> str:
    parts = split(url)
    return (parts.hostname or "") if parts else ""
