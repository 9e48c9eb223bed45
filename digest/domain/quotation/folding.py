"""Texts folded for comparing word by word: only letters and digits, each with its place in the text."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

# Marks that make one character of two, such as the voice mark of half-width kana.
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
_MARKED = re.compile(f"[{_MARKS}]")
_CHARACTER = re.compile(f".[{_MARKS}]*", re.DOTALL)
_NO_LETTER = re.compile(r"[\W_]+")
# What readers of a link do not see. It is blanked, not cut, so that every letter keeps its place.
_ADDRESS = re.compile(r"(?<=\])\([^()\s]{1,2000}\)")


def letters(text: str) -> str:
    """The letters and digits of `text`, alike in width and case, without punctuation and white space."""
    return "".join(map(_folded, _characters(text)))


def places(text: str) -> list[tuple[int, int]]:
    """From where to where in `text` each letter of letters(text) was written."""
    found: list[tuple[int, int]] = []
    at = 0
    for character in _characters(text):
        end = at + len(character)
        # Some characters hold several letters, such as ㎞.
        found += [(at, end)] * len(_folded(character))
        at = end
    return found


def excerpt(text: str, start: int, end: int) -> str:
    """What was written of `text` from one of its letters up to another; what is between them is there too."""
    characters, counted = _characters(text), _counted(text)
    return "".join(characters[bisect_right(counted, start) : bisect_left(counted, end) + 1])


def without_addresses(text: str) -> str:
    """`text` of equal length, with the addresses of its links blanked."""
    return _ADDRESS.sub(lambda address: " " * len(address[0]), text)


def _characters(text: str) -> Sequence[str]:
    return _CHARACTER.findall(text) if _MARKED.search(text) else text


@lru_cache(maxsize=24)
def _counted(text: str) -> Sequence[int]:
    """How many letters there are up to and with each character; a page shows many excerpts of few texts."""
    return array("I", accumulate(map(len, map(_folded, _characters(text)))))


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", character).casefold())
