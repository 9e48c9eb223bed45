"""Topics at the desk: making, changing, ordering and deleting them, and what readers see of it."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from digest.domain.audit import AuditEntry
from digest.domain.topic import Topic
from digest.store import db
from tests.support import rows
from tests.support.factories import an_article
from tests.support.people import Person

HOME = "/editor/topics/"


@pytest.fixture
def topic(app: Flask) -> str:
    """The desk's page of a topic with one public digest."""
    with app.app_context():
        return f"{HOME}{an_article(topic='くらし').topic_id}"


def all_topics(app: Flask) -> list[Topic]:
    with app.app_context():
        return list(db.session.scalars(select(Topic).order_by(Topic.position, Topic.id)))


def test_an_empty_list_says_what_topics_are_for(editor: Person) -> None:
    assert "kept-none" in editor.get(HOME).text


def test_a_new_topic_gets_its_address_from_its_name(app: Flask, editor: Person) -> None:
    answer = rows.create(editor, HOME, name="くらし と 経済", tint="teal", sign="暮")
    assert (answer.status_code, answer.location) == (303, f"{HOME}?said=created")
    (made,) = all_topics(app)
    assert (made.name, made.slug, made.tint, made.sign) == ("くらし と 経済", "くらし-と-経済", "teal", "暮")


def test_a_form_that_comes_twice_makes_one_topic(app: Flask, editor: Person) -> None:
    sent = rows.fields(editor.get(f"{HOME}new"), HOME) | {"name": "くらし"}
    assert [editor.post(HOME, data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(all_topics(app)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"name": " "},
        {"name": "あ" * 61},
        {"name": "新", "tint": "red"},
        {"name": "新", "sign": "二字"},
        {"name": "新", "description": "あ" * 301},
        {"name": "新\u202e"},
        {"name": "くらし"},
        {"name": "新", "slug": "くらし"},
    ],
)
def test_what_cannot_be_kept_is_given_back(
    app: Flask, editor: Person, topic: str, typed: dict[str, str]
) -> None:
    answer = rows.create(editor, HOME, **typed)
    assert answer.status_code == 422
    assert "aria-invalid" in answer.text or "field-error" in answer.text
    assert len(all_topics(app)) == 1


def test_whoever_has_the_name_is_named(editor: Person, topic: str) -> None:
    refused = rows.create(editor, HOME, name="別", slug="くらし").text
    assert re.search(r'id="slug-error">[^<]*くらし', refused)


def test_a_new_name_is_public_at_once(editor: Person, client: FlaskClient, topic: str) -> None:
    assert rows.save(editor, topic, name="暮らし").status_code == 303
    assert "暮らし" in client.get("/menu").text
    assert "暮らし" in client.get("/topics/くらし").text


@pytest.mark.parametrize("path", ["/topics/{}", "/_/topics/{}", "/topics/{}?before=1.1"])
def test_a_former_address_leads_to_todays(editor: Person, client: FlaskClient, topic: str, path: str) -> None:
    rows.save(editor, topic, slug="living")
    answer = client.get(path.format("くらし"))
    assert (answer.status_code, answer.location) == (301, path.format("living"))


