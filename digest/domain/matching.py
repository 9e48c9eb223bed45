"""Matching: which nodes of a new tree are those of an old one, so that they keep their ids."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from difflib import SequenceMatcher

from digest.domain.tree import Event, Ids, N, Node, Page, Point, Section, Tree, children

Pair = tuple[Node, Node]


def with_ids_of(new: Tree, old: Tree, given: Collection[str] = frozenset()) -> Tree:
    """`new` with the ids that the same nodes have in `old`.

    `given` are the ids that the text of `new` says itself: their nodes keep them. Any other node gets the id
    of the node in `old` that says the same, or else of the one in whose place it stands, between the same
    neighbours. What is left gets an id that `old` used for nothing.
    """
    ids = {node.id: node.id for node in new.nodes() if node.id in given}
    free = [node for node in old.nodes() if node.id not in ids]
    for mine, theirs in _same(list(_parts(new)), list(_parts(old)), ids, {node.id for node in free}):
        ids[mine.id] = theirs.id
    unused = Ids({node.id for node in old.nodes()} | set(ids.values()))

    def named(node: N) -> N:
        below = {node.below: tuple(map(named, children(node)))} if node.below else {}
        return replace(node, id=ids.get(node.id, ""), **below)

    return replace(
        new,
        key_points=tuple(unused.fill(named(point)) for point in new.key_points),
        pages=tuple(unused.fill(named(page)) for page in new.pages),
    )


def _same(new: Sequence[Node], old: Sequence[Node], ids: dict[str, str], free: set[str]) -> Iterator[Pair]:
    """Which nodes of the two rows are the same, also within blocks that are. Those of `ids` are known."""
    known = {node.id: node for node in old}
    pairs = [(node, known[node.id]) for node in new if node.id in ids and node.id in known]
    rest = [node for node in new if node.id not in ids], [node for node in old if node.id in free]
    alike = list(_alike(*rest))
    placed = list(_between(new, old, [*pairs, *alike], ids, free))
    yield from (*alike, *placed)
    for mine, theirs in (*pairs, *alike, *placed):
        if not isinstance(mine, Page | Section) and mine.below:
            yield from _same(children(mine), children(theirs), ids, free)


def _alike(new: Iterable[Node], old: Iterable[Node]) -> Iterator[Pair]:
    """Nodes that say the same, wherever they stand; of several, the first with the first."""
    waiting: dict[object, deque[Node]] = defaultdict(deque)
    for node in old:
        waiting[_says(node)].append(node)
    for node in new:
        if candidates := waiting[_says(node)]:
            yield node, candidates.popleft()


def _between(
    new: Sequence[Node], old: Sequence[Node], pairs: Iterable[Pair], ids: dict[str, str], free: set[str]
) -> Iterator[Pair]:
    """Nodes that were reworded where they stand: as many of their kind as before, between the same two."""
    partners = {mine.id: theirs.id for mine, theirs in pairs}
    taken = set(partners.values())
    ours = [("old", partners[node.id]) if node.id in partners else ("new", node.id) for node in new]
    others = [("old", node.id) for node in old]
    for _, i1, i2, j1, j2 in SequenceMatcher(None, others, ours, autojunk=False).get_opcodes():
        gone = [node for node in old[i1:i2] if node.id in free and node.id not in taken]
        come = [node for node in new[j1:j2] if node.id not in ids and node.id not in partners]
        for kind in {type(node) for node in come}:
            before = [node for node in gone if type(node) is kind]
            after = [node for node in come if type(node) is kind]
            if len(before) == len(after):
                yield from zip(after, before, strict=True)


def _parts(tree: Tree) -> Iterator[Node]:
    return (node for node in tree.nodes() if not isinstance(node, Point | Event))


def _says(node: Node) -> object:
    """What `node` says, without ids: neither its own nor those of the cards that it rests on."""
    own = (getattr(node, each.name) for each in fields(node) if each.name not in ("id", "cards", node.below))
    below = () if isinstance(node, Page | Section) else tuple(map(_says, children(node)))
    return (type(node), *own, below)
