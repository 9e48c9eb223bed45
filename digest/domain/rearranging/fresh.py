"""Ids for nodes that are new to a tree."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from digest.domain.tree import Ids, KeyPoint, N, Node, Text, Tree, children, walk


def fresh_ids(tree: Tree, taken: Collection[str] = (), beside: Node | None = None) -> Ids:
    """Ids that are not `taken`, nor in use or cited in `tree` or in the node `beside` it.

    A key point may cite a card that was deleted; a new card with that id would become its source.
    """
    used = {*taken}
    for node in (*tree.nodes(), *(walk(beside) if beside else ())):
        used.add(node.id)
        if isinstance(node, KeyPoint | Text):
            used.update(node.cards)
    return Ids(used)


def renewed(node: N, ids: Ids, old: Collection[str]) -> N:
    """`node` with new ids instead of the `old` ones, in itself and all below; its citations follow."""
    filled = ids.fill(_without(node, old))
    names = {was.id: now.id for was, now in zip(walk(node), walk(filled), strict=True)}
    return _citing(filled, names)


def _without(node: N, old: Collection[str]) -> N:
    changes: dict[str, Any] = {"id": ""} if node.id in old else {}
    if node.below:
        changes[node.below] = tuple(_without(child, old) for child in children(node))
    return replace(node, **changes)


def _citing(node: N, names: dict[str, str]) -> N:
    changes: dict[str, Any] = {}
    if isinstance(node, Text):
        changes["cards"] = tuple(names.get(card, card) for card in node.cards)
    if node.below:
        changes[node.below] = tuple(_citing(child, names) for child in children(node))
    return replace(node, **changes) if changes else node
