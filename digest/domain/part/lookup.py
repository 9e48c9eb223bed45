"""Finding a part of a tree by its name, and putting another value in its place."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from digest.domain.part.values import Cover, Head, Intro, KeyPoints, Lead, PartName, PartValue, alone
from digest.domain.refusal import Refusal
from digest.domain.spot import Spot, find, node_at, spliced, spots
from digest.domain.tree import Block, N, Node, Page, Section, Tree, children

ARTICLE_PARTS: tuple[PartName, ...] = ("head", "lead", "picture", "key-points", "intro")


class PartGoneError(Refusal):
    """A part that somebody deleted meanwhile, or that never was."""


def part_names(tree: Tree) -> tuple[PartName, ...]:
    """The names of all parts, in reading order."""
    return (*ARTICLE_PARTS, *(node.id for _, node in spots(tree)))


def part_of(tree: Tree, name: PartName) -> PartValue:
    """The part `name`, without the sections or blocks in it that are parts themselves.

    Raises PartGoneError.
    """
    match name:
        case "head":
            return Head(tree.title, tree.subtitle, tree.language)
        case "lead":
            return Lead(tree.lead)
        case "picture":
            return Cover(tree.picture)
        case "key-points":
            return KeyPoints(tree.key_points)
        case "intro":
            return Intro(tree.intro)
    part: Any = node_at(tree, spot_of(tree, name))
    return alone(part)


def with_part(tree: Tree, name: PartName, value: PartValue) -> Tree:
    """`tree` with `value` as its part `name`; that keeps its id, and the sections or blocks in it.

    An id within `value` that another node has is given anew. Raises PartGoneError.
    """
    old = part_of(tree, name)
    if type(value) is not type(old):
        raise TypeError(f"{name} is a {type(old).__name__}, not a {type(value).__name__}")
    match value:
        case Head():
            return replace(tree, title=value.title, subtitle=value.subtitle, language=value.language)
        case Lead():
            return replace(tree, lead=value.text)
        case Cover():
            return replace(tree, picture=value.picture)
        case KeyPoints():
            return replace(tree, key_points=_told_apart(value.points, tree.key_points, tree))
        case Intro():
            return replace(tree, intro=value.text)
    return _with_node(tree, name, value)


def spot_of(tree: Tree, name: PartName) -> Spot:
    """Where the page, section or block `name` stands. Raises PartGoneError."""
    spot = find(tree, name)
    if spot is None:
        raise PartGoneError("This part is no longer in the draft.")
    return spot


def _with_node(tree: Tree, name: PartName, value: Page | Section | Block) -> Tree:
    spot = spot_of(tree, name)
    old = node_at(tree, spot)
    changes: dict[str, Any] = {"id": name}
    if isinstance(old, Page | Section):
        changes[old.below] = children(old)
    elif value.below:
        changes[value.below] = _told_apart(children(value), children(old), tree)
    return spliced(tree, spot, (replace(value, **changes),), cut=1)


def _told_apart(new: Iterable[N], old: Iterable[Node], tree: Tree) -> tuple[N, ...]:
    """`new`, which takes the place of `old`, without ids that others have: a form can be made to send any."""
    seen = {node.id for node in tree.nodes()} - {node.id for node in old}
    kept = []
    for node in new:
        kept.append(replace(node, id="") if node.id in seen else node)
        seen.add(node.id)
    return tuple(kept)
