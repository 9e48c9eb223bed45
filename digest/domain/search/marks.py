"""Marks: the passage of a text that says what was searched for, with every hit in it marked."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from digest.domain.search.folding import folded_with_places
from digest.domain.search.tokens import places

# A passage has no more characters than this. Of them so many may stand before its first hit; it begins at the
# beginning of a sentence, if that is not farther away.
MOST, BEFORE = 120, 40
# A word is not torn apart for the sake of the length, if it ends within so many characters.
WORD_REACH = 12

_SENTENCE_ENDS = "。！？!?\n"
# Combining signs without a category that says so: joiners, colours of skin, voice marks, vowels of Hangul.
_EXTENDING = (
    ("\u200c", "\u200d"),
    ("\U0001f3fb", "\U0001f3ff"),
    ("\uff9e", "\uff9f"),
    ("\u1160", "\u11ff"),
    ("\U000e0020", "\U000e007f"),
)

# A stretch of text, and whether it is a hit.
Piece = tuple[str, bool]
Span = tuple[int, int]


def marked(text: str, terms: Iterable[str]) -> tuple[Piece, ...]:
    """The whole of `text` in pieces; what says one of the folded `terms` is a hit."""
    hits = [span for span, _ in _hits(text, list(terms))]
    return tuple(_pieces(text, (0, len(text)), _joined(hits)))


def passage(text: str, terms: Iterable[str], most: int = MOST) -> tuple[Piece, ...]:
    """The part of `text` with most of `terms`, the first such; a … stands where it is cut off."""
    hits = _hits(text, list(terms))
    start, end = _window(text, hits, most)
    return (
        *((("…", False),) if start else ()),
        *_pieces(text, (start, end), _joined([span for span, _ in hits])),
        *((("…", False),) if end < len(text) else ()),
    )


def _hits(text: str, terms: Sequence[str]) -> list[tuple[Span, int]]:
    """From where to where each hit is written, in order, and of which term it is."""
    folded, written = folded_with_places(text)
    found = [
        (_span(text, written, at, at + len(term)), number)
        for number, term in enumerate(terms)
        for at in places(term, folded)
    ]
    return sorted(found)


def _span(text: str, written: list[int], first: int, end: int) -> Span:
    """Where the folded characters from `first` up to `end` are written, whole characters of readers only."""
    # Several folded characters may come from one that is written, such as ㎞.
    after = bisect_right(written, written[end - 1])
    stop = written[after] if after < len(written) else len(text.rstrip())
    return _snapped(text, written[first], -1), _snapped(text, stop, 1)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _pieces(text: str, window: Span, hits: Iterable[Span]) -> Iterable[Piece]:
    at, stop = window
    for start, end in hits:
        first, last = max(start, at), min(end, stop)
        if first < last:
            if at < first:
                yield text[at:first], False
            yield text[first:last], True
            at = last
    if at < stop:
        yield text[at:stop], False


def _window(text: str, hits: Sequence[tuple[Span, int]], most: int) -> Span:
    """From where to where the passage goes."""
    if len(text) <= most:
        return 0, len(text)
    before = min(BEFORE, most // 3)
    start = _beginning(text, _best(hits, most - before), before)
    end = _ending(text, start, start + most)
    if end == len(text):
        # The end is near, so more of what is before has room.
        start = min(start, _snapped(text, len(text) - most, 1))
    return start, end


def _best(hits: Sequence[tuple[Span, int]], width: int) -> int:
    """Where the first stretch of `width` begins, with a hit, that has the most different terms."""
    best, most, seen = 0, 0, 0
    inside: Counter[int] = Counter()
    for at, ((start, _), number) in enumerate(hits):
        while seen < len(hits) and (seen <= at or hits[seen][0][1] <= start + width):
            inside[hits[seen][1]] += 1
            seen += 1
        if len(+inside) > most:
            best, most = start, len(+inside)
        inside[number] -= 1
    return best


def _beginning(text: str, hit: int, before: int) -> int:
    """Where a passage begins that shows the hit at `hit`: with a sentence or a word, if one is near."""
    if hit <= before:
        return 0
    lead = text[hit - before : hit]
    sentence = max(map(lead.rfind, _SENTENCE_ENDS)) + 1
    start = hit - before + (sentence or lead.find(" ", 0, WORD_REACH) + 1)
    blank = len(text[start:hit]) - len(text[start:hit].lstrip())
    return _snapped(text, start + blank, 1)


def _ending(text: str, start: int, end: int) -> int:
    """Where a passage ends that may go up to `end`: not within a Latin word, if that is not a long one."""
    if end >= len(text):
        return len(text)
    if (text[end - 1] + text[end]).isascii() and text[end].isalnum():
        space = text.rfind(" ", end - WORD_REACH, end)
        end = space if space > start else end
    stop = _snapped(text, end, -1)
    return stop if stop > start else _snapped(text, end, 1)


def _snapped(text: str, at: int, step: int) -> int:
    """The nearest place from `at` on in the direction of `step` that does not tear a character apart."""
    while 0 < at < len(text) and _inside(text, at):
        at += step
    return at


def _inside(text: str, at: int) -> bool:
    """Whether what is before and after `at` is one character to a reader."""
    after, before = text[at], text[at - 1]
    if unicodedata.category(after).startswith("M") or before == "\u200d":
        return True
    return any(low <= after <= high for low, high in _EXTENDING) or (_is_flag(before) and _is_flag(after))


def _is_flag(letter: str) -> bool:
    """Whether it is one of the letters of which two make a flag."""
    return "\U0001f1e6" <= letter <= "\U0001f1ff"
