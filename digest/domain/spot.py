"""Where the pages, sections and blocks of a tree stand, and putting others in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from digest.domain.tree import Node, Tree, children

# The numbers, from 0, of a page, of a section in it, and of a block in that: one, two or all three of them.
Spot = tuple[int, ...]


def spots(tree: Tree) -> Iterator[tuple[Spot, Node]]:
    """Every page, section and block with its spot, in reading order."""
    for p, page in enumerate(tree.pages):
        yield (p,), page
        for s, section in enumerate(page.sections):
            yield (p, s), section
            for b, block in enumerate(section.blocks):
                yield (p, s, b), block


def find(tree: Tree, node_id: str) -> Spot | None:
    """The spot of a page, section or block; none if it is not there."""
    return next((spot for spot, node in spots(tree) if node.id == node_id), None)


def node_at(tree: Tree, spot: Spot) -> Node:
    """The page, section or block at `spot`."""
    first, *rest = spot
    node: Node = tree.pages[first]
    for number in rest:
        node = children(node)[number]
    return node


def nodes_below(tree: Tree, spot: Spot) -> tuple[Node, ...]:
    """What the page or section at `spot` holds; what the tree holds where `spot` is empty."""
    return children(node_at(tree, spot)) if spot else tree.pages


def spliced(tree: Tree, spot: Spot, new: Sequence[Node] = (), cut: int = 0) -> Tree:
    """`tree` with the nodes `new` at `spot`, in place of the `cut` nodes that stood there."""
    pages: tuple[Any, ...] = _spliced(tree.pages, spot, new, cut)
    return replace(tree, pages=pages)


def _spliced(nodes: tuple[Node, ...], spot: Spot, new: Sequence[Node], cut: int) -> tuple[Node, ...]:
    first, *rest = spot
    if not rest:
        return (*nodes[:first], *new, *nodes[first + cut :])
    holder = nodes[first]
    below: Any = {holder.below: _spliced(children(holder), tuple(rest), new, cut)}
    return (*nodes[:first], replace(holder, **below), *nodes[first + 1 :])
