"""The parts of a draft: each has a small form, and is saved by itself."""

import re
from typing import Any

import pytest
from flask import Flask

from digest.domain.part import part_of, part_text
from digest.domain.tree import Card
from tests.support.part_forms import KINDS, a_draft, fields, tree_of, version
from tests.support.people import Person

CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "head": ({"title": "新しい題"}, "新しい題"),
    "lead": ({"text": "新しいリード。"}, "新しいリード。"),
    "picture": ({"picture_key": "other", "picture_alt": "菊の花"}, "菊の花"),
    "key-points": ({"lines": "一つ目 [1]\n\n二つ目"}, "二つ目"),
    "intro": ({"text": "では、どうぞ。"}, "では、どうぞ。"),
    "p1": ({"title": "別の題"}, "別の題"),
    "s1": ({"heading": "別の見出し", "question": "なぜ？"}, "なぜ？"),
    "b1": ({"speaker": "葉一", "lines": "一行目\n\n二行目"}, "二行目"),
    "c1": ({"publisher": "日本銀行", "published": "2024/07/04"}, "日本銀行"),
    "b2": ({"text": "別の段落。\n\n**太字**"}, "別の段落。"),
    "b3": ({"source": "別の人"}, "別の人"),
    "b4": ({"caption": "別の説明"}, "別の説明"),
    "b5": ({"lines": "2024年 | 発行\n2025年｜改訂"}, "改訂"),
}


@pytest.fixture
def number(app: Flask) -> int:
    return a_draft(app)


def at(number: int, part: str = "") -> str:
    return f"/editor/articles/{number}/parts/{part}"


def words(app: Flask, number: int, part: str) -> str:
    return part_text(part_of(tree_of(app, number), part))


@pytest.mark.parametrize("part", KINDS)
def test_a_form_that_is_opened_and_saved_changes_nothing(
    app: Flask, editor: Person, number: int, part: str
) -> None:
    before = tree_of(app, number)
    sent = fields(editor.get(at(number, part)))
    answer = editor.post(at(number, part), data=sent)
    assert (answer.status_code, answer.location) == (303, f"/editor/articles/{number}#part-{part}")
    assert tree_of(app, number) == before


def test_the_cursor_is_in_the_field_that_was_refused(editor: Person, number: int) -> None:
    sent = fields(editor.get(at(number, "c1"))) | {"published": "昨日"}
    page = editor.post(at(number, "c1"), data=sent).text
    focused = [tag for tag in re.findall(r"<(?:input|textarea)[^>]*>", page) if "autofocus" in tag]
    assert ['name="published"' in tag for tag in focused] == [True]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("part", KINDS)