def test_an_address_that_only_a_draft_has_leads_nowhere(
    app: Flask, editor: Person, client: FlaskClient
) -> None:
    with app.app_context():
        number = an_article(topic="秘密", at=None).topic_id
    rows.save(editor, f"{HOME}{number}", slug="project-x")
    answers = [client.get(path) for path in ("/topics/秘密", "/topics/project-x", "/_/topics/project-x")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not any("project-x" in (answer.location or "") for answer in answers)


def test_a_used_topic_is_deleted_only_when_another_takes_its_place(
    app: Flask, editor: Person, client: FlaskClient, topic: str
) -> None:
    rows.create(editor, HOME, name="経済", slug="economy")
    refused = rows.delete(editor, topic)
    assert refused.status_code == 422
    assert "field-error" in refused.text
    assert rows.delete(editor, topic, "economy").status_code == 303
    assert client.get("/topics/くらし").location == "/topics/economy"
    assert "新しいお札" in client.get("/topics/economy").text.replace("<wbr>", "")


@pytest.mark.parametrize("replacement", ["nowhere", "くらし"])
def test_what_takes_its_place_must_be_another_topic(
    app: Flask, editor: Person, topic: str, replacement: str
) -> None:
    assert rows.delete(editor, topic, replacement).status_code == 422
    assert len(all_topics(app)) == 1


def test_an_unused_topic_is_simply_deleted(app: Flask, editor: Person) -> None:
    rows.create(editor, HOME, name="経済")
    assert rows.delete(editor, f"{HOME}1").status_code == 303
    assert all_topics(app) == []


def test_the_topic_for_all_else_has_no_way_to_be_deleted(app: Flask, editor: Person) -> None:
    with app.app_context():
        number = an_article(topic="").topic_id
    assert "/deletions" not in editor.get(f"{HOME}{number}").text
    version = rows.fields(editor.get(f"{HOME}{number}"), f"{HOME}{number}")["version"]
    data = {"version": version, "replacement": ""}
    assert editor.post(f"{HOME}{number}/deletions", data=data).status_code == 422


def test_topics_move_up_and_down(app: Flask, editor: Person) -> None:
    for name in ("一", "三", "二"):
        rows.create(editor, HOME, name=name)
    names = {topic.name: topic.id for topic in all_topics(app)}
    answer = editor.post(f"{HOME}{names['二']}/moves", data={"direction": "up"})
    assert answer.status_code == 303
    editor.post(f"{HOME}{names['三']}/moves", data={"direction": "down"})
    assert [topic.position for topic in all_topics(app)] == [1, 2, 3]


@pytest.mark.parametrize("data", [{"direction": "left"}, {}, {"direction": "up", "role": "admin"}])
def test_a_move_to_elsewhere_is_no_move(editor: Person, topic: str, data: dict[str, str]) -> None:
    assert editor.post(f"{topic}/moves", data=data).status_code == 400


def test_two_people_at_one_topic_both_keep_their_words(
    app: Flask, editor: Person, colleague: Person, topic: str
) -> None:
    mine = rows.fields(editor.get(topic), topic) | {"name": "わたしの名"}
    rows.save(colleague, topic, name="星野の名")
    answer = editor.post(topic, data=mine)
    assert answer.status_code == 409
    assert "わたしの名" in answer.text
    assert "星野の名" in answer.text
    assert [topic.name for topic in all_topics(app)] == ["星野の名"]
    again = rows.fields(answer, topic)
    assert editor.post(topic, data=again).status_code == 303
    assert [topic.name for topic in all_topics(app)] == ["わたしの名"]


def test_a_form_that_was_refused_cannot_save_over_what_came_meanwhile(
    editor: Person, colleague: Person, topic: str
) -> None:
    mine = rows.fields(editor.get(topic), topic) | {"name": ""}
    rows.save(colleague, topic, name="星野の名")
    refused = editor.post(topic, data=mine)
    assert refused.status_code == 422
    assert editor.post(topic, data=rows.fields(refused, topic) | {"name": "わ"}).status_code == 409


def test_a_topic_that_has_changed_is_not_deleted_unseen(
    editor: Person, colleague: Person, topic: str
) -> None:
    sent = rows.fields(editor.get(topic), f"{topic}/deletions")
    rows.save(colleague, topic, name="星野の名")
    assert editor.post(f"{topic}/deletions", data=sent).status_code == 409


def test_what_was_done_is_written_down(app: Flask, editor: Person, topic: str) -> None:
    rows.save(editor, topic, name="暮らし")
    rows.create(editor, HOME, name="経済", slug="economy")
    rows.delete(editor, topic, "economy")
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        deeds = [(entry.action, entry.user_id) for entry in entries]
        assert entries[0].detail == {"changed": {"name": ["くらし", "暮らし"]}}
    me = editor.user_id
    assert deeds == [("topic.change", me), ("topic.create", me), ("topic.delete", me)]


@pytest.mark.parametrize("path", ["", "new", "1", "choices"])
def test_lists_are_for_editors(author: Person, topic: str, path: str) -> None:
    assert author.get(f"{HOME}{path}").status_code == 403


def test_what_is_not_there_is_not_found(editor: Person) -> None:
    assert editor.get(f"{HOME}99").status_code == 404
    assert editor.post(f"{HOME}99", data={"name": "a", "tint": "gold"}).status_code == 404
    assert editor.post(f"{HOME}99/deletions", data={}).status_code == 404
