"""The markup of a page before it is parsed: without what nobody reads, and parsed in linear time."""

import re

_OPENING = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_CLOSING = {
    "script": re.compile(r"</script\b[^>]*>", re.IGNORECASE),
    "style": re.compile(r"</style\b[^>]*>", re.IGNORECASE),
}
_LINKED_DATA = re.compile(r"<script\b[^>]{0,400}ld\+json[^>]{0,400}>", re.IGNORECASE)
_TAG_IN_JSON = re.compile(r"<(?=[A-Za-z/])")
_START = re.compile(r"<[A-Za-z]")
# A tag as the HTML standard splits it: a quotation mark opens a value only behind an equals sign.
_ATTRIBUTES_MOST = 300
_TAG = re.compile(
    r"<[A-Za-z][^\s/>]*+"
    r"(?:[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+)"
    rf"{{0,{_ATTRIBUTES_MOST}}}+"
)
_ATTRIBUTE = re.compile(r"[\s/]*=?[^\s/>=]")
# How often a page may be read over in search of tags: more than once if tags stand in values of others.
_OVER_AGAIN = 8


def lean(text: str) -> str:
    """`text` without comments, styles and scripts, save those with JSON-LD."""
    kept: list[str] = []
    at = 0
    while found := _OPENING.search(text, at):
        closed, end = _closed(text, found)
        kept.append(text[at : found.start()])
        opening = _LINKED_DATA.match(text, found.start(), closed) if found[1] else None
        if opening:
            # Escaped, so that no parser takes a tag in a headline for one of the page.
            kept += [opening[0], _TAG_IN_JSON.sub(r"\\u003c", text[opening.end() : closed]), "</script>"]
        at = end
    kept.append(text[at:])
    return "".join(kept)


def is_sound(text: str) -> bool:
    """Whether no tag has hundreds of attributes, for which parsers take time by their square."""
    left = _OVER_AGAIN * len(text) + 10_000
    for start in _START.finditer(text):
        found = _TAG.match(text, start.start())
        if not found:
            continue
        length = found.end() - found.start()
        left -= length
        if left < 0:
            return False
        if length > 2 * _ATTRIBUTES_MOST and _ATTRIBUTE.match(text, found.end()):
            return False
    return True


def _closed(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Where what opens there is closed, and where that closing ends; the end of the page if it never is."""
    if not found[1]:
        closed = text.find("-->", found.end())
        return (closed, closed + 3) if closed >= 0 else (len(text), len(text))
    closing = _CLOSING[found[1].lower()].search(text, found.end())
    return closing.span() if closing else (len(text), len(text))