def test_a_part_is_saved_by_itself(app: Flask, editor: Person, number: int, part: str, htmx: bool) -> None:
    others = {name: words(app, number, name) for name in KINDS if name != part}
    changed, said = CHANGES[part]
    sent = fields(editor.get(at(number, part), htmx=htmx)) | changed
    answer = editor.post(at(number, part), data=sent, htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    assert said in words(app, number, part)
    assert {name: words(app, number, name) for name in others} == others
    if htmx and part != "picture":
        assert said in answer.text


@pytest.mark.parametrize("part", KINDS)
def test_a_half_finished_part_may_be_saved(app: Flask, editor: Person, number: int, part: str) -> None:
    sent = fields(editor.get(at(number, part)))
    keep = ("csrf_token", "kind", "version", "language")
    answer = editor.post(
        at(number, part),
        data={k: v if k in keep else "" for k, v in sent.items() if k in keep or isinstance(v, str)},
    )
    assert answer.status_code == 303
    assert words(app, number, part).removesuffix("ja").strip() == ""
    assert editor.get(f"/editor/articles/{number}").status_code == 200


def test_opening_a_part_sends_that_part_alone(editor: Person, number: int) -> None:
    whole = editor.get(f"/editor/articles/{number}").text
    form = editor.get(at(number, "b1"), htmx=True).text
    assert "傾けたくなりますね。" in form
    assert "段落です。" not in form
    assert "<html" not in form
    assert len(form) < len(whole) / 4


def test_an_autosave_answers_with_a_line(app: Flask, editor: Person, number: int) -> None:
    sent = fields(editor.get(at(number, "b1"), htmx=True)) | {"lines": "途中の", "autosave": "1"}
    answer = editor.post(at(number, "b1"), data=sent, htmx=True)
    assert "途中の" in words(app, number, "b1")
    assert version(app, number, "b1") in answer.text
    assert "textarea" not in answer.text
    assert "12:00" in answer.text


def test_saving_with_the_second_button_leads_to_the_next_part(editor: Person, number: int) -> None:
    sent = fields(editor.get(at(number, "b1"))) | {"then": "next"}
    assert editor.post(at(number, "b1"), data=sent).location == at(number, "c1")
    answer = editor.post(at(number, "b1"), data=sent, htmx=True)
    assert '"next": "c1"' in answer.headers["HX-Trigger-After-Settle"]


def test_the_last_part_has_no_next(editor: Person, number: int) -> None:
    sent = fields(editor.get(at(number, "b6"))) | {"then": "next"}
    assert editor.post(at(number, "b6"), data=sent).location == f"/editor/articles/{number}#part-b6"


def test_points_keep_their_ids_and_passages(app: Flask, editor: Person, number: int) -> None:
    lines = "新しい要点。\r\n肖像が動いて見えます。\r\n数字がとても大きい。"
    sent = fields(editor.get(at(number, "c1"))) | {"points": lines}
    editor.post(at(number, "c1"), data=sent)
    card = part_of(tree_of(app, number), "c1")
    assert isinstance(card, Card)
    assert [(point.id, point.passage) for point in card.points[1:]] == [("v1", "肖像が動く"), ("v2", "")]
    assert card.points[0].id not in ("", "v1", "v2")


def test_the_numbers_behind_key_points_mean_the_cards_of_when_the_form_was_made(
    app: Flask, editor: Person, number: int
) -> None:
    sent = fields(editor.get(at(number, "key-points")))
    assert sent["lines"] == "切り替わりました。 [1]\n古いお札も使えます。"
    new = editor.post(f"/editor/articles/{number}/additions", data={"kind": "card", "after": "s1"})
    assert new.status_code == 303
    editor.post(at(number, "key-points"), data=sent | {"lines": "一つ [1]\n二つ［1］"})
    assert [point.cards for point in tree_of(app, number).key_points] == [("c1",), ("c1",)]


def test_the_same_part_saved_by_two_is_a_conflict_and_nothing_is_lost(
    app: Flask, editor: Person, colleague: Person, number: int
) -> None:
    mine, theirs = fields(editor.get(at(number, "b1"))), fields(colleague.get(at(number, "b1")))
    colleague.post(at(number, "b1"), data=theirs | {"lines": "同僚の文章"})
    answer = editor.post(at(number, "b1"), data=mine | {"lines": "わたしの文章"})
    assert answer.status_code == 409
    assert "星野 湊" in answer.text
    assert "同僚の" in answer.text
    assert fields(answer)["lines"] == "わたしの文章"
    assert "同僚の文章" in words(app, number, "b1")
    assert editor.post(at(number, "b1"), data=fields(answer)).status_code == 303
    assert "わたしの文章" in words(app, number, "b1")
    assert "わたしの文章" not in editor.get(f"/editor/articles/{number}/deletions").text


def test_a_text_that_lost_a_conflict_is_kept(editor: Person, colleague: Person, number: int) -> None:
    mine, theirs = fields(editor.get(at(number, "b1"))), fields(colleague.get(at(number, "b1")))
    colleague.post(at(number, "b1"), data=theirs | {"lines": "同僚の文章"})
    editor.post(at(number, "b1"), data=mine | {"lines": "わたしの文章"}, htmx=True)
    assert "わたしの文章" in editor.get(f"/editor/articles/{number}/deletions").text


def test_a_conflict_while_typing_leaves_the_form_alone(
    editor: Person, colleague: Person, number: int
) -> None:
    mine, theirs = fields(editor.get(at(number, "b1"))), fields(colleague.get(at(number, "b1")))
    colleague.post(at(number, "b1"), data=theirs | {"lines": "同僚の文章"})
    answer = editor.post(at(number, "b1"), data=mine | {"lines": "わたし", "autosave": "1"}, htmx=True)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#status-b1 .part-said")
    assert "<form" not in answer.text


def test_different_parts_are_no_conflict(app: Flask, editor: Person, colleague: Person, number: int) -> None:
    mine, theirs = fields(editor.get(at(number, "b1"))), fields(colleague.get(at(number, "b2")))
    assert colleague.post(at(number, "b2"), data=theirs | {"text": "同僚の文章"}).status_code == 303
    assert editor.post(at(number, "b1"), data=mine | {"lines": "わたしの文章"}).status_code == 303
    assert "同僚の文章" in words(app, number, "b2")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_part_that_was_deleted_gives_the_text_back_and_can_return(
    app: Flask, editor: Person, colleague: Person, number: int, htmx: bool
) -> None:
    mine = fields(editor.get(at(number, "b1"), htmx=htmx)) | {"lines": "わたしの文章"}
    colleague.post(f"/editor/articles/{number}/deletions", data={"part": "b1"})
    answer = editor.post(at(number, "b1"), data=mine, htmx=htmx)
    assert answer.status_code == 410
    assert fields(answer)["lines"] == "わたしの文章"
    back = editor.post(at(number, "b1"), data=fields(answer) | {"then": "return"}, htmx=htmx)
    assert back.status_code == (200 if htmx else 303)
    section = tree_of(app, number).pages[0].sections[0]
    assert (section.blocks[0].id, words(app, number, "b1")) == ("b1", "菊子\nわたしの文章")


def test_the_form_of_a_part_that_is_gone_is_410(editor: Person, number: int) -> None:
    assert editor.get(at(number, "b99")).status_code == 410
    assert editor.get(at(number, "constructor")).status_code == 404


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("head", {"title": "長" * 201}),
        ("head", {"language": "xx"}),
        ("c1", {"published": "いつか"}),
        ("c1", {"points": "点\n" * 101}),
        ("b1", {"lines": "a\u202eb"}),
        ("b1", {"lines": "a\0b"}),
        ("key-points", {"lines": "行\n" * 21}),
        ("b4", {"picture_rights": "stolen"}),
    ],
)
def test_what_cannot_be_kept_is_refused_with_everything_that_was_typed(
    app: Flask, editor: Person, number: int, part: str, changed: dict[str, str], htmx: bool
) -> None:
    before = tree_of(app, number)
    sent = fields(editor.get(at(number, part))) | changed
    answer = editor.post(at(number, part), data=sent, htmx=htmx)
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert tree_of(app, number) == before


