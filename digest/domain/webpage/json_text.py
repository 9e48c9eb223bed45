"""JSON as it is found in pages: sound, or with the slips that browsers and search engines forgive."""

import html
import json
import re
from collections.abc import Iterator

_WRAPPING = re.compile(
    r"^\s*(?:/\*\s*|//\s*)?(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|(?://\s*|/\*\s*)?(?:\]\]>|-->)\s*(?:\*/)?\s*$"
)
# A string, a comment, or a comma with nothing after it; strings first, so that nothing in them is touched.
_SLIPS = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.)*+(?:"|\Z))|/\*.*?(?:\*/|\Z)|(?<!:)//[^\n]*|,(?=\s*(?:[}\]]|,))', re.DOTALL
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})')
_DOCUMENTS_MOST = 20
_SALVAGED = ("headline", "datePublished", "dateModified", "dateCreated", "description", "isAccessibleForFree")


def values(text: str) -> Iterator[object]:
    """The values in the text of a script; none if it is beyond repair, save single facts of an article."""
    text = _WRAPPING.sub("", text.strip().removeprefix("\ufeff")).strip().rstrip(";")
    for attempt in _attempts(text):
        found = _sound(attempt)
        if found:
            yield from found
            return
    if saved := salvage(text):
        yield saved


def salvage(text: str) -> dict[str, object]:
    """The plain facts of an article in JSON that cannot be read as a whole."""
    found: dict[str, object] = {}
    for name in _SALVAGED:
        hit = re.search(
            rf'"{name}"\s{{0,9}}:\s{{0,9}}(?:"((?:[^"\\\n]|\\.){{1,500}})"|(true|false))', text, re.IGNORECASE
        )
        if hit:
            found[name] = re.sub(r"\\(.)", r"\1", hit[1]) if hit[1] else hit[2].lower() == "true"
    return {"@type": "NewsArticle", **found} if found else {}


def _attempts(text: str) -> Iterator[str]:
    yield text
    yield _BAD_ESCAPE.sub("", _SLIPS.sub(lambda found: found["string"] or "", text))
    if "&quot;" in text:
        yield html.unescape(text)


def _sound(text: str) -> list[object]:
    """The JSON values that `text` consists of, one after the other; none if it has something else in it."""
    # Line ends in strings are no JSON, but a page that has them means what it says.
    decoder = json.JSONDecoder(strict=False)
    found: list[object] = []
    at = 0
    while at < len(text) and len(found) < _DOCUMENTS_MOST:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found
