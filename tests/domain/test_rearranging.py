"""Rearranging: adding, moving, copying, deleting and bringing back, with ids that stay."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.part import PartGoneError
from digest.domain.rearranging import (
    MAX_BLOCKS,
    MAX_CARDS,
    MAX_PAGES,
    MAX_SECTIONS,
    EdgeError,
    FullError,
    Place,
    Removal,
    added,
    brought_back,
    duplicated,
    holder,
    moved,
    placed,
    removed,
)
from digest.domain.refusal import Refusal
from digest.domain.spot import spots
from digest.domain.tree import (
    BLOCKS,
    Card,
    Comment,
    Event,
    KeyPoint,
    Page,
    Point,
    Quote,
    Section,
    Text,
    Timeline,
    Tree,
)
from tests.domain.strategies import law, trees


def a_tree(shape: str) -> Tree:
    """The tree that `shape_of` writes as `shape`, of quotes and, where an id begins with c, cards."""
    pages = []
    for page in shape.split(" | ") if shape else []:
        page_id, *sections = page.split(" / ")
        pages.append(Page(page_id, sections=tuple(map(_section, sections))))
    return Tree(pages=tuple(pages))


def _section(shape: str) -> Section:
    section_id, *blocks = shape.split()
    return Section(section_id, blocks=tuple(Card(b) if b[0] == "c" else Quote(b) for b in blocks))


def shape_of(tree: Tree) -> str:
    """Its pages, sections and blocks by id."""
    return " | ".join(
        " / ".join([page.id, *(" ".join([s.id, *(b.id for b in s.blocks)]) for s in page.sections)])
        for page in tree.pages
    )


def cards_of(section: int) -> str:
    return "".join(f" c{number}" for number in range(section * 400, section * 400 + 400))


SHAPE = "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"
TREE = a_tree(SHAPE)
EMPTY = Tree()
TITLED = a_tree("p1")


@pytest.mark.parametrize(
    ("tree", "kind", "after", "shape"),
    [
        (TREE, "quote", "b1", "p1 / s1 b1 b5 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        (TREE, "card", "s1", "p1 / s1 c1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        (TREE, "text", "p3", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b5 b3 / s4 b4"),
        (TREE, "text", "p2", "p1 / s1 b1 b2 / s2 | p2 / s5 b5 | p3 / s3 b3 / s4 b4"),
        (TREE, "text", "intro", "p1 / s1 b5 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        (TREE, "text", "", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4 b5"),
        (TREE, "section", "b1", "p1 / s1 b1 b2 / s5 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        (TREE, "section", "s3", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s5 / s4 b4"),
        (TREE, "section", "p1", "p1 / s5 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        (TREE, "section", "", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4 / s5"),
        (TREE, "page", "b1", "p1 / s1 b1 b2 / s2 | p4 | p2 | p3 / s3 b3 / s4 b4"),
        (TREE, "page", "p2", "p1 / s1 b1 b2 / s2 | p2 | p4 | p3 / s3 b3 / s4 b4"),
        (TREE, "page", "intro", "p4 | p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        (TREE, "page", "", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4 | p4"),
        *((EMPTY, "page", after, "p1") for after in ("", "intro")),
        *((EMPTY, "section", after, "p1 / s1") for after in ("", "intro", "head")),
        *((EMPTY, "card", after, "p1 / s1 c1") for after in ("", "intro")),
        *((TITLED, "picture", after, "p1 / s1 b1") for after in ("", "intro", "p1")),
    ],
)
def test_a_new_node_goes_where_it_fits(tree: Tree, kind: str, after: str, shape: str) -> None:
    changed, new = added(tree, kind, after)
    assert shape_of(changed) == shape
    assert {new} <= {node.id for node in changed.nodes()} - {node.id for node in tree.nodes()}


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_kind_of_block_can_be_added(kind: str) -> None:
    changed, new = added(TREE, kind, "s2")
    assert changed.pages[0].sections[1].blocks == (BLOCKS[kind](new),)


def test_a_new_id_is_neither_taken_nor_cited() -> None:
    tree = Tree(key_points=(KeyPoint(cards=("c1",)),))
    assert added(tree, "card", "", taken={"c2", "s1"})[1] == "c3"
    assert shape_of(added(tree, "card", "", taken={"c2", "s1"})[0]) == "p1 / s2 c3"


@pytest.mark.parametrize("kind", ["", "point", "tree", "key-points"])
def test_nothing_else_can_be_added(kind: str) -> None:
    with pytest.raises(Refusal, match="no such kind"):
        added(TREE, kind, "")


@pytest.mark.parametrize(
    ("node", "up", "down"),
    [
        ("b1", None, "p1 / s1 b2 b1 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        (
            "b2",
            "p1 / s1 b2 b1 / s2 | p2 | p3 / s3 b3 / s4 b4",
            "p1 / s1 b1 / s2 b2 | p2 | p3 / s3 b3 / s4 b4",
        ),
        (
            "b3",
            "p1 / s1 b1 b2 / s2 b3 | p2 | p3 / s3 / s4 b4",
            "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 / s4 b3 b4",
        ),
        ("b4", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 b4 / s4", None),
        ("s1", None, "p1 / s2 / s1 b1 b2 | p2 | p3 / s3 b3 / s4 b4"),
        (
            "s2",
            "p1 / s2 / s1 b1 b2 | p2 | p3 / s3 b3 / s4 b4",
            "p1 / s1 b1 b2 | p2 / s2 | p3 / s3 b3 / s4 b4",
        ),
        (
            "s3",
            "p1 / s1 b1 b2 / s2 | p2 / s3 b3 | p3 / s4 b4",
            "p1 / s1 b1 b2 / s2 | p2 | p3 / s4 b4 / s3 b3",
        ),
        ("p1", None, "p2 | p1 / s1 b1 b2 / s2 | p3 / s3 b3 / s4 b4"),
        (
            "p2",
            "p2 | p1 / s1 b1 b2 / s2 | p3 / s3 b3 / s4 b4",
            "p1 / s1 b1 b2 / s2 | p3 / s3 b3 / s4 b4 | p2",
        ),
        ("p3", "p1 / s1 b1 b2 / s2 | p3 / s3 b3 / s4 b4 | p2", None),
    ],
)
def test_a_node_moves_a_step(node: str, up: str | None, down: str | None) -> None:
    assert [stepped(TREE, node, "up"), stepped(TREE, node, "down")] == [up, down]


def stepped(tree: Tree, node: str, direction: Any) -> str | None:
    try:
        return shape_of(moved(tree, node, direction))
    except EdgeError:
        return None


@pytest.mark.parametrize(
    ("node", "after", "shape"),
    [
        ("b1", "b2", "p1 / s1 b2 b1 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        ("b2", "s1", "p1 / s1 b2 b1 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        ("b1", "b4", "p1 / s1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4 b1"),
        ("b1", "p2", "p1 / s1 b2 / s2 | p2 / s5 b1 | p3 / s3 b3 / s4 b4"),
        ("s1", "p2", "p1 / s2 | p2 / s1 b1 b2 | p3 / s3 b3 / s4 b4"),
        ("s4", "intro", "p1 / s4 b4 / s1 b1 b2 / s2 | p2 | p3 / s3 b3"),
        ("p1", "b3", "p2 | p3 / s3 b3 / s4 b4 | p1 / s1 b1 b2 / s2"),
        ("p1", "", "p2 | p3 / s3 b3 / s4 b4 | p1 / s1 b1 b2 / s2"),
        *((node, after, SHAPE) for node, after in (("b1", "b1"), ("s1", "b2"), ("p1", "b1"), ("p1", "s2"))),
    ],
)
def test_a_node_can_be_put_anywhere_but_into_itself(node: str, after: str, shape: str) -> None:
    assert shape_of(placed(TREE, node, after)) == shape


@pytest.mark.parametrize(
    ("node", "new", "shape"),
    [
        ("b1", "b5", "p1 / s1 b1 b5 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        ("s1", "s5", "p1 / s1 b1 b2 / s5 b5 b6 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        ("p3", "p4", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4 | p4 / s5 b5 / s6 b6"),
    ],
)
def test_a_copy_stands_right_after_with_ids_of_its_own(node: str, new: str, shape: str) -> None:
    changed, copy = duplicated(TREE, node)
    assert (copy, shape_of(changed)) == (new, shape)


def test_a_copy_cites_the_copied_card() -> None:
    section = Section("s1", blocks=(Card("c1", points=(Point("v1"),)), Text("b1", cards=("c1", "c9"))))
    changed, _ = duplicated(Tree(pages=(Page(sections=(section,)),)), "s1", taken={"c2"})
    card, text = changed.pages[0].sections[1].blocks
    assert (card, text) == (Card("c3", points=(Point("v2"),)), Text("b2", cards=("c3", "c9")))


@pytest.mark.parametrize(
    ("node", "parent", "after", "shape"),
    [
        ("b1", "s1", "", "p1 / s1 b2 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        ("b2", "s1", "b1", "p1 / s1 b1 / s2 | p2 | p3 / s3 b3 / s4 b4"),
        ("s4", "p3", "s3", "p1 / s1 b1 b2 / s2 | p2 | p3 / s3 b3"),
        ("p1", "", "", "p2 | p3 / s3 b3 / s4 b4"),
    ],
)
def test_a_removal_knows_where_it_was(node: str, parent: str, after: str, shape: str) -> None:
    changed, removal = removed(TREE, node)
    assert shape_of(changed) == shape
    assert (removal.node.id, removal.parent, removal.after) == (node, parent, after)


@pytest.mark.parametrize(
    ("tree", "removal", "shape"),
    [
        ("p1 / s1 b1 b3", Removal(Quote("b2"), "s1", "b1"), "p1 / s1 b1 b2 b3"),
        ("p1 / s1 b3", Removal(Quote("b2"), "s1", ""), "p1 / s1 b2 b3"),
        ("p1 / s1 b3", Removal(Quote("b2"), "s1", "b1"), "p1 / s1 b3 b2"),
        ("p1 / s1 b3 | p2 / s2 b1 b4", Removal(Quote("b2"), "s1", "b1"), "p1 / s1 b3 | p2 / s2 b1 b2 b4"),
        ("p1 / s1 b3 / s2", Removal(Quote("b2"), "s9", "b1"), "p1 / s1 b3 / s2 b2"),
        ("p1 / s3 | p2", Removal(Quote("b2"), "s9", "b1"), "p1 / s3 | p2 / s1 b2"),
        ("", Removal(Quote("b2"), "s9", "b1"), "p1 / s1 b2"),
        ("", Removal(Section("s1", blocks=(Quote("b2"),)), "p9", ""), "p1 / s1 b2"),
        ("p1 | p2 / s2", Removal(Section("s1"), "p9", "s9"), "p1 | p2 / s2 / s1"),
        ("p1 | p2", Removal(Page("p3"), "", "p1"), "p1 | p3 | p2"),
        ("p1 | p2", Removal(Page("p3"), "", "p9"), "p1 | p2 | p3"),
        ("p1 | p2", Removal(Page("p3"), "", ""), "p3 | p1 | p2"),
        # A node of another kind has the id of what stood there.
        ("p1 / x1 b1", Removal(Quote("b2"), "s1", "x1"), "p1 / x1 b1 b2"),
        ("p1 / s1 x1", Removal(Quote("b2"), "x1", ""), "p1 / s1 x1 b2"),
        # Its own id was given to another one.
        ("p1 / s1 b1 b2", Removal(Quote("b1"), "s1", ""), "p1 / s1 b3 b1 b2"),
        ("p1 / s1 b1", Removal(Section("s2", blocks=(Quote("b1"),)), "p1", "s1"), "p1 / s1 b1 / s2 b2"),
    ],
)
def test_what_was_deleted_comes_back_as_near_as_can_be(tree: str, removal: Removal, shape: str) -> None:
    assert shape_of(brought_back(a_tree(tree), removal)) == shape


def test_what_comes_back_under_another_id_is_still_cited_beside_it() -> None:
    removal = Removal(Section("s2", blocks=(Card("c1", "旧"), Text("b9", cards=("c1",)))), "p1", "s1")
    section = brought_back(a_tree("p1 / s1 c1"), removal).pages[0].sections[1]
    assert section.blocks == (Card("c2", "旧"), Text("b9", cards=("c2",)))


def test_a_deleted_card_stays_cited_until_it_is_back() -> None:
    tree = Tree(key_points=(KeyPoint(cards=("c1",)),), pages=a_tree("p1 / s1 c1").pages)
    without, removal = removed(tree, "c1")
    assert without.key_points == tree.key_points
    again, new = added(without, "card", "s1")
    assert new == "c2"
    assert [card.id for card in brought_back(again, removal).cards()] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("tree", "kind", "after"),
    [
        (a_tree(" | ".join(f"p{n}" for n in range(MAX_PAGES))), "page", "p0"),
        (a_tree(" / ".join(("p1", *(f"s{n}" for n in range(MAX_SECTIONS))))), "section", "s0"),
        (a_tree(f"p1 / s1 {' '.join(f'b{n}' for n in range(MAX_BLOCKS))}"), "quote", "b0"),
        (a_tree("p1" + "".join(f" / s{s}" + cards_of(s) for s in range(MAX_CARDS // 400))), "card", "c0"),
    ],
)
def test_nothing_grows_past_its_limit(tree: Tree, kind: str, after: str) -> None:
    less, removal = removed(tree, after)
    with pytest.raises(FullError, match="at most"):
        added(tree, kind, after)
    with pytest.raises(FullError, match="at most"):
        duplicated(tree, after)
    with pytest.raises(FullError, match="at most"):
        brought_back(added(less, kind, "")[0], removal)


def test_what_is_too_large_already_can_still_be_rearranged() -> None:
    large = a_tree(f"p1 / s1 {' '.join(f'b{n}' for n in range(MAX_BLOCKS + 9))} / s2")
    assert stepped(large, "b0", "down")
    assert placed(large, "s1", "s2")
    assert brought_back(*removed(large, "s1")) == large
    with pytest.raises(FullError):
        brought_back(*removed(large, "b1"))


@pytest.mark.parametrize(
    ("node", "place"),
    [
        ("p1", Place(1, "p1")),
        ("s1", Place(1, "p1", "s1")),
        ("b1", Place(1, "p1", "s1")),
        ("p2", Place(2, "p2")),
        ("v1", Place(3, "p3", "s2")),
        ("e1", Place(3, "p3", "s2")),
        ("k1", Place(1, "p1")),
        ("lead", Place(1, "p1")),
    ],
)
def test_a_node_is_on_a_page_and_in_a_section(node: str, place: Place) -> None:
    last = Section(blocks=(Card(points=(Point(),)), Timeline(events=(Event(),))))
    first = Page(sections=(Section(blocks=(Comment(),)),))
    tree = Tree(key_points=(KeyPoint(),), pages=(first, Page(), Page(sections=(last,))))
    assert holder(tree, node) == place


def test_what_precedes_the_pages_has_a_place_without_them() -> None:
    assert holder(EMPTY, "head") == Place(1)


@pytest.mark.parametrize(
    "verb",
    [
        lambda node: moved(TREE, node, "up"),
        lambda node: placed(TREE, node, "b1"),
        lambda node: placed(TREE, "b1", node),
        lambda node: duplicated(TREE, node),
        lambda node: removed(TREE, node),
        lambda node: added(TREE, "page", node),
        lambda node: holder(TREE, node),
    ],
)
@pytest.mark.parametrize("node", ["b9", "k9", "Head", "b1 "])
def test_a_node_that_is_not_there_is_gone(verb: Callable[[str], object], node: str) -> None:
    with pytest.raises(PartGoneError):
        verb(node)


@pytest.mark.parametrize("node", ["", "head", "key-points", "k1", "v1"])
def test_only_pages_sections_and_blocks_are_rearranged(node: str) -> None:
    tree = Tree(
        key_points=(KeyPoint(),), pages=(Page(sections=(Section(blocks=(Card(points=(Point(),)),)),)),)
    )
    with pytest.raises(PartGoneError):
        removed(tree, node)
    with pytest.raises(PartGoneError):
        moved(tree, node, "up")


@law
@given(trees())
def test_what_is_brought_back_at_once_was_never_away(tree: Tree) -> None:
    for _, node in spots(tree):
        without, removal = removed(tree, node.id)
        kept = Removal.from_json(json.loads(json.dumps(removal.to_json())))
        assert kept == removal
        assert brought_back(without, kept) == tree


@law
@given(trees())
def test_a_step_can_be_taken_back(tree: Tree) -> None:
    for _, node in spots(tree):
        for there, back in (("up", "down"), ("down", "up")):
            if stepped(tree, node.id, there) is not None:
                once: Any = moved(tree, node.id, there)
                assert once != tree
                assert moved(once, node.id, back) == tree


OPERATIONS = ("add", "move", "place", "copy", "remove", "restore")


@law
@given(trees(), st.data())
def test_after_any_work_ids_are_single_and_the_rest_keeps_its_order(tree: Tree, data: st.DataObject) -> None:
    removals: list[Removal] = []
    for operation in data.draw(st.lists(st.sampled_from(OPERATIONS), max_size=8)):
        after, touched = worked(tree, operation, data, removals)
        ids = [node.id for node in after.nodes()]
        assert len(set(ids)) == len(ids)
        both = {node.id for node in tree.nodes()} & set(ids) - touched
        assert [i for i in ids if i in both] == [node.id for node in tree.nodes() if node.id in both]
        tree = after


def worked(tree: Tree, operation: str, data: Any, removals: list[Removal]) -> tuple[Tree, set[str]]:
    """`tree` after an operation on a node that is drawn, and the ids that may have changed their place."""
    names = [node.id for _, node in spots(tree)]
    after = data.draw(st.sampled_from([*names, "", "intro"]))
    taken = {name for removal in removals for name in removal.ids}
    if operation == "restore" and removals:
        return brought_back(tree, removals.pop(), taken), set()
    if operation == "add" or not names:
        changed, new = added(tree, data.draw(st.sampled_from([*BLOCKS, "page", "section"])), after, taken)
        assert new not in taken
        return changed, set()
    node = data.draw(st.sampled_from(names))
    if operation == "copy":
        changed, new = duplicated(tree, node, taken)
        assert not taken & ({each.id for each in changed.nodes()} - {each.id for each in tree.nodes()})
        return changed, set()
    without, removal = removed(tree, node)
    if operation == "remove":
        removals.append(removal)
        return without, set()
    if operation == "place":
        return placed(tree, node, after, taken), set(removal.ids)
    direction: Any = data.draw(st.sampled_from(("up", "down")))
    return tree if stepped(tree, node, direction) is None else moved(tree, node, direction), set(removal.ids)
