"""Near spellings: which names a reader may have meant who found nothing."""

import re
from collections.abc import Iterable

from digest.domain.likeness import likeness
from digest.domain.search.folding import folded_for_search

MOST = 5
# A name that has so much in common with what was typed is near, from 0 to 1 (Dice over pairs of characters).
# Latin letters say less each than kanji and kana do.
ALIKE, ALIKE_LATIN = 0.5, 0.7
# From how many letters on so many slips make no other word.
SLIPS, SLIPS_LATIN = ((8, 2), (3, 1)), ((8, 2), (4, 1))

_PARTS = re.compile(r"[^\s・=＝/,]+")


def near(term: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that are spelled nearly as `term`, or say it, or are in it: the nearest first."""
    typed = folded_for_search(term)
    scored = [(_nearness(typed, folded_for_search(name)), name) for name in dict.fromkeys(names)]
    # Sorting keeps the order of those that are equally near.
    return [name for score, name in sorted(scored, key=lambda each: -each[0]) if score][:MOST]


def _nearness(typed: str, name: str) -> float:
    """From 0, nothing alike, to 1, the same."""
    if not typed or not name:
        return 0.0
    if typed == name:
        return 1.0
    whole = max(_contained(typed, name), max(_slipped(typed, part) for part in (name, *_PARTS.findall(name))))
    alike = likeness(typed, name)
    return max(whole, alike if alike >= (ALIKE_LATIN if typed.isascii() else ALIKE) else 0.0)


def _contained(typed: str, name: str) -> float:
    """How much of the longer one the shorter one is, if it is in it; a single letter is in too many."""
    shorter, longer = sorted((typed, name), key=len)
    if len(shorter) < 2 or shorter not in longer:
        return 0.0
    if shorter.isascii() and not re.search(rf"\b{re.escape(shorter)}\b", longer):
        return 0.0
    return 0.5 + len(shorter) / len(longer) / 2


def _slipped(typed: str, name: str) -> float:
    """How near two words are that differ by slips of the hand, none if there are too many of them."""
    slips = SLIPS_LATIN if typed.isascii() else SLIPS
    allowed = next((number for length, number in slips if min(len(typed), len(name)) >= length), 0)
    if not allowed or abs(len(typed) - len(name)) > allowed:
        return 0.0
    distance = _distance(typed, name)
    return 1 - distance / max(len(typed), len(name)) if distance <= allowed else 0.0


def _distance(a: str, b: str) -> int:
    """By how many letters added, missing, exchanged or swapped with their neighbour two words differ.

    Damerau, "A technique for computer detection and correction of spelling errors", Communications of the
    ACM 7 (1964), 171-176; restricted: what was swapped is not changed again.
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
