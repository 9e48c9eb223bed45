"""The title of a report without the name of its site, which pages tack on in every way there is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.domain.webpage.title_names import EMPTY, SECTIONS, is_site, looks_like_a_name
from digest.domain.webpage.words import key

_BARS = "|｜│┃¦"
_DASHES = "-–—―‐−－"
_OTHERS = "：:・/／«»‹›<>〉▼▲◆●•·＝_~～〜"
_SEPARATOR = re.compile(rf"\s*(?:::|[{re.escape(_BARS + _DASHES + _OTHERS)}])\s*")
_BAR = re.compile(rf"[{re.escape(_BARS)}]")
_OPEN, _CLOSE = "（(【〈《［[<＜〔「『", "）)】〉》］]>＞〕」』"
_BRACKETED_TAIL = re.compile(
    rf"\s*[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]{{1,40}})[{re.escape(_CLOSE)}]\s*$"
)
_BRACKETED_HEAD = re.compile(
    rf"^\s*[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]{{1,40}})[{re.escape(_CLOSE)}]\s*"
)
_ENDS_MOST = 8
_ROUNDS = 5
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and what was cut off as the name of the site; either may be empty."""

    title: str = ""
    site: str = ""


def title_of(candidates: Iterable[str], names: Iterable[str]) -> Titled:
    """The title among `candidates`, surest first, on a site with these `names`."""
    said = list(dict.fromkeys(text for text in candidates if text))
    known = {word for name in names if len(word := key(name)) > 1}
    cuts = [_without_site(text, known, said) for text in said]
    site = next((cut.site for cut in cuts if cut.site), "")
    full = [cut for cut in cuts if cut.title and not is_site(cut.title, known)]
    told = [cut for cut in full if key(cut.title) not in EMPTY] or full
    if not told:
        # A home page is called what its site is called.
        return Titled(said[0] if said else "", site)
    return Titled(_whole(told[0].title, [cut.title for cut in told[1:]]), site)


def _whole(title: str, others: list[str]) -> str:
    """`title`, or what it is the shortened form of."""
    start = title.rstrip("….・ ").rstrip()
    shortened = start != title and title.endswith(("…", "...", "・・"))
    # Search engines ask for no more than 110 characters in JSON-LD; some sites cut without a sign.
    if shortened or len(title) >= 100:
        return next((other for other in others if len(other) > len(start) and other.startswith(start)), title)
    return title


def _without_site(text: str, known: set[str], said: list[str]) -> Titled:
    site = ""
    for _ in range(_ROUNDS):
        found = _tail(text, known, said, bool(site)) or _head(text, known, said, bool(site))
        if not found or len(found.title) < _SHORTEST:
            break
        # Of a section and a site, the site's name is what the publisher may be called.
        text, site = found.title, site or found.site
    return Titled(text, site)


def _tail(text: str, known: set[str], said: list[str], cut_before: bool) -> Titled | None:
    """`text` without the site's name at its end, where there is one."""
    if found := _BRACKETED_TAIL.search(text[-60:]):
        start = max(len(text) - 60, 0) + found.start()
        if start and (names := [part for part in re.split(r"[/／|｜]", found[1]) if part.strip()]):
            named = any(is_site(part, known) for part in names)
            # （METI/経済産業省）: the longer name is the one that people read.
            longest = max(names, key=len).strip()
            if named or _is_named_after(text[:start], found[1], said):
                return Titled(text[:start].strip(), longest)
    for found in list(_SEPARATOR.finditer(text))[: -_ENDS_MOST - 1 : -1]:
        rest, end = text[: found.start()].strip(), text[found.end() :].strip()
        # An open bracket before belongs to one after: 「A｜B」 is no title with a site.
        if not rest or not end or not _balanced(end):
            continue
        if any(mark in _BARS for mark in found[0]) and is_site(_BAR.split(end)[0], known):
            return Titled(rest, _BAR.split(end)[0].strip())
        if _is_end(rest, end, found[0], known, said, cut_before):
            return Titled(rest, "" if key(end) in SECTIONS else end)
    return None


def _is_named_after(rest: str, end: str, said: list[str]) -> bool:
    """Whether the title stands elsewhere on the page without what looks like a name in brackets."""
    return looks_like_a_name(end, office=True) and key(rest) in {key(other) for other in said}


def _is_end(rest: str, end: str, separator: str, known: set[str], said: list[str], cut_before: bool) -> bool:
    tight = separator.strip() == separator and separator.strip() in _DASHES + _OTHERS
    if is_site(end, known):
        return not tight or separator in "：:／" or (key(end) in known and len(key(end)) > 3)
    if any(mark in _BARS for mark in separator) and cut_before and key(end) in SECTIONS:
        return True
    if key(rest) in {key(other) for other in said}:
        # Somewhere else on the page the title stands without this end.
        barred = any(mark in _BARS for mark in separator)
        return len(rest) > 4 and (
            looks_like_a_name(end) or (not tight and len(end) <= (40 if barred else 15))
        )
    agreed = sum(end in other for other in said) > 1 and any(mark in _DASHES for mark in separator)
    if agreed or (tight and separator not in "：:"):
        return False
    return looks_like_a_name(end, office=any(mark in _BARS for mark in separator))


def _head(text: str, known: set[str], said: list[str], cut_before: bool) -> Titled | None:
    """`text` without the site's name before it, where there is one."""
    if (found := _BRACKETED_HEAD.search(text)) and is_site(found[1], known) and len(text) > found.end() + 4:
        return Titled(text[found.end() :].strip(), found[1].strip())
    found = _SEPARATOR.search(text[:60])
    if not found:
        return None
    start, rest = text[: found.start()].strip(), text[found.end() :].strip()
    if not start or len(rest) < 5:
        return None
    bar = any(mark in _BARS for mark in found[0])
    elsewhere = any(other == rest or other.startswith(rest) for other in said)
    spaced = found[0] != found[0].strip() or found[0] in "：:"
    if is_site(start, known) and (bar or elsewhere or (spaced and found[0].strip() in _OTHERS)):
        return Titled(rest, start)
    if bar and (looks_like_a_name(start, office=True) or (cut_before and key(start) in SECTIONS)):
        return Titled(rest, "" if key(start) in SECTIONS else start)
    return None


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in zip("「『（(【〈《", "」』）)】〉》", strict=True))
