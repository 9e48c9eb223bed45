"""Moving a node: a step up or down, or to anywhere."""

from collections.abc import Collection
from typing import Literal

from digest.domain.part import spot_of
from digest.domain.rearranging.fresh import fresh_ids
from digest.domain.rearranging.limits import with_room
from digest.domain.rearranging.places import inserted, spot_after
from digest.domain.refusal import Refusal
from digest.domain.spot import Spot, node_at, nodes_below, spliced, spots
from digest.domain.tree import Tree, walk

Direction = Literal["up", "down"]


class EdgeError(Refusal):
    """A step past the first or the last place."""


def moved(tree: Tree, node_id: str, direction: Direction) -> Tree:
    """`tree` with a node past its neighbour or, at the edge of its section or page, in the next one.

    Raises EdgeError, PartGoneError, FullError.
    """
    spot = spot_of(tree, node_id)
    step = _above(tree, spot) if direction == "up" else _below(tree, spot)
    if step is None:
        raise EdgeError("This cannot be moved any further.")
    rest = spliced(tree, spot, cut=1)
    return with_room(tree, spliced(rest, step, (node_at(tree, spot),)))


def placed(tree: Tree, node_id: str, after: str, taken: Collection[str] = ()) -> Tree:
    """`tree` with a node after the part `after`, as `added` would put a new one; `taken` as there.

    After itself, or something within itself, it stays where it is. Raises PartGoneError, FullError.
    """
    spot = spot_of(tree, node_id)
    node = node_at(tree, spot)
    if any(after == each.id for each in walk(node)):
        return tree
    rest = spliced(tree, spot, cut=1)
    goal = spot_after(rest, len(spot), after)
    return with_room(tree, inserted(rest, goal, node, fresh_ids(tree, taken)))


def _above(tree: Tree, spot: Spot) -> Spot | None:
    """The spot one step up, counted without the node itself."""
    *above, number = spot
    if number:
        return (*above, number - 1)
    holders = _holders(tree, len(above))
    at = holders.index(tuple(above))
    return (*holders[at - 1], len(nodes_below(tree, holders[at - 1]))) if at else None


def _below(tree: Tree, spot: Spot) -> Spot | None:
    """The spot one step down, counted without the node itself."""
    *above, number = spot
    if number + 1 < len(nodes_below(tree, tuple(above))):
        return (*above, number + 1)
    holders = _holders(tree, len(above))
    later = holders[holders.index(tuple(above)) + 1 :]
    return (*later[0], 0) if later else None


def _holders(tree: Tree, depth: int) -> list[Spot]:
    """The spots of all sections (2) or pages (1) that can take a node; the tree itself takes pages."""
    return [spot for spot, _ in spots(tree) if len(spot) == depth] if depth else [()]
