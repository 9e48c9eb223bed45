"""The room of support: what statements rest on, confirming them, and choosing their cards."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.audit import AuditEntry
from digest.domain.confirmation import Confirmation
from digest.domain.source import Source
from digest.domain.tree import KeyPoint
from digest.store import db, writing
from tests.support.part_forms import a_draft, full_tree, set_tree, tree_of
from tests.support.people import Person

ROOM = "/editor/articles/1/coverage"


@pytest.fixture
def draft(app: Flask) -> int:
    """A draft whose card cites a source that was read."""
    number = a_draft(app)
    with app.app_context(), writing() as session:
        source = session.scalar(select(Source).where(Source.canonical_url == "https://www.npb.go.jp/"))
        if source is None:
            source = Source.cited_by(session, full_tree().cards()[0])
        assert source
        source.text = "新しいお札では、肖像が動くように見える。枚数は三千枚だった。"
    return number


def sum_of(html: str) -> list[int]:
    """Supported, to be confirmed, unsupported, unused."""
    line = re.search(r'id="cover-sum".*?</p>', html, re.DOTALL)
    assert line
    return [int(number) for number in re.findall(r"<b>(\d+)</b>", line[0])]


def shown(html: str, name: str) -> str:
    """What the form that confirms the statement `name` sends."""
    found = re.search(rf'value="({name}:[0-9a-f]+)"', html)
    assert found
    return found[1]


def confirmed(app: Flask, number: int) -> set[str]:
    with app.app_context():
        return set(Confirmation.of(db.session, number))


def test_the_room_shows_each_statement_beside_what_it_rests_on(editor: Person, draft: int) -> None:
    page = editor.get(ROOM).text
    # k1, v1 and b2 rest on something; v2 has no passage and k2 no card.
    assert sum_of(page) == [0, 3, 2, 0]
    assert '<blockquote class="cover-passage">肖像が動く</blockquote>' in page
    assert f'href="/editor/articles/{draft}#part-c1"' in page
    assert "三千枚" not in page


def test_confirming_is_for_the_statement_as_it_stands(app: Flask, editor: Person, draft: int) -> None:
    statement = shown(editor.get(ROOM).text, "k1")
    done = editor.post(f"/editor/articles/{draft}/confirmations", data={"statement": statement})
    assert (done.status_code, done.location) == (303, f"{ROOM}?said=confirmed#row-k1")
    assert sum_of(editor.get(ROOM).text) == [1, 2, 2, 0]
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "statement.confirm")).one()
        assert entry.detail == {"statements": ["k1"]}
        changed = replace(full_tree(), key_points=(KeyPoint("k1", "変わりました。", ("c1",)),))
        set_tree(draft, changed)
    assert sum_of(editor.get(ROOM).text) == [0, 3, 1, 0]
    late = editor.post(f"/editor/articles/{draft}/confirmations", data={"statement": statement})
    assert late.location == f"{ROOM}?said=changed-meanwhile#row-k1"
    assert sum_of(editor.get(ROOM).text) == [0, 3, 1, 0]


def test_htmx_gets_the_row_and_the_sum(editor: Person, draft: int) -> None:
    statement = shown(editor.get(ROOM).text, "v1")
    piece = editor.post(
        f"/editor/articles/{draft}/confirmations",
        data={"statement": statement},
        headers={"HX-Request": "true"},
    )
    assert piece.status_code == 200
    assert 'class="cover cover-supported" id="row-v1"' in piece.text
    assert sum_of(piece.text) == [1, 2, 2, 0]
    assert "data-hx-swap-oob" in piece.text


@pytest.mark.parametrize("statement", ["v2:", "k2:0000", "k9:1", "", ":", "k1"])
def test_what_rests_on_nothing_cannot_be_confirmed(
    app: Flask, editor: Person, draft: int, statement: str
) -> None:
    answer = editor.post(f"/editor/articles/{draft}/confirmations", data={"statement": statement})
    assert answer.status_code in (303, 400)
    assert confirmed(app, draft) == set()


def test_all_points_of_a_card_are_confirmed_at_once(app: Flask, editor: Person, draft: int) -> None:
    page = editor.get(ROOM).text
    both = [shown(page, "k1"), shown(page, "b2")]
    editor.post(f"/editor/articles/{draft}/confirmations", data={"statement": both})
    assert confirmed(app, draft) == {"k1", "b2"}


def test_cards_are_chosen_by_ticking(app: Flask, editor: Person, draft: int) -> None:
    page = editor.get(ROOM).text
    version = re.search(
        r'name="statement" value="k2">\s*<input type="hidden" name="version" value="(\w+)"', page
    )
    assert version
    sent = {"statement": "k2", "version": version[1], "cards": ["c1", "c9"]}
    done = editor.post(f"/editor/articles/{draft}/citations", data=sent)
    assert done.location == f"{ROOM}?said=saved#row-k2"
    assert [point.cards for point in tree_of(app, draft).key_points] == [("c1",), ("c1",)]
    late = editor.post(f"/editor/articles/{draft}/citations", data=sent | {"cards": []})
    assert late.location == f"{ROOM}?said=changed-meanwhile#row-k2"
    assert (
        editor.post(f"/editor/articles/{draft}/citations", data=sent | {"statement": "c1"}).status_code == 404
    )


def test_numbers_that_the_source_does_not_have_are_marked(app: Flask, editor: Person, draft: int) -> None:
    with app.app_context():
        points = (KeyPoint("k1", "3000枚と４千枚です。", ("c1",)),)
        set_tree(draft, replace(full_tree(), key_points=points))
    page = editor.get(ROOM).text
    assert "3000枚と<mark>４千</mark>枚です。" in page
    findings = editor.get(f"/editor/articles/{draft}/findings").text
    assert "４千" in findings
    assert f"/editor/articles/{draft}/coverage" in findings
