"""New nodes: empty ones, and copies."""

from collections.abc import Collection

from digest.domain.part import spot_of
from digest.domain.rearranging.fresh import fresh_ids, renewed
from digest.domain.rearranging.limits import with_room
from digest.domain.rearranging.places import BLOCK, PAGE, SECTION, inserted, spot_after
from digest.domain.refusal import Refusal
from digest.domain.spot import node_at, spliced
from digest.domain.tree import BLOCKS, Node, Page, Section, Tree, walk

_KINDS: dict[str, tuple[int, type[Node]]] = {
    "page": (PAGE, Page),
    "section": (SECTION, Section),
    **{kind: (BLOCK, cls) for kind, cls in BLOCKS.items()},
}


def added(tree: Tree, kind: str, after: str, taken: Collection[str] = ()) -> tuple[Tree, str]:
    """`tree` with an empty page, section or block after the part `after`, and the id of the new node.

    A block after a section or page is the first in it, a section after a block comes behind the section with
    that block, and so on; "intro" stands for the beginning, "" for the end. Raises PartGoneError, FullError.
    """
    if kind not in _KINDS:
        raise Refusal("There is no such kind of part.")
    depth, cls = _KINDS[kind]
    ids = fresh_ids(tree, taken)
    node = ids.fill(cls())
    return with_room(tree, inserted(tree, spot_after(tree, depth, after), node, ids)), node.id


def duplicated(tree: Tree, node_id: str, taken: Collection[str] = ()) -> tuple[Tree, str]:
    """`tree` with a copy of a page, section or block right after it, and the id of the copy.

    A text in the copy that cites a card in it cites the copy of that card. Raises PartGoneError, FullError.
    """
    spot = spot_of(tree, node_id)
    node = node_at(tree, spot)
    copy = renewed(node, fresh_ids(tree, taken), frozenset(each.id for each in walk(node)))
    return with_room(tree, spliced(tree, (*spot[:-1], spot[-1] + 1), (copy,))), copy.id
