"""Matching: which of the nodes that were there each line of a form means, so that it keeps its id."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")


def matched(old: Sequence[T], before: Sequence[str], after: Sequence[str]) -> list[T | None]:
    """For each line in `after` the one of `old`, whose lines were `before`, that it is; none for a new line.

    A line whose text was there is that one, also if it has moved. Of the others, a line that stands in the
    place of one is that one, reworded.
    """
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found: list[int | None] = [None] * len(after)
    for kind, a1, a2, b1, _ in steps:
        if kind == "equal":
            found[b1 : b1 + a2 - a1] = range(a1, a2)
    _find_moved(before, after, found)
    for kind, a1, a2, b1, b2 in steps:
        if kind == "replace":
            left = [at for at in range(a1, a2) if at not in found]
            reworded = [at for at in range(b1, b2) if found[at] is None]
            for there, here in zip(left, reworded, strict=False):
                found[here] = there
    return [None if at is None else old[at] for at in found]


def _find_moved(before: Sequence[str], after: Sequence[str], found: list[int | None]) -> None:
    left: dict[str, list[int]] = {}
    for at, line in enumerate(before):
        if at not in found:
            left.setdefault(line, []).append(at)
    for here, line in enumerate(after):
        if found[here] is None and left.get(line):
            found[here] = left[line].pop(0)
