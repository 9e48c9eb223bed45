"""Places in a tree: where a node stands, and where one goes that is to follow another."""

from dataclasses import dataclass
from typing import Any

from digest.domain.part import ARTICLE_PARTS, PartGoneError, spot_of
from digest.domain.spot import Spot, nodes_below, spliced, spots
from digest.domain.tree import Ids, Node, Page, Section, Tree, walk

# How many numbers the spot of each has.
PAGE, SECTION, BLOCK = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Place:
    """The page, counted from 1, and the section that hold a node, for jump links; empty ids for none."""

    page: int
    page_id: str = ""
    section_id: str = ""


def holder(tree: Tree, node_id: str) -> Place:
    """Where a node stands: any part, and any node within one. What precedes the sections is on page 1.

    A page and a section hold themselves. Raises PartGoneError.
    """
    if node_id in ARTICLE_PARTS or any(node_id == point.id for point in tree.key_points):
        return Place(1, tree.pages[0].id if tree.pages else "")
    page_id = section_id = ""
    for spot, node in spots(tree):
        if isinstance(node, Page):
            page_id, section_id = node.id, ""
        elif isinstance(node, Section):
            section_id = node.id
        inside = walk(node) if len(spot) == BLOCK else (node,)
        if any(node_id == each.id for each in inside):
            return Place(spot[0] + 1, page_id, section_id)
    raise PartGoneError("This part is no longer in the draft.")


def spot_after(tree: Tree, depth: int, after: str) -> Spot:
    """The spot of a page, section or block (`depth`) that is to follow the part `after`.

    It comes first in an `after` that can hold it, else behind the one of its own kind that is or holds
    `after`. A part of the article, as "intro", stands for the beginning, and "" for the end. Raises
    PartGoneError.
    """
    if after in ARTICLE_PARTS:
        return (0,) * depth
    if not after:
        return _end(tree, depth)
    spot = spot_of(tree, after)
    if len(spot) < depth:
        return spot + (0,) * (depth - len(spot))
    return (*spot[: depth - 1], spot[depth - 1] + 1)


def inserted(tree: Tree, spot: Spot, node: Node, ids: Ids) -> Tree:
    """`tree` with `node` at `spot`, in a new section and page where there is none to hold it."""
    new: Any = node
    while len(spot) > PAGE and not _exists(tree, spot[:-1]):
        new = Section(blocks=(new,)) if len(spot) == BLOCK else Page(sections=(new,))
        spot = spot[:-1]
    return spliced(tree, spot, (ids.fill(new),))


def _end(tree: Tree, depth: int) -> Spot:
    spot: Spot = ()
    while len(spot) < depth - 1:
        if not (nodes := nodes_below(tree, spot)):
            return spot + (0,) * (depth - len(spot))
        spot = (*spot, len(nodes) - 1)
    return (*spot, len(nodes_below(tree, spot)))


def _exists(tree: Tree, spot: Spot) -> bool:
    return all(spot[at] < len(nodes_below(tree, spot[:at])) for at in range(len(spot)))
