"""What each statement of a draft rests on, and what becomes of a confirmation when it is edited."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from digest.domain.confirmation import Confirmation, confirm
from digest.domain.quotation.folding import letters
from digest.domain.support import Coverage, Grade, Kind, cover, grounds, statements
from digest.domain.support.grounds import occurs
from digest.domain.tree import Card, KeyPoint, Page, Point, Section, Text, Tree
from digest.store import db, writing
from tests.support.factories import an_article
from tests.support.hands import a_hand

SOURCE = "新しいお札は、７月３日に発行された。\n肖像が回転するホログラムは世界初で、12,000枚で試した。"
PASSAGE = "肖像が回転するホログラムは世界初で、12,000枚で試した。"
POINT = Point("v1", "肖像が回るのは世界で初めてです。", PASSAGE)
KEY = KeyPoint("k1", "お札が新しくなりました。", ("c1",))
TEXT = Text("b1", "これは地の文です。", ("c1",))


def a_draft(
    point: Point = POINT,
    key: KeyPoint = KEY,
    text: Text = TEXT,
    **card: object,
) -> Tree:
    """Two cards, one of them used, with a point that has a passage and one that has none."""
    first = Card("c1", "お札", "https://www.npb.go.jp/1", points=(point, Point("v2", "大きな数字です。")))
    first = replace(first, **card)  # type: ignore[arg-type]  # whatever a test changes
    other = Card("c2", "歴史", "https://www.boj.or.jp/2")
    return Tree(key_points=(key,), pages=(Page(sections=(Section(blocks=(first, other, text)),)),))


def covered(tree: Tree, confirmed: bool = True, source: str = SOURCE, before: Tree | None = None) -> Coverage:
    """The coverage of `tree`, with all confirmed as it stood in the tree `before`."""
    known = {said.id: said.fingerprint for said in statements(before or tree)} if confirmed else {}
    return cover(tree, {"c1": source} if source else {}, known)


def grades(coverage: Coverage) -> dict[str, str]:
    return {each.statement.id: each.grade.value for each in coverage.statements}


def test_statements_are_points_key_points_and_texts() -> None:
    said = statements(a_draft(key=KeyPoint("k1", "")))
    assert [(each.id, each.kind, each.part) for each in said] == [
        ("v1", Kind.POINT, "c1"),
        ("v2", Kind.POINT, "c1"),
        ("b1", Kind.TEXT, "b1"),
    ]


def test_what_rests_on_something_is_supported_once_it_is_confirmed() -> None:
    tree = a_draft()
    waiting = {"k1": "unconfirmed", "v1": "unconfirmed", "v2": "unsupported", "b1": "unconfirmed"}
    assert grades(covered(tree, confirmed=False)) == waiting
    assert grades(covered(tree)) == {
        name: g.replace("unconfirmed", "supported") for name, g in waiting.items()
    }
    assert covered(tree).sum == {"supported": 3, "unconfirmed": 0, "unsupported": 1, "unused": 1}


@pytest.mark.parametrize(
    ("edited", "name"),
    [
        (a_draft(point=Point("v1", "肖像が回ります。", PASSAGE)), "v1"),
        (a_draft(point=Point("v1", "肖像が回るのは世界で初めてです。", "肖像が回転する")), "v1"),
        (a_draft(key=KeyPoint("k1", "お札が変わりました。", ("c1",))), "k1"),
        (a_draft(key=KeyPoint("k1", "お札が新しくなりました。", ("c1", "c2"))), "k1"),
        (a_draft(text=Text("b1", "これは別の文です。", ("c1",))), "b1"),
    ],
)
def test_an_edited_statement_is_to_be_confirmed_again(edited: Tree, name: str) -> None:
    before, after = grades(covered(a_draft())), grades(covered(edited, before=a_draft()))
    assert (before.pop(name), after.pop(name)) == ("supported", "unconfirmed")
    assert before == after


def test_a_card_that_leads_to_another_source_asks_for_all_that_rests_on_it() -> None:
    moved = a_draft(url="https://www.npb.go.jp/9")
    assert set(grades(covered(moved, before=a_draft())).values()) == {"unconfirmed", "unsupported"}
    same = a_draft(url="https://www.npb.go.jp/1?utm_source=x#top", title="お札の題")
    assert grades(covered(same, before=a_draft())) == grades(covered(a_draft()))


def test_a_passage_that_its_source_has_no_more_supports_nothing() -> None:
    found = covered(a_draft(), source="まったく別の記事。").about("v1")
    assert found
    assert (found.grade, found.lost, found.unchecked) == (Grade.UNSUPPORTED, True, False)


def test_a_passage_is_believed_where_nothing_is_kept_of_the_source() -> None:
    found = covered(a_draft(), source="").about("v1")
    assert found
    assert (found.grade, found.lost, found.unchecked) == (Grade.SUPPORTED, False, True)


def test_a_card_that_is_gone_supports_nothing() -> None:
    found = covered(a_draft(key=KeyPoint("k1", "お札です。", ("c9",)))).about("k1")
    assert found
    assert (found.grade, found.lost) == (Grade.UNSUPPORTED, True)


@pytest.mark.parametrize(
    ("passage", "stands"),
    [
        ("新しいお札は、7月3日に発行された。", True),
        (" 肖像が回転する ホログラム", True),
        ("新しいお札は……世界初で", True),
        ("新しいお札は（中略）世界初で", True),
        ("世界初で…新しいお札は", False),
        ("古いお札は、7月3日に発行された。", False),
        ("……", False),
        ("。", False),
    ],
)
def test_a_passage_stands_in_its_source_however_it_is_spaced(passage: str, stands: bool) -> None:
    assert occurs(passage, letters(SOURCE)) is stands


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("1万2000枚で試しました。", ()),
        ("1万3000枚で、7月3日に試しました。", ("1万3000",)),
        ("[2025年の記事](https://example.jp/2024/99)", ("2025年",)),
        ("1. 一つ目\n2. 7月3日", ()),
        ("2024年と令和6年の話", ()),
    ],
)
def test_numbers_that_the_source_does_not_have_are_marked(text: str, odd: tuple[str, ...]) -> None:
    found = covered(a_draft(text=Text("b1", text, ("c1",)), published=date(2024, 7, 3))).about("b1")
    assert found
    assert found.odd == odd
    assert [piece for piece, marked in found.pieces if marked] == list(odd)
    assert "".join(piece for piece, _ in found.pieces) == text


def test_where_no_text_is_kept_the_points_of_a_card_tell_its_numbers() -> None:
    tree = a_draft(point=Point("v1", "3回です。"), key=KeyPoint("k1", "3回と4回です。", ("c1",)))
    numbers = {each.statement.id: each.odd for each in covered(tree, source="").statements if each.odd}
    assert numbers == {"k1": ("4",)}


def test_a_confirmation_holds_for_the_statement_as_it_was(app: Flask) -> None:
    with app.app_context():
        number, hand = an_article("notes", at=None).id, a_hand()
        for fingerprint in ("first", "second"):
            with writing() as session:
                confirm(session, number, {"k1": fingerprint, "v1": "one"}, hand)
        assert Confirmation.of(db.session, number) == {"k1": "second", "v1": "one"}
        assert Confirmation.of(db.session, number + 1) == {}


def test_a_source_is_searched_once_however_many_cards_cite_it_and_however_often_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text, searched = f"{SOURCE}今回だけの文です。", []
    monkeypatch.setattr(grounds, "letters", lambda given: searched.append(given) or letters(given))
    for _ in range(2):
        found = cover(a_draft(), {"c1": text, "c2": text}, {})
        assert grades(found)["v1"] == "unconfirmed"
    assert searched.count(text) == 1


def test_of_a_page_that_is_nothing_but_numbers_the_first_are_looked_at() -> None:
    many = "".join(f"{number}-1/2、" for number in range(30_000, 60_000))
    said = replace(POINT, text="30000人と39000人がいます。", passage="")
    assert [each.odd for each in covered(a_draft(said), source=many).statements if each.odd] == [("39000",)]
