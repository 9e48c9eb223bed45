"""Parts: what one form edits, found by name, put back alone, and told apart by content."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.part import (
    ARTICLE_PARTS,
    Cover,
    Head,
    Intro,
    KeyPoints,
    Lead,
    PartGoneError,
    numbered,
    part_from_json,
    part_names,
    part_of,
    part_text,
    part_to_json,
    version_of,
    with_part,
)
from digest.domain.tree import (
    NODE_ID,
    Card,
    Comment,
    Event,
    Figure,
    KeyPoint,
    Page,
    PictureRef,
    Point,
    Quote,
    Section,
    Text,
    Timeline,
    Tree,
)
from digest.domain.tree_json import DigestJsonError
from tests.domain.strategies import blocks, key_points, languages, law, maybe_pictures, texts, trees

TREE = Tree(
    title="新紙幣",
    subtitle="何が変わるか",
    lead="二十年ぶり。",
    picture=PictureRef("key", alt="紙幣"),
    key_points=(KeyPoint(text="三つの額面", cards=("c1",)),),
    intro="見ていきましょう。",
    pages=(
        Page(
            sections=(
                Section(
                    heading="一",
                    question="なぜ?",
                    answer="偽造を防ぐ。",
                    blocks=(
                        Comment(speaker="菊子", lines=("はい。", "いいえ。")),
                        Card(
                            title="発行", published=date(2024, 7, 3), points=(Point(text="点", passage="文"),)
                        ),
                        Timeline(title="歩み", events=(Event(when="1984", text="E号券"),)),
                    ),
                ),
            )
        ),
        Page(title="次"),
    ),
)


def test_parts_are_named_in_reading_order() -> None:
    assert part_names(TREE) == (*ARTICLE_PARTS, "p1", "s1", "b1", "c1", "b2", "p2")


def test_no_node_can_have_the_name_of_an_article_part() -> None:
    assert not any(NODE_ID.match(name) for name in ARTICLE_PARTS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("head", Head("新紙幣", "何が変わるか", "ja")),
        ("lead", Lead("二十年ぶり。")),
        ("picture", Cover(PictureRef("key", alt="紙幣"))),
        ("key-points", KeyPoints((KeyPoint("k1", "三つの額面", ("c1",)),))),
        ("intro", Intro("見ていきましょう。")),
        ("p2", Page("p2", "次")),
        ("s1", Section("s1", "一", "なぜ?", "偽造を防ぐ。")),
        ("b1", TREE.pages[0].sections[0].blocks[0]),
    ],
)
def test_a_part_comes_without_the_parts_in_it(name: str, value: Any) -> None:
    assert part_of(TREE, name) == value


@pytest.mark.parametrize("name", ["", "b9", "k1", "v1", "e1", "title", "Head"])
def test_a_part_that_is_not_there_is_gone(name: str) -> None:
    with pytest.raises(PartGoneError, match="no longer in the draft"):
        part_of(TREE, name)
    with pytest.raises(PartGoneError):
        with_part(TREE, name, Lead("x"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("head", Head("題", "副題", "en")),
        ("lead", Lead("x")),
        ("picture", Cover()),
        ("key-points", KeyPoints((KeyPoint("k1", "一"),))),
        ("intro", Intro("x")),
        ("p1", Page("p1", "題")),
        ("s1", Section("s1", "二", "何?", "これ。")),
        ("b1", Comment("b1", "鈴", ("x",))),
        ("c1", Card("c1", "題", points=(Point("v1", "一"),))),
    ],
)
def test_only_the_named_part_is_replaced(name: str, value: Any) -> None:
    changed = with_part(TREE, name, value)
    assert part_of(changed, name) == value
    assert part_names(changed) == part_names(TREE)
    assert [each for each in part_names(TREE) if part_of(changed, each) != part_of(TREE, each)] == [name]


def test_a_part_keeps_its_id_and_what_it_holds() -> None:
    changed = with_part(TREE, "s1", Section(id="x9", heading="二", blocks=(Quote(),)))
    assert changed.pages[0].sections[0] == replace(
        TREE.pages[0].sections[0], heading="二", question="", answer=""
    )


def test_new_lines_get_ids() -> None:
    changed = with_part(TREE, "key-points", KeyPoints((KeyPoint(text="新"), KeyPoint("k1", "旧"))))
    assert [(point.id, point.text) for point in changed.key_points] == [("k2", "新"), ("k1", "旧")]
    card = Card(points=(Point("v1", "旧"), Point(text="新")))
    assert [point.id for point in with_part(TREE, "c1", card).cards()[0].points] == ["v1", "v2"]


@pytest.mark.parametrize("stolen", ["s1", "c1", "e1", "k1", "v1"])
def test_a_line_cannot_take_the_id_of_another_node(stolen: str) -> None:
    card = Card(points=(Point("v1", "旧"), Point(stolen, "新")))
    assert [point.id for point in with_part(TREE, "c1", card).cards()[0].points] == ["v1", "v2"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("head", Lead()), ("lead", Intro()), ("b1", Quote()), ("picture", Figure()), ("s1", Page())],
)
def test_a_part_cannot_become_another_kind(name: str, value: Any) -> None:
    with pytest.raises(TypeError):
        with_part(TREE, name, value)


def test_a_version_is_short_and_says_the_content() -> None:
    version = version_of(Lead("x"))
    assert len(version) == 12
    assert int(version, 16)
    assert version == version_of(Lead(" x\n"))
    assert version != version_of(Intro("x"))


def test_every_field_counts_for_the_version() -> None:
    picture = PictureRef("x")
    texts_of_a_card = ("title", "url", "publisher", "credit")
    values = [
        Card(),
        *(replace(Card(), **{name: "x"}) for name in texts_of_a_card),
        Card(published=date(2024, 7, 3)),
        *(Card(points=(Point(text="x"),) * n) for n in (1, 2)),
        Card(points=(Point(passage="x"),)),
        *(Card(picture=each) for each in (picture, replace(picture, decorative=True))),
        *(Text(cards=cards) for cards in ((), ("c1",), ("c2",), ("c1", "c2"), ("c2", "c1"))),
        *(Comment(lines=lines) for lines in (("a", "b"), ("b", "a"), ("ab",))),
    ]
    assert len({version_of(value) for value in values}) == len(values)


def test_a_save_that_is_repeated_finds_its_own_text() -> None:
    """The first answer was lost: the form still has the new point without its id."""
    card = Card("c1", "題", points=(Point("v1", "一"), Point(text="新")))
    assert version_of(part_of(with_part(TREE, "c1", card), "c1")) == version_of(card)


def test_a_page_and_a_section_have_the_same_version_whatever_they_hold() -> None:
    page, section = TREE.pages[0], TREE.pages[0].sections[0]
    assert version_of(page) == version_of(part_of(TREE, "p1"))
    assert version_of(section) == version_of(part_of(TREE, "s1"))


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (Head("題", "", "ja"), ["題", "ja"]),
        (Cover(), []),
        (Cover(PictureRef("key", "紙幣", "日本銀行")), ["key", "紙幣", "日本銀行"]),
        (KeyPoints((KeyPoint("k1", "一", ("c1", "c2")), KeyPoint("k2", "二"))), ["一", "^c1 ^c2", "二"]),
        (Page("p1", "次", (Section(heading="一"),)), ["次"]),
        (Section("s1", "一", "何?", "これ。", (Quote(),)), ["一", "何?", "これ。"]),
        (Comment("b1", "菊子", ("はい。", "いいえ。")), ["菊子", "はい。", "いいえ。"]),
        (Text("b1", "一\n\n二", ("c1",)), ["一", "", "二", "^c1"]),
        (Timeline("b1", "歩み", (Event("e1", "1984", "E号券"),)), ["歩み", "1984", "E号券"]),
        (TREE.cards()[0], ["発行", "2024-07-03", "点", "文"]),
    ],
)
def test_a_part_is_read_line_by_line(value: Any, lines: list[str]) -> None:
    assert part_text(value).split("\n") == (lines or [""])


def test_people_read_the_numbers_of_cards() -> None:
    tree = Tree(pages=(Page(sections=(Section(blocks=(Card("c7"), Card("c2"))),)),))
    text = "一\n^c2 ^c7\n2^c2 は式\n^c9"
    assert numbered(text, tree) == "一\n[2][1]\n2^c2 は式\n[c9]"
    assert numbered(text) == "一\n\n2^c2 は式\n"


def test_json_without_a_kind_goes_by_the_name() -> None:
    assert part_from_json("lead", {"text": "x"}) == Lead("x")
    assert part_from_json("picture", {"picture": {"key": "k"}}) == Cover(PictureRef("k"))
    assert part_from_json("quote", {"text": "x"}) == Quote(text="x")


@pytest.mark.parametrize(
    "value", [{}, {"kind": "tree"}, {"kind": "lead", "points": []}, {"kind": "lead", "text": 1}]
)
def test_json_that_is_no_part_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(DigestJsonError):
        part_from_json("b1", value)


@law
@given(trees())
def test_a_part_put_back_changes_nothing(tree: Tree) -> None:
    assert all(with_part(tree, name, part_of(tree, name)) == tree for name in part_names(tree))


@law
@given(trees())
def test_a_part_survives_as_json(tree: Tree) -> None:
    for name in part_names(tree):
        value = part_of(tree, name)
        assert part_from_json(name, json.loads(json.dumps(part_to_json(value)))) == value


values = st.one_of(
    blocks,
    st.builds(Head, texts, texts, languages),
    st.builds(Cover, maybe_pictures),
    st.builds(KeyPoints, st.tuples(key_points)),
    *(st.builds(cls, text=texts) for cls in (Lead, Intro)),
)


@law
@given(st.lists(values, max_size=4))
def test_versions_are_equal_where_the_content_is(several: list[Any]) -> None:
    for value in several:
        for another in (*several, nameless(value)):
            assert (version_of(value) == version_of(another)) == (nameless(value) == nameless(another))


def nameless(value: Any) -> Any:
    """`value` without ids: those of the points of a card, too."""
    if isinstance(value, KeyPoints):
        return KeyPoints(tuple(replace(point, id="") for point in value.points))
    if not getattr(value, "id", ""):
        return value
    below = {value.below: tuple(map(nameless, getattr(value, value.below)))} if value.below else {}
    return replace(value, id="", **below)


@law
@given(trees(), st.data())
def test_whatever_is_saved_every_id_stays_single(tree: Tree, data: st.DataObject) -> None:
    ids = [node.id for node in tree.nodes()]
    points = data.draw(st.lists(st.builds(KeyPoint, id=st.sampled_from([*ids, ""])), max_size=4))
    changed = with_part(tree, "key-points", KeyPoints(tuple(points)))
    assert len({node.id for node in changed.nodes()}) == len(list(changed.nodes()))
