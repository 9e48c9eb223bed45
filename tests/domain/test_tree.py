"""The tree: one immutable value in which every node can be pointed at."""

from collections import Counter
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given

from digest.domain.manuscript import Manuscript, SpeakerProfile, publication_instant
from digest.domain.tree import (
    BLOCKS,
    NODE_ID,
    Card,
    Comment,
    Event,
    Figure,
    KeyPoint,
    Node,
    Page,
    PictureRef,
    Point,
    Section,
    Text,
    Timeline,
    Tree,
)
from tests.domain.strategies import law, trees


def a_tree() -> Tree:
    first = Section(
        heading="一",
        blocks=(
            Comment(speaker="菊子", lines=("はい。",)),
            Card(title="出典", points=(Point(text="点"), Point(text="点"))),
            Timeline(events=(Event(when="1984", text="x"),)),
        ),
    )
    pages = (Page(sections=(first,)), Page(title="次"))
    return Tree(key_points=(KeyPoint(text="要点"),), pages=pages)


@law
@given(trees())
def test_every_node_has_an_id_of_its_own(tree: Tree) -> None:
    ids = Counter(node.id for node in tree.nodes())
    assert all(count == 1 and NODE_ID.match(node_id) for node_id, count in ids.items())


@law
@given(trees())
def test_ids_stay_when_the_tree_is_made_again(tree: Tree) -> None:
    assert replace(tree) == tree
    assert [node.id for node in replace(tree, title="x").nodes()] == [node.id for node in tree.nodes()]


def test_ids_are_given_in_reading_order() -> None:
    assert [node.id for node in a_tree().nodes()] == [
        "k1",
        "p1",
        "s1",
        "b1",
        "c1",
        "v1",
        "v2",
        "b2",
        "e1",
        "p2",
    ]


def test_a_given_id_is_kept_and_not_given_twice() -> None:
    tree = Tree(pages=(Page(title="一"), Page("p1", "二"), Page(title="三")))
    assert [page.id for page in tree.pages] == ["p2", "p1", "p3"]


def test_two_nodes_cannot_have_the_same_id() -> None:
    with pytest.raises(ValueError, match="the same id"):
        Tree(key_points=(KeyPoint("x1"),), pages=(Page("x1"),))


@pytest.mark.parametrize("wrong", ["A", "1a", "a b", "a_b", "あ", "a\n", "a" * 33, "-a"])
def test_an_id_is_short_and_plain(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a node id"):
        Page(wrong)
    with pytest.raises(ValueError, match="not a node id"):
        KeyPoint(cards=(wrong,))
    with pytest.raises(ValueError, match="not a node id"):
        Text(cards=(wrong,))


def test_a_picture_needs_a_key() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        PictureRef(" \n")


def test_texts_are_cleaned_where_they_enter() -> None:
    assert Tree(title=" a\nb ").title == "a b"
    assert Text(text="\na\n\n\nb\n").text == "a\n\nb"
    assert Comment(lines=(" a ", "", " \n")).lines == ("a",)
    assert PictureRef("k", alt="a\u202eb").alt == "ab"


def test_a_source_date_has_no_time() -> None:
    assert Card(published=datetime(2024, 7, 3, 9, tzinfo=UTC)) == Card(published=date(2024, 7, 3))


def test_nothing_can_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        a_tree().title = "x"  # type: ignore[misc]


def test_cards_pictures_and_speakers_are_found_in_reading_order() -> None:
    lead, shown, drawn = PictureRef("lead"), PictureRef("shown"), PictureRef("drawn")
    blocks = (
        Comment(speaker="鈴"),
        Card(picture=shown),
        Comment(),
        Figure(picture=drawn),
        Figure(),
        Card(),
        Comment(speaker="鈴"),
    )
    tree = Tree(picture=lead, pages=(Page(sections=(Section(blocks=blocks),)),))
    assert [card.id for card in tree.cards()] == ["c1", "c2"]
    assert tree.pictures() == (lead, shown, drawn)
    assert tree.speakers() == ("鈴", "")


def test_a_page_with_only_a_title_is_not_readable_yet() -> None:
    tree = a_tree()
    assert [page.blank for page in tree.pages] == [False, True]
    assert tree.readable().pages == tree.pages[:1]


@pytest.mark.parametrize("cls", [KeyPoint, Point, Event, Section, Page, *BLOCKS.values()])
def test_the_field_that_holds_nodes_is_named(cls: type[Node]) -> None:
    holding = [name for name, hint in get_type_hints(cls).items() if _node_types(hint)]
    assert holding == ([cls.below] if cls.below else [])


def _node_types(hint: Any) -> list[type]:
    inner = (hint, *get_args(hint), *(deep for part in get_args(hint) for deep in get_args(part)))
    return [part for part in inner if isinstance(part, type) and issubclass(part, Node)]


class _Nowhere(tzinfo):
    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return None


@pytest.mark.parametrize("tz", [None, _Nowhere()])
def test_a_publication_time_needs_its_zone(tz: tzinfo | None) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Manuscript(published=datetime(2024, 7, 3, tzinfo=tz))


def test_a_publication_time_has_to_exist_in_utc() -> None:
    with pytest.raises(ValueError, match="calendar"):
        publication_instant(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))))


def test_a_manuscript_says_each_tag_once() -> None:
    assert Manuscript(tags=(" お札", "", "お札", "銀行\n")).tags == ("お札", "銀行")


def test_a_speaker_is_introduced_in_clean_lines() -> None:
    assert SpeakerProfile(" 菊子\n", "\t聞き手") == SpeakerProfile("菊子", "聞き手")


@pytest.mark.parametrize(
    "taken", ["main", "menu", "announcer", "menu-opener", "key-points", "page-1", "q", "menu-q"]
)
def test_no_author_can_take_an_id_of_the_page(taken: str) -> None:
    with pytest.raises(ValueError, match="not a node id"):
        KeyPoint(id=taken)
