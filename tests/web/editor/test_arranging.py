"""Adding, moving, copying, deleting and bringing back parts, with script and without."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from digest.domain.tree import Page, Section, Tree
from tests.support.part_forms import a_draft, full_tree, set_tree, tree_of
from tests.support.people import Person

Send = Callable[..., TestResponse]


@pytest.fixture
def number(app: Flask) -> int:
    return a_draft(app)


@pytest.fixture
def send(editor: Person, number: int) -> Send:
    def post(what: str, htmx: bool = False, **values: Any) -> TestResponse:
        return editor.post(f"/editor/articles/{number}/{what}", data=values, htmx=htmx)

    return post


def order(app: Flask, number: int) -> list[str]:
    tree = tree_of(app, number)
    return [
        node.id for page in tree.pages for section in page.sections for node in (section, *section.blocks)
    ]


def triggered(answer: TestResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.headers["HX-Trigger"])
    return found


@pytest.mark.parametrize("kind", ["card", "comment", "text", "quote", "picture", "timeline"])
def test_a_block_is_added_after_another_and_its_form_is_open(
    app: Flask, send: Send, number: int, kind: str
) -> None:
    answer = send("additions", htmx=True, kind=kind, after="b1")
    new = order(app, number)[2]
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#part-b1", "afterend")
    assert f'id="form-{new}"' in answer.text
    assert "段落です。" not in answer.text
    assert "autofocus" in answer.text


def test_without_script_the_form_of_the_new_part_comes_next(
    app: Flask, editor: Person, send: Send, number: int
) -> None:
    page = editor.get(f"/editor/articles/{number}/additions/new?after=b1").text
    assert 'name="after" value="b1"' in page
    answer = send("additions", kind="quote", after="b1")
    assert answer.location == f"/editor/articles/{number}/parts/{order(app, number)[2]}"


def test_a_section_is_added_with_its_place_in_the_outline(app: Flask, send: Send, number: int) -> None:
    answer = send("additions", htmx=True, kind="section", after="b1")
    new = tree_of(app, number).pages[0].sections[1].id
    assert answer.headers["HX-Retarget"] == "#hold-s1"
    assert f'id="hold-{new}"' in answer.text
    assert f'href="#part-{new}"' in answer.text


def test_what_is_added_to_an_empty_draft_brings_what_holds_it(app: Flask, editor: Person) -> None:
    number = a_draft(app, Tree())
    answer = editor.post(
        f"/editor/articles/{number}/additions", data={"kind": "text", "after": ""}, htmx=True
    )
    assert answer.headers["HX-Retarget"] == "#part-intro"
    page = tree_of(app, number).pages[0]
    for name in (page.id, page.sections[0].id):
        assert f'id="hold-{name}"' in answer.text
    assert f'id="form-{page.sections[0].blocks[0].id}"' in answer.text


def test_a_form_that_comes_twice_adds_one(app: Flask, send: Send, number: int) -> None:
    before = len(order(app, number))
    for _ in range(2):
        assert send("additions", kind="text", after="b1", once="the same key").status_code == 303
        assert send("duplicates", part="b2", once="another key").status_code == 303
    assert len(order(app, number)) == before + 2


@pytest.mark.parametrize("htmx", [False, True])
def test_a_part_moves_up_and_down(app: Flask, send: Send, number: int, htmx: bool) -> None:
    answer = send("moves", htmx=htmx, down="b1")
    assert order(app, number)[1:3] == ["c1", "b1"]
    if htmx:
        assert triggered(answer)["moved"] == {"part": "b1", "what": "part-b1", "after": "part-c1"}
        assert "傾けたくなりますね。" not in answer.text
    else:
        assert answer.location == f"/editor/articles/{number}?said=moved#part-b1"
    send("moves", htmx=htmx, up="b1")
    assert order(app, number)[1:3] == ["b1", "c1"]


def test_a_block_moves_into_the_next_page(app: Flask, send: Send, number: int) -> None:
    answer = send("moves", htmx=True, down="b5")
    assert order(app, number)[-3:] == ["s2", "b5", "b6"]
    assert triggered(answer)["moved"]["after"] == "part-s2"


def test_a_section_moves_with_all_that_it_holds(app: Flask, send: Send, number: int) -> None:
    answer = send("moves", htmx=True, down="s1")
    assert triggered(answer)["moved"] == {"part": "s1", "what": "hold-s1", "after": "part-p2"}
    assert 'id="outline"' in answer.text
    assert order(app, number)[0] == "s1"


def test_a_part_is_dragged_behind_another(app: Flask, send: Send, number: int) -> None:
    send("moves", htmx=True, part="b1", after="b3")
    assert order(app, number)[1:5] == ["c1", "b2", "b3", "b1"]


@pytest.mark.parametrize("htmx", [False, True])
def test_what_cannot_be_moved_is_said_and_nothing_happens(
    app: Flask, send: Send, number: int, htmx: bool
) -> None:
    before = order(app, number)
    for values in ({"up": "p1"}, {"down": "b6"}, {"up": "b99"}, {"up": "head"}, {}):
        answer = send("moves", htmx=htmx, **values)
        if htmx:
            assert answer.status_code == 409
            assert triggered(answer)["told"]["bad"]
        else:
            assert answer.status_code == 303
    assert order(app, number) == before


def test_a_copy_stands_after_its_original(app: Flask, send: Send, number: int) -> None:
    answer = send("duplicates", htmx=True, part="c1")
    copy = order(app, number)[3]
    assert answer.headers["HX-Retarget"] == "#part-c1"
    assert f'id="part-{copy}"' in answer.text


@pytest.mark.parametrize("part", ["b1", "c1", "s1", "p1"])
def test_what_is_deleted_can_be_brought_back(
    app: Flask, editor: Person, send: Send, number: int, part: str
) -> None:
    before = tree_of(app, number)
    answer = send("deletions", htmx=True, part=part)
    holds = part in ("s1", "p1")
    assert answer.headers["HX-Retarget"] == f"#{'hold' if holds else 'part'}-{part}"
    assert 'id="deleted-1"' in answer.text
    assert "元に戻す" in answer.text
    assert "元に戻す" in editor.get(f"/editor/articles/{number}").text
    back = send("returns", htmx=True, deletion="1")
    assert back.status_code == 200
    assert f'id="{"hold" if holds else "part"}-{part}"' in back.text
    assert tree_of(app, number) == before


def test_deleting_without_script_leads_to_the_list_of_deletions(
    app: Flask, editor: Person, send: Send, number: int
) -> None:
    assert send("deletions", part="b2").location.endswith("?said=part-deleted#part-b2")
    assert "段落です。" in editor.get(f"/editor/articles/{number}/deletions").text
    assert send("returns", deletion="1").location.endswith("?said=restored#part-b2")
    assert "b2" in order(app, number)


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("what", "values"),
    [
        ("deletions", {"part": "b99"}),
        ("deletions", {"part": "head"}),
        ("deletions", {}),
        ("deletions", {"part": "b\0"}),
        ("returns", {"deletion": "77"}),
        ("returns", {"deletion": "x"}),
        ("returns", {"deletion": "9" * 30}),
        ("duplicates", {"part": "lead"}),
        ("duplicates", {"part": "長" * 500}),
        ("additions", {"kind": "script", "after": "b1"}),
        ("additions", {"kind": "text", "after": "b99"}),
        ("additions", {}),
    ],
)
def test_what_is_not_there_changes_nothing(
    app: Flask, send: Send, number: int, what: str, values: dict[str, str], htmx: bool
) -> None:
    before = tree_of(app, number)
    answer = send(what, htmx=htmx, **values)
    assert answer.status_code == (409 if htmx else 303)
    assert tree_of(app, number) == before


@pytest.mark.parametrize("what", ["additions", "moves", "duplicates", "deletions", "returns", "presence"])
def test_strange_fields_and_strangers_are_refused(
    app: Flask, author: Person, stranger: Person, send: Send, number: int, what: str
) -> None:
    before = tree_of(app, number)
    assert send(what, role="admin").status_code == 400
    assert author.post(f"/editor/articles/{number}/{what}", data={"part": "b1"}).status_code == 403
    assert stranger.post(f"/editor/articles/{number}/{what}", data={"part": "b1"}).status_code == 401
    assert tree_of(app, number) == before


def test_an_article_that_is_full_says_so(app: Flask, send: Send, number: int) -> None:
    with app.app_context():
        set_tree(number, Tree(pages=tuple(Page(sections=(Section(),)) for _ in range(50))))
    answer = send("additions", htmx=True, kind="page", after="")
    assert "50" in triggered(answer)["told"]["text"]
    assert send("additions", kind="page", after="").location.endswith("?said=full#part-")


def test_an_open_form_elsewhere_is_in_no_answer(send: Send) -> None:
    for what, values in (
        ("moves", {"down": "b1"}),
        ("duplicates", {"part": "b1"}),
        ("deletions", {"part": "b1"}),
    ):
        assert "part-b2" not in send(what, htmx=True, **values).text


def test_the_whole_tree_can_be_walked_down(app: Flask, send: Send, number: int) -> None:
    assert full_tree() == tree_of(app, number)
    for _ in range(20):
        send("moves", htmx=True, down="b1")
    assert order(app, number)[-1] == "b1"
