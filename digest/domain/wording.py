"""Wording: two texts compared word by word, in Japanese as well as in languages with spaces."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from digest.domain.increasing import longest_increasing

_JAPANESE = r"\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
# Every character is in some match: what is cut can be joined again.
_WORD = re.compile(
    r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffffヵヶ]+"  # kanji
    r"|[\u3041-\u309a\u309d-\u309f]+"  # hiragana
    r"|[\u30a1-\u30fa\u30fc-\u30ff\u3099\u309a\uff66-\uff9f]+"  # katakana
    r"|[0-9\uff10-\uff19]+(?:[.,][0-9]+)*"
    rf"|[^\W\d_{_JAPANESE}]+(?:['’-][^\W\d_{_JAPANESE}]+)*"
    r"|\n|[^\S\n]+"
    # One mark; a picture sign stays whole with its variation, skin tone and what it is joined with.
    r"|.(?:[\u0300-\u036f\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d.)*",
    re.DOTALL,
)
_SENTENCE = re.compile(r".+?(?:[。！？]+[」』）]*|[.!?](?=\s)|\n|\Z)", re.DOTALL)

# difflib looks at every pair of equal words again for each stretch it finds: what has more of them is cut
# first, at words that both sides have once. So 20,000 characters take a fraction of a second.
MOST_WORDS, MOST_PAIRS, MOST_CUTS = 1_000, 20_000, 4

# With less in common than this share of the shorter text, two texts are read more easily one after the other.
LEAST_COMMON = 0.25


class Mark(StrEnum):
    """Whether a piece of text stands in both versions, in the earlier or in the later alone."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with its mark."""

    kind: Mark
    text: str


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, with what is gone and what is new marked by words.

    The pieces that are the same or gone make up `before`, those that are the same or new `after`.
    """
    return tuple(
        Piece(kind, text)
        for old, new in _joined(_compared(words(before), words(after)))
        for kind, text in ([(Mark.SAME, old)] if old == new else [(Mark.GONE, old), (Mark.NEW, new)])
        if text
    )


def words(text: str) -> list[str]:
    """`text` cut into runs of kanji, of kana, of letters, of digits, and single marks."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """`text` cut after each full stop and at each line end."""
    return _SENTENCE.findall(text)


# A stretch of the earlier text, and of the later one, that is equal or stands in its place.
_Pair = tuple[str, str]


def _compared(a: list[str], b: list[str], cuts: int = MOST_CUTS) -> list[_Pair]:
    """The stretches of two lists of words, in order."""
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    head, tail = "".join(a[:start]), "".join(a[len(a) - end :])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if _affordable(a, b):
        inner = list(_stretches(a, b))
    else:
        inner = list(_between_anchors(a, b, cuts - 1)) if cuts else []
    whole = "".join(a), "".join(b)
    common = sum(len(old) for old, new in inner if old == new)
    if not inner or common < LEAST_COMMON * min(map(len, whole)):
        inner = [whole]
    return [(head, head), *inner, (tail, tail)]


def _common(a: list[str], b: list[str]) -> int:
    """How many words at the start are the same."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _affordable(a: list[str], b: list[str]) -> bool:
    left, right = Counter(a), Counter(b)
    pairs = sum(count * right[word] for word, count in left.items())
    return len(a) + len(b) <= MOST_WORDS and pairs <= MOST_PAIRS


def _stretches(a: list[str], b: list[str]) -> Iterator[_Pair]:
    for _, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield "".join(a[a1:a2]), "".join(b[b1:b2])


def _between_anchors(a: list[str], b: list[str], cuts: int) -> Iterator[_Pair]:
    """The stretches between the words that each side has once and in the same order (patience diff)."""
    left, right = Counter(a), Counter(b)
    place = {word: at for at, word in enumerate(b) if right[word] == 1}
    once = [(at, place[word]) for at, word in enumerate(a) if left[word] == 1 and word in place]
    kept = longest_increasing([there for _, there in once])
    anchors = [pair for pair in once if pair[1] in kept]
    if not anchors:
        return
    at_a = at_b = 0
    for here, there in (*anchors, (len(a), len(b))):
        yield from _compared(a[at_a:here], b[at_b:there], cuts)
        at_a, at_b = here, there


def _joined(pairs: list[_Pair]) -> Iterator[_Pair]:
    """`pairs` without empty ones, and neighbours that are both equal or both not as one."""
    for _, some in groupby(filter(any, pairs), lambda pair: pair[0] == pair[1]):
        olds, news = zip(*some, strict=True)
        yield "".join(olds), "".join(news)
