"""The assistant: what it is told, how its answer is read, and what of it does not occur in the source."""

import json

import pytest

from digest.domain.assistant import (
    Aim,
    AnswerError,
    Brief,
    Flag,
    Ground,
    Wording,
    aims_for,
    brief_for,
    flags_of,
    read_answer,
    request_body,
)
from digest.domain.refusal import Refusal
from digest.domain.tree import Card, Page, Point, Section, Tree
from tests.support.proposals import completion

SOURCE = "国立印刷局は7月3日、新しい一万円札の発行を始めた。肖像は渋沢栄一氏で、約20年ぶりの刷新となる。"
BRIEF = Brief(
    Aim.LEAD, "ja", "お札", (Ground("c1", SOURCE), Ground("c2", "偽造を防ぐ3Dホログラムを採用した。"))
)


def said(wordings: object) -> bytes:
    return completion(json.dumps({"wordings": wordings}, ensure_ascii=False))


def a_draft(*points: Point) -> Tree:
    card = Card("c1", url="https://a.jp/1", points=points)
    return Tree(title="お札", pages=(Page("p1", sections=(Section("s1", blocks=(card,)), Section("s2"))),))


@pytest.mark.parametrize(
    ("part", "aims"),
    [
        ("lead", (Aim.LEAD,)),
        ("c1", (Aim.POINTS,)),
        ("s1", (Aim.QUESTION, Aim.ANSWER)),
        ("head", ()),
        ("x9", ()),
    ],
)
def test_what_can_be_asked_for_a_part(part: str, aims: tuple[Aim, ...]) -> None:
    assert aims_for(part, a_draft()) == aims


def test_the_brief_has_single_passages_and_the_editor_s_own_come_first() -> None:
    chosen = Point(text="刷新です。", passage="約20年ぶりの刷新となる。")
    brief = brief_for(Aim.ANSWER, "s1", a_draft(chosen), {"c1": SOURCE})
    assert brief.grounds[0] == Ground("c1", "約20年ぶりの刷新となる。")
    assert len(brief.grounds) > 1
    assert all(ground.passage in SOURCE for ground in brief.grounds)


def test_without_a_text_a_brief_rests_on_what_the_editor_wrote() -> None:
    brief = brief_for(Aim.LEAD, "lead", a_draft(Point(text="刷新です。")), {})
    assert brief.grounds == (Ground("c1", "刷新です。", own=True),)


@pytest.mark.parametrize("part", ["lead", "c1", "s1", "s2"])
def test_nothing_is_asked_that_could_rest_on_nothing(part: str) -> None:
    with pytest.raises(Refusal):
        brief_for(Aim.LEAD, part, a_draft(), {})


def test_the_request_is_one_that_every_such_endpoint_knows() -> None:
    asked = json.loads(request_body(BRIEF, "m"))
    assert asked["model"] == "m"
    assert asked["stream"] is False
    assert [each["role"] for each in asked["messages"]] == ["system", "user"]
    assert f"[1] {SOURCE}" in asked["messages"][1]["content"]


@pytest.mark.parametrize(
    ("body", "wordings"),
    [
        (said([{"text": "刷新です。", "passages": [1]}]), [Wording("刷新です。", (0,))]),
        (said([{"text": " 二\n行 ", "passages": [2, 1, 2, 9, 0, "1", True]}]), [Wording("二 行", (1, 0))]),
        (said([{"text": "同じ"}, {"text": "同じ"}, {"text": ""}, {"text": 3}, "x"]), [Wording("同じ", ())]),
        (completion('はい。\n```json\n{"wordings": [{"text": "囲み"}]}\n```'), [Wording("囲み", ())]),
        (said([{"text": "長" * 9000}]), [Wording("長" * 400, ())]),
        (said([{"text": "\u202e逆\u0007"}]), [Wording("逆", ())]),
    ],
)
def test_an_answer_is_read_with_patience(body: bytes, wordings: list[Wording]) -> None:
    assert read_answer(body, BRIEF) == tuple(wordings)


def test_no_more_is_offered_than_somebody_would_read() -> None:
    assert len(read_answer(said([{"text": f"文{n}"} for n in range(50)]), BRIEF)) == 8


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        completion("何もありません"),
        completion("{"),
        completion("[" * 50_000),
        completion('{"a":' * 20_000),
        b"[" * 100_000,
        said([]),
        said("x"),
    ],
)
def test_an_answer_that_cannot_be_read_is_said_to_be_so(body: bytes) -> None:
    with pytest.raises(AnswerError):
        read_answer(body, BRIEF)


@pytest.mark.parametrize(
    ("wording", "flags"),
    [
        ("7月3日に新しい一万円札が出ました。", []),
        ("７月３日に1万円札が出ました。", []),
        ("8月3日に出ました。", [Flag("number", "8月")]),
        ("30年ぶりの刷新です。", [Flag("number", "30年")]),
        ("肖像は渋沢栄一氏です。", []),
        ("肖像は福沢諭吉氏です。", [Flag("name", "福沢諭吉氏")]),
        ("トヨタが発表しました。", [Flag("name", "トヨタ")]),
        ("Nintendo が発表しました。", [Flag("name", "Nintendo")]),
        ("局長は「必ず守る」と話しました。", [Flag("quotation", "必ず守る")]),
        ("「約20年ぶりの刷新」となりました。", []),
    ],
)
def test_what_the_source_does_not_have_is_flagged(wording: str, flags: list[Flag]) -> None:
    assert list(flags_of(wording, SOURCE)) == flags
