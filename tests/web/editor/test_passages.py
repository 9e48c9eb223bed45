"""Passages at the desk: changed in the form of a card, found in its source, attached."""

import pytest
from flask import Flask

from digest.domain.source import Source
from digest.domain.tree import Card, Point
from digest.store import writing
from tests.support.browsers import ja
from tests.support.part_forms import a_draft, fields, full_tree, tree_of, version
from tests.support.people import Person

FORM, FINDING = "/editor/articles/1/parts/c1", "/editor/articles/1/passages/c1"
SENTENCE = "肖像が動いて見えるホログラムを、初めて載せた。"


@pytest.fixture
def draft(app: Flask) -> int:
    """A draft whose card cites a source that was read."""
    number = a_draft(app)
    with app.app_context(), writing() as session:
        source = Source.cited_by(session, full_tree().cards()[0])
        assert source
        source.text = f"新しいお札の話。{SENTENCE}数字も大きくなった。だれにも見せない文。"
    return number


def points(app: Flask, number: int) -> tuple[Point, ...]:
    card = tree_of(app, number).cards()[0]
    assert isinstance(card, Card)
    return card.points


def test_each_point_has_a_field_for_its_passage(app: Flask, editor: Person, draft: int) -> None:
    sent = fields(editor.get(FORM))
    assert (sent["passage-v1"], sent["passage-v2"]) == ("肖像が動く", "")
    sent |= {"passage-v1": "", "passage-v2": "数字も大きくなった。", "points": f"{sent['points']}\n三つ目。"}
    assert editor.post(FORM, data=sent).status_code == 303
    assert [(p.id, p.text, p.passage) for p in points(app, draft)] == [
        ("v1", "肖像が動いて見えます。", ""),
        ("v2", "数字が大きい。", "数字も大きくなった。"),
        ("v3", "三つ目。", ""),
    ]


def test_a_passage_goes_with_its_point(app: Flask, editor: Person, draft: int) -> None:
    sent = fields(editor.get(FORM)) | {"points": "数字が大きい。\n肖像が動いて見えます。"}
    del sent["passage-v2"]
    editor.post(FORM, data=sent)
    assert [(p.id, p.passage) for p in points(app, draft)] == [("v2", ""), ("v1", "肖像が動く")]


def test_a_form_takes_passages_of_points_alone(editor: Person, draft: int) -> None:
    sent = fields(editor.get(FORM))
    assert editor.post(FORM, data=sent | {"passage-x": "文"}).status_code == 400
    refused = editor.post(FORM, data=sent | {"passage-v1": "長" * 2001})
    assert refused.status_code == 422
    assert '<details class="card-passages" open>' in refused.text
    assert "肖像が動いて見えます。" in refused.text


@pytest.mark.parametrize("htmx", [False, True])
def test_a_passage_is_found_by_what_its_point_says(editor: Person, draft: int, htmx: bool) -> None:
    page = editor.get(f"{FINDING}?point=v1", htmx=htmx).text
    assert f'<blockquote class="found-text">{SENTENCE}</blockquote>' in page
    assert "だれにも見せない" not in page
    page = editor.get(f"{FINDING}?point=v1&q=大きく", htmx=htmx).text
    assert "数字も大きくなった。" in page
    assert SENTENCE not in page


def test_attaching_changes_the_draft_and_confirms_nothing(app: Flask, editor: Person, draft: int) -> None:
    sent = {"point": "v2", "passage": SENTENCE, "version": version(app, draft, "c1")}
    done = editor.post(FINDING, data=sent)
    assert (done.status_code, done.location) == (303, f"{FORM}?said=saved")
    assert [p.passage for p in points(app, draft)] == ["肖像が動く", SENTENCE]
    assert 'cover-unconfirmed" id="row-v2"' in editor.get("/editor/articles/1/coverage").text
    late = editor.post(FINDING, data=sent | {"point": "v1"})
    assert late.location == f"{FINDING}?said=changed-meanwhile&point=v1"
    assert points(app, draft)[0].passage == "肖像が動く"


@pytest.mark.parametrize("path", ["passages/b1", "passages/c9", "passages/lead", "passages/c1?point=v9"])
def test_there_is_nothing_to_find_for_what_is_no_point(editor: Person, draft: int, path: str) -> None:
    assert editor.get(f"/editor/articles/1/{path}").status_code == 404


def test_a_source_that_was_not_read_says_so(app: Flask, editor: Person) -> None:
    a_draft(app)
    assert ja("The page of this source has not been read.") in editor.get(f"{FINDING}?point=v1").text