@pytest.mark.parametrize(
    "changed",
    [{"role": "admin"}, {"kind": "nonsense"}, {"kind": ""}, {"lines-0": "x"}, {"lines": ["a", "b"]}],
)
def test_what_no_form_of_ours_sends_is_refused(
    app: Flask, editor: Person, number: int, changed: dict[str, Any]
) -> None:
    before = tree_of(app, number)
    sent = fields(editor.get(at(number, "b1"))) | changed
    assert editor.post(at(number, "b1"), data=sent).status_code == 400
    assert tree_of(app, number) == before


def test_a_part_is_not_taken_for_another_kind(app: Flask, editor: Person, number: int) -> None:
    sent = fields(editor.get(at(number, "b2")))
    assert editor.post(at(number, "b1"), data=sent).status_code == 410
    assert "傾けたくなりますね。" in words(app, number, "b1")


def test_closing_shows_the_part_again(editor: Person, number: int) -> None:
    assert "balloon" in editor.get(f"{at(number, 'b1')}/view", htmx=True).text
    assert editor.get(f"{at(number, 'b1')}/view").location == f"/editor/articles/{number}#part-b1"


def test_an_author_writes_in_nobody_elses_article(author: Person, number: int) -> None:
    assert author.get(at(number, "b1")).status_code == 403
    assert author.post(at(number, "b1"), data={"kind": "comment"}).status_code == 403


def test_a_session_that_has_ended_is_told_to_htmx(stranger: Person, number: int) -> None:
    answer = stranger.post(at(number, "b1"), data={"kind": "comment", "lines": "文"}, htmx=True)
    assert answer.status_code == 401
    assert "<form" not in answer.text
