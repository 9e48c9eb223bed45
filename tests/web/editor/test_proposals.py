"""Proposals at the desk: asked of a real endpoint, held against the source, taken over by somebody."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Draft
from digest.domain.audit import AuditEntry
from digest.domain.edition import Edition
from digest.domain.proposal import Fate, Proposal
from digest.domain.source import Source
from digest.store import db, writing
from tests.support import sites
from tests.support.factories import NOW, an_article
from tests.support.people import NAMES, Person, signed_in
from tests.support.proposals import completion, speaking

TEXT = (
    "新しい千円札の肖像は北里柴三郎です。発行は7月3日に始まりました。偽造を防ぐ3Dホログラムを採用しました。"
)
KEY = "sk-not-for-logs"


class Endpoint:
    """What the stub was asked, and what it answers next."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: dict[str, str] = {}
        self.status, self.body = 200, b""

    def says(self, *wordings: dict[str, Any]) -> None:
        self.status, self.body = 200, completion(json.dumps({"wordings": wordings}))

    def __call__(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> tuple[int, bytes]:
        assert path == "/v1/chat/completions"
        self.asked.append(body)
        self.headers = headers
        return self.status, self.body


@pytest.fixture(scope="module")
def endpoint() -> Iterator[tuple[str, Endpoint]]:
    """One stub for all tests here."""
    stub = Endpoint()
    with speaking(stub) as url:
        yield url, stub


@pytest.fixture
def stub(endpoint: tuple[str, Endpoint]) -> Endpoint:
    stub = endpoint[1]
    stub.asked.clear()
    stub.says()
    return stub


@pytest.fixture
def app(migrated_folder: Path, tmp_path: Path, endpoint: tuple[str, Endpoint]) -> Iterator[Flask]:
    """A site with an assistant, and an article whose source has been read."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "instance"))
    named = {"assistant_url": endpoint[0], "assistant_model": "stub", "assistant_key": KEY}
    with sites.site(folder, clock=lambda: NOW, **named) as app:
        with app.app_context():
            an_article()
            with writing() as session:
                session.scalars(select(Source)).one().text = TEXT
        yield app


HOME = "/editor/articles/1/proposals"
ROOM = f"{HOME}/of/c1"


def ask(person: Person, part: str = "c1", aim: str = "points") -> str:
    """Ask, let the background do its work, and give the room as it is then."""
    assert person.post(HOME, data={"part": part, "aim": aim}).status_code == 303
    person.application.extensions["digest.background"].run_all()
    return person.get(f"{HOME}/of/{part}").text


def proposal(app: Flask) -> Proposal:
    with app.app_context():
        return db.session.scalars(select(Proposal).order_by(Proposal.id.desc())).first()


def test_a_wording_is_offered_with_its_passage_and_what_is_doubtful(
    app: Flask, editor: Person, stub: Endpoint
) -> None:
    stub.says(
        {"text": "千円札は北里柴三郎になりました。", "passages": [1]},
        {"text": "8月に「必ず成功する」とトヨタが言いました。", "passages": [1]},
    )
    room = ask(editor)
    assert "千円札は北里柴三郎になりました。" in room
    assert "新しい千円札の肖像は北里柴三郎です。" in room
    assert [flag[0] for flag in proposal(app).wordings[1]["flags"]] == ["number", "quotation", "name"]
    assert room.count("wording-flag") == 3
    assert stub.headers["authorization"] == f"Bearer {KEY}"
    with app.app_context():
        assert "千円札は北里" not in str(db.session.scalars(select(Draft)).one().tree)


def test_whoever_takes_a_wording_over_answers_for_it_and_readers_are_told(
    app: Flask, editor: Person, stub: Endpoint
) -> None:
    stub.says({"text": "千円札は北里柴三郎になりました。", "passages": [1]})
    ask(editor)
    number = proposal(app).id
    for _ in range(2):  # a second click changes nothing
        assert editor.post(f"{HOME}/{number}/acceptances", data={"place": "0"}).status_code == 303
    with app.app_context():
        points = db.session.scalars(select(Draft)).one().tree.cards()[0].points
        assert points[-1].text == "千円札は北里柴三郎になりました。"
        assert points[-1].passage == "新しい千円札の肖像は北里柴三郎です。"
        assert [point.text for point in points].count(points[-1].text) == 1
        assert db.session.scalars(select(AuditEntry.action)).all().count("proposal.accept") == 1
    assert proposal(app).verified_by == NAMES["editor"]
    page = editor.get("/editor/articles/1/proof").text
    assert NAMES["editor"] in page[page.index("about-help") :]
    with app.app_context():
        an_article("other")
        assert db.session.scalars(select(Edition.assisted).where(Edition.article_id == 2)).one() == []


@pytest.mark.parametrize(
    ("part", "aim", "field"),
    [("s1", "question", "question"), ("s1", "answer", "answer"), ("lead", "lead", "lead")],
)
def test_questions_answers_and_leads_are_worded_too(
    app: Flask, editor: Person, stub: Endpoint, part: str, aim: str, field: str
) -> None:
    stub.says({"text": "新しい言い方です。", "passages": [1]})
    ask(editor, part, aim)
    editor.post(f"{HOME}/{proposal(app).id}/acceptances", data={"place": "0"})
    with app.app_context():
        tree = db.session.scalars(select(Draft)).one().tree
        assert getattr(tree if field == "lead" else tree.pages[0].sections[0], field) == "新しい言い方です。"


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [(200, b"nonsense", "unreadable"), (503, b"{}", "status:503"), (401, b"{}", "status:401")],
)
def test_an_endpoint_that_fails_is_said_to_in_plain_words(
    app: Flask, editor: Person, stub: Endpoint, status: int, body: bytes, trouble: str
) -> None:
    stub.status, stub.body = status, body
    room = ask(editor)
    assert "field-error" in room
    assert KEY not in room
    assert (proposal(app).fate, proposal(app).trouble) == (Fate.FAILED, trouble)


def test_one_question_is_open_at_a_time_and_can_be_put_aside_when_answered(
    app: Flask, editor: Person, stub: Endpoint
) -> None:
    stub.says({"text": "新しい言い方です。", "passages": [1]})
    for _ in range(2):
        editor.post(HOME, data={"part": "c1", "aim": "points"})
    assert "data-hx-trigger" in editor.get(ROOM).text
    ask(editor)
    assert len(stub.asked) == 1
    assert editor.post(f"{HOME}/{proposal(app).id}/dismissals").status_code == 303
    assert "新しい言い方です。" not in editor.get(ROOM).text
    assert editor.post(f"{HOME}/{proposal(app).id}/acceptances", data={"place": "0"}).status_code == 303
    with app.app_context():
        assert "新しい言い方" not in str(db.session.scalars(select(Draft)).one().tree)


@pytest.mark.parametrize(("part", "aim"), [("c1", "lead"), ("head", "points"), ("c1", "x"), ("c9", "points")])
def test_what_cannot_be_worded_cannot_be_asked_for(editor: Person, part: str, aim: str) -> None:
    assert editor.post(HOME, data={"part": part, "aim": aim}).status_code == 400


def test_without_an_endpoint_there_is_no_assistant(migrated_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "without"))
    with sites.site(folder, clock=lambda: NOW) as app:
        with app.app_context():
            an_article("plain")
        editor = signed_in(app)
        assert "/proposals/" not in editor.get("/editor/articles/1").text
        assert editor.get(ROOM).status_code == 404
        assert editor.post(HOME, data={"part": "c1", "aim": "points"}).status_code == 404
