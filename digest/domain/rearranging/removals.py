"""Deleting a node in such a way that it can come back."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from digest.domain.part import part_from_json, part_to_json, spot_of
from digest.domain.rearranging.fresh import fresh_ids, renewed
from digest.domain.rearranging.limits import with_room
from digest.domain.rearranging.places import inserted, spot_after
from digest.domain.spot import Spot, find, node_at, nodes_below, spliced
from digest.domain.tree import Block, Page, Section, Tree, walk


@dataclass(frozen=True, slots=True)
class Removal:
    """What was deleted, with all that it held, and where it stood.

    `parent` is the page or section that held it, "" for a page; `after` the one before it there, "" for none.
    """

    node: Page | Section | Block
    parent: str = ""
    after: str = ""

    def to_json(self) -> dict[str, Any]:
        """This removal as JSON values."""
        return {"node": part_to_json(self.node), "parent": self.parent, "after": self.after}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Removal":
        """The removal that JSON values describe."""
        node: Any = part_from_json("", value["node"])
        return cls(node, value["parent"], value["after"])

    @property
    def ids(self) -> frozenset[str]:
        """The ids that no new node should take while this may come back."""
        return frozenset(node.id for node in walk(self.node))


def removed(tree: Tree, node_id: str) -> tuple[Tree, Removal]:
    """`tree` without a page, section or block, and what brings that back. Raises PartGoneError.

    Key points and texts go on citing a card that is deleted, so that it is cited again when it comes back.
    """
    spot = spot_of(tree, node_id)
    *above, number = spot
    node: Any = node_at(tree, spot)
    parent = node_at(tree, tuple(above)).id if above else ""
    after = nodes_below(tree, tuple(above))[number - 1].id if number else ""
    return spliced(tree, spot, cut=1), Removal(node, parent, after)


def brought_back(tree: Tree, removal: Removal, taken: Collection[str] = ()) -> Tree:
    """`tree` with what was deleted, where it was as far as that place is still there, else at the end.

    Ids in it that other nodes have by now are given anew. Raises FullError.
    """
    clashing = removal.ids & {node.id for node in tree.nodes()}
    ids = fresh_ids(tree, taken, removal.node)
    node = renewed(removal.node, ids, clashing)
    return with_room(tree, inserted(tree, _spot_of_old(tree, removal), node, ids), node)


def _spot_of_old(tree: Tree, removal: Removal) -> Spot:
    depth = 1 if isinstance(removal.node, Page) else 2 if isinstance(removal.node, Section) else 3
    before = find(tree, removal.after)
    if before and len(before) == depth:
        return (*before[:-1], before[-1] + 1)
    parent = find(tree, removal.parent) or ()
    if len(parent) != depth - 1:
        return spot_after(tree, depth, "")
    return (*parent, len(nodes_below(tree, parent)) if removal.after else 0)
