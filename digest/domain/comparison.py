"""A comparison: two trees read side by side, every part in reading order, words marked where they differ."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from digest.domain.difference import Change, How, changes
from digest.domain.saying import said
from digest.domain.tree import Tree
from digest.domain.wording import Mark, Piece, marked


@dataclass(frozen=True, slots=True)
class Compared:
    """One part. `how` it changed (none if it did not), its text with marks, and what else is different."""

    part: str
    kind: str
    how: How | None
    pieces: tuple[Piece, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring parts that all changed, or of which none did."""

    changed: bool
    parts: tuple[Compared, ...]


def stretches(before: Tree, after: Tree) -> tuple[Stretch, ...]:
    """All parts of both trees, what was removed where it stood."""
    each = groupby(_compared(before, after), lambda part: part.how is not None)
    return tuple(Stretch(changed, tuple(parts)) for changed, parts in each)


def _compared(before: Tree, after: Tree) -> list[Compared]:
    found = {change.part: change for change in changes(before, after)}
    old, new = said(before), said(after)
    gone: dict[str, list[Compared]] = defaultdict(list)
    last_kept = ""
    for name in old:
        if name in new:
            last_kept = name
        else:
            gone[last_kept].append(_marked(found[name]))
    every = gone[""]
    for name, part in new.items():
        if name in found:
            every.append(_marked(found[name]))
        else:
            every.append(Compared(name, part.kind, None, (Piece(Mark.SAME, part.text),)))
        every += gone.get(name, ())
    return every


def _marked(change: Change) -> Compared:
    pieces = marked(change.before, change.after)
    return Compared(change.part, change.label_kind, change.kind, pieces, change.also)
