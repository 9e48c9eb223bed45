"""Matching: a text whose ids were taken out finds those of the draft again."""

from dataclasses import replace

from hypothesis import given

from digest.domain.digest_text import format_text, given_ids, parse_text
from digest.domain.manuscript import Manuscript
from digest.domain.matching import with_ids_of
from digest.domain.tree import Card, Comment, KeyPoint, Page, Point, Section, Text, Tree
from tests.domain.strategies import law, trees


def a_tree(*texts: str) -> Tree:
    return Tree(pages=(Page(sections=(Section(heading="節", blocks=tuple(Text(text=t) for t in texts)),)),))


def ids(tree: Tree) -> dict[str, str]:
    return {node.text: node.id for node in tree.nodes() if isinstance(node, Text | Point | KeyPoint)}


@law
@given(trees())
def test_a_tree_is_its_own_match(tree: Tree) -> None:
    assert with_ids_of(tree, tree, {node.id for node in tree.nodes()}) == tree


@law
@given(trees())
def test_the_text_with_its_ids_gives_the_tree(tree: Tree) -> None:
    text = format_text(Manuscript(tree=tree))
    assert with_ids_of(parse_text(text).tree, tree, given_ids(text)) == tree


def test_what_says_the_same_keeps_its_id_when_something_comes_before_it() -> None:
    old = a_tree("一", "二", "三")
    assert ids(with_ids_of(a_tree("新", "一", "二", "三"), old)) == {
        "一": "b1",
        "二": "b2",
        "三": "b3",
        "新": "b4",
    }


def test_what_was_moved_keeps_its_id() -> None:
    assert ids(with_ids_of(a_tree("三", "一", "二"), a_tree("一", "二", "三"))) == {
        "三": "b3",
        "一": "b1",
        "二": "b2",
    }


def test_what_was_reworded_where_it_stands_keeps_its_id() -> None:
    assert ids(with_ids_of(a_tree("零", "一", "二の改", "三"), a_tree("一", "二", "三"))) == {
        "零": "b4",
        "一": "b1",
        "二の改": "b2",
        "三": "b3",
    }


def test_the_id_of_what_is_gone_is_not_given_to_something_else() -> None:
    assert ids(with_ids_of(a_tree("一", "三", "四", "五"), a_tree("一", "二", "三"))) == {
        "一": "b1",
        "三": "b3",
        "四": "b4",
        "五": "b5",
    }


def test_a_kind_is_never_taken_for_another() -> None:
    old = Tree(pages=(Page(sections=(Section(blocks=(Text(text="一"),)),)),))
    new = Tree(pages=(Page(sections=(Section(blocks=(Comment(lines=("一",)),)),)),))
    assert with_ids_of(new, old).pages[0].sections[0].blocks[0].id == "b2"


def test_the_points_of_a_card_are_matched_within_it() -> None:
    def card(*points: str, title: str = "出典") -> Tree:
        block = Card(title=title, points=tuple(Point(text=text) for text in points))
        return Tree(pages=(Page(sections=(Section(blocks=(block,)),)),))

    new = with_ids_of(card("零", "一", "二", title="出典の題"), card("一", "二"))
    assert ids(new) == {"零": "v3", "一": "v1", "二": "v2"}
    assert new.cards()[0].id == "c1"


def test_what_the_text_names_itself_stays_so() -> None:
    old = a_tree("一", "二")
    new = replace(a_tree(), pages=(Page(sections=(Section(blocks=(Text(id="b2", text="一"),)),)),))
    assert ids(with_ids_of(new, old, {"b2"})) == {"一": "b2"}


def test_two_that_say_the_same_get_an_id_each() -> None:
    new = with_ids_of(a_tree("同じ", "同じ", "同じ"), a_tree("同じ", "同じ"))
    assert [block.id for block in new.pages[0].sections[0].blocks] == ["b1", "b2", "b3"]
