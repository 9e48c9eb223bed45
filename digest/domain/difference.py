"""The difference of two trees, part by part, as an editor or a reader can follow it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from digest.domain.increasing import longest_increasing
from digest.domain.saying import Said, said
from digest.domain.tree import Tree
from digest.domain.wording import Mark, Piece, marked, sentences

__all__ = ["Change", "Excerpts", "How", "Mark", "Piece", "changes", "marked", "summary"]


class How(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one part, with its text on each side.

    `label_kind` is the kind of part ("head", "card", ...). `also` names what changed besides the text:
    "picture" (another file), "decorative", "rights", "cards" (that the text rests on), "language".
    """

    part: str
    kind: How
    label_kind: str
    before: str
    after: str
    also: tuple[str, ...] = ()


class Excerpts(NamedTuple):
    """What a note of correction quotes of each side."""

    before: str
    after: str


def changes(before: Tree, after: Tree) -> tuple[Change, ...]:
    """What changed between the two, in reading order; removed parts where they stood."""
    old, new = said(before), said(after)
    moved = _moved(old, new)
    removed: dict[str, list[Change]] = defaultdict(list)
    last_kept = ""
    for name, part in old.items():
        if name in new:
            last_kept = name
        else:
            removed[last_kept].append(Change(name, How.REMOVED, part.kind, part.text, ""))
    found = removed[""]
    for name, part in new.items():
        found += _change(name, old.get(name), part, moved)
        found += removed.get(name, ())
    return tuple(found)


def summary(found: Iterable[Change], most: int) -> Excerpts:
    """The sentences that only one side has, one a line, at most `most` characters of each side."""
    before: list[str] = []
    after: list[str] = []
    for change in found:
        if change.before == change.after:
            continue
        old, new = _sentences(change.before), _sentences(change.after)
        gone, come = [s for s in old if s not in new], [s for s in new if s not in old]
        # Only their order changed.
        before += gone if gone or come else old
        after += come if gone or come else new
    return Excerpts(_cut(before, most), _cut(after, most))


def _change(name: str, old: Said | None, new: Said, moved: set[str]) -> Iterator[Change]:
    if old is None:
        yield Change(name, How.ADDED, new.kind, "", new.text)
    elif not new.same(old):
        yield Change(name, How.CHANGED, new.kind, old.text, new.text, new.also(old))
    elif name in moved:
        yield Change(name, How.MOVED, new.kind, old.text, new.text)


def _moved(old: Mapping[str, Said], new: Mapping[str, Said]) -> set[str]:
    """The parts that hang elsewhere, and the fewest siblings whose moving explains the new order."""
    siblings: dict[str, list[str]] = defaultdict(list)
    moved = set()
    for name, part in new.items():
        if name in old and old[name].above == part.above:
            siblings[part.above].append(name)
        elif name in old:
            moved.add(name)
    place = {name: at for at, name in enumerate(old)}
    for names in siblings.values():
        kept = longest_increasing([place[name] for name in names])
        moved |= {name for name in names if place[name] not in kept}
    return moved


def _sentences(text: str) -> dict[str, None]:
    """The sentences of `text`, each once, in order and quickly looked up."""
    return dict.fromkeys(filter(None, map(str.strip, sentences(text))))


def _cut(lines: Sequence[str], most: int) -> str:
    text = "\n".join(lines)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
