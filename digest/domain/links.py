"""Links in pasted text: the web addresses in it, whatever stands around them."""

import re
import unicodedata
from collections.abc import Iterator

from digest.domain.plain import clean
from digest.domain.source import canonical_url

# Space, quotes and brackets of any script, and the marks at which a Japanese sentence goes on.
_END = r"\s<>\"'`|\\^{}　、。，．！？；：…「」『』【】〔〕〈〉《》（）［］｛｝“”‘’→⇒※・"
_LINK = re.compile(rf"https?://[^{_END}]+", re.IGNORECASE)
# Written letters other than Latin belong to an address where a part of it begins with them, as in
# .../wiki/日本; after a Latin letter or a digit the sentence around the link goes on.
_GOES_ON = re.compile(r"(?<=[0-9A-Za-z])[^\x00-\x7f]")
_TRAILING = ".,;:!?*_~&"
_PAIRS = {")": "(", "]": "["}


# Typed with the keyboard for Japanese: the marks in it are full-width, and often the letters.
_WIDE = re.compile(r"(?!(?i:https?://))[hｈHＨ][tｔTＴ]{2}[pｐPＰ][sｓSＳ]?[:：][/／]{2}[!-~！-～]*")


def narrowed(text: str) -> str:
    """`text` with its links in half-width characters."""
    return _WIDE.sub(lambda link: unicodedata.normalize("NFKC", link[0]), text)


def links_in(text: str) -> list[str]:
    """The http(s) addresses in `text`, each once (as a source is one), in the order in which they stand."""
    found: dict[str, str] = {}
    for url in _links(narrowed(clean(text))):
        if canonical := canonical_url(url):
            found.setdefault(canonical, url)
    return list(found.values())


def _links(text: str) -> Iterator[str]:
    for match in _LINK.finditer(text):
        # Two that were pasted without anything between them.
        for piece in re.split(r"(?<=.)(?=https?://)", match[0], flags=re.IGNORECASE):
            yield _trimmed(piece)


def _trimmed(url: str) -> str:
    """`url` without what belongs to the sentence around it."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    if ends := _GOES_ON.search(path):
        path = path[: ends.start()]
    url = f"{scheme}{mark}{host}{slash}{path}"
    while url and (url[-1] in _TRAILING or _unpaired(url)):
        url = url[:-1]
    return url


def _unpaired(url: str) -> bool:
    """Whether `url` ends with a bracket that was opened before it."""
    opening = _PAIRS.get(url[-1])
    return opening is not None and url.count(url[-1]) > url.count(opening)
