"""The content of a part: as JSON values, as a version, as plain text."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from digest.domain.part.values import Cover, Head, Intro, KeyPoints, Lead, PartName, PartValue, alone
from digest.domain.tree import BLOCKS, Page, Section, Tree
from digest.domain.tree_json import DigestJsonError, value_from_json, value_to_json

_KINDS: dict[str, Any] = {
    **{cls.kind: cls for cls in (Head, Lead, Cover, KeyPoints, Intro)},
    "page": Page,
    "section": Section,
    **BLOCKS,
}
# A line that is nothing but ids of cards.
_CITED = re.compile(r"^\^[a-z][a-z0-9]*(?: \^[a-z][a-z0-9]*)*$", re.MULTILINE)
_NAMES: dict[Any, str] = {cls: kind for kind, cls in _KINDS.items()}


def version_of(value: PartValue) -> str:
    """What a form carries to say which text it started from: a short hash of the content.

    A hash and not a number: two people who save the same text have no conflict, and a save that is repeated
    because its answer was lost finds its own text there. For that, ids do not count: the points of a card
    that is being saved may have none yet, and get theirs with the save.
    """
    content = _without_ids(part_to_json(alone(value)))
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def part_to_json(value: PartValue) -> dict[str, Any]:
    """`value` as JSON values that say their kind."""
    return {"kind": _NAMES[type(value)], **value_to_json(value)}


def part_from_json(name: PartName, value: dict[str, Any]) -> PartValue:
    """The part that JSON values describe; `name`, a part's name or a kind, counts where they say no kind."""
    kind = value.get("kind") or (Cover.kind if name == "picture" else name)
    if kind not in _KINDS:
        raise DigestJsonError("Expected %(expected)s.", expected="a part")
    part: PartValue = value_from_json(_KINDS[kind], {key: v for key, v in value.items() if key != "kind"})
    return part


def part_text(value: PartValue) -> str:
    """The words of `value`, line by line, for comparing and showing; the ids of cards as in digest text."""
    return "\n".join(_lines(value_to_json(alone(value))))


def numbered(text: str, tree: Tree | None = None) -> str:
    """A text of part_text() for people: cards by their numbers in `tree`, as [1][3], or not at all."""
    cards = tree.cards() if tree else ()
    numbers = {card.id: str(number) for number, card in enumerate(cards, start=1)}

    def shown(line: re.Match[str]) -> str:
        names = line[0].replace("^", "").split()
        return "".join(f"[{numbers.get(name, name)}]" for name in names) if tree else ""

    return _CITED.sub(shown, text)


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_ids(item) for name, item in value.items() if name != "id"}
    return value


def _lines(value: Any) -> Iterator[str]:
    if value and isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, list):
        for item in value:
            yield from _lines(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == "cards":
                yield from _lines(" ".join(f"^{card}" for card in item))
            elif name not in ("id", "kind"):
                yield from _lines(item)
