"""Tags at the desk: finding, renaming and merging them, and what readers see of it."""

import re
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from digest.domain.keeping import BATCH, TAGS
from digest.domain.topic import Tag
from digest.store import db, writing
from tests.support import rows
from tests.support.factories import an_article
from tests.support.people import Person
from tests.web.test_statements import statements_of

HOME = "/editor/tags/"


@pytest.fixture
def page(app: Flask) -> str:
    """The desk's page of the tag 日銀, which a public digest has."""
    with app.app_context():
        return f"{HOME}{an_article(tags=('日銀',)).tags[0].id}"


def make(app: Flask, *names: str) -> None:
    with app.app_context(), writing() as session:
        Tag.called(session, names)


def led_to(client: FlaskClient, path: str) -> str:
    """Where readers of `path` are sent for good."""
    answer = client.get(path)
    assert answer.status_code == 301
    return unquote(answer.location or "")


def test_tags_are_made_where_articles_are(editor: Person) -> None:
    assert f"{HOME}new" not in editor.get(HOME).text
    assert editor.get(f"{HOME}new").status_code == 404
    assert editor.post(HOME, data={"name": "新"}).status_code == 405


def test_a_long_list_goes_on_where_it_ended(app: Flask, editor: Person) -> None:
    make(app, *(f"tag-{number:03}" for number in range(BATCH + 3)))
    first = editor.get(HOME)
    link = re.search(r'data-hx-get="([^"]*)"', first.text)
    assert link
    piece = editor.get(link[1], htmx=True)
    assert "<h1" not in piece.text
    assert [f"tag-{number:03}" in piece.text for number in (BATCH - 1, BATCH)] == [False, True]
    assert f"tag-{BATCH:03}" in editor.get(link[1]).text


def test_the_number_of_statements_does_not_grow(app: Flask, editor: Person, page: str) -> None:
    before = [len(statements_of(app, editor, path)) for path in (HOME, page)]
    make(app, *(f"tag-{number:03}" for number in range(30)))
    assert [len(statements_of(app, editor, path)) for path in (HOME, page)] == before


def test_a_search_shows_what_is_called_so(app: Flask, editor: Person, page: str) -> None:
    make(app, "旅")
    found = editor.get(f"{HOME}?q=日")
    assert ("日銀" in found.text, "旅" in found.text) == (True, False)
    assert "kept-none" in editor.get(f"{HOME}?q=%25").text


def test_a_renamed_tag_leads_on_from_its_former_address(
    editor: Person, client: FlaskClient, page: str
) -> None:
    assert rows.save(editor, page, name="日本銀行", slug="").status_code == 303
    assert led_to(client, "/tags/日銀") == "/tags/日本銀行"
    assert led_to(client, "/_/tags/日銀") == "/_/tags/日本銀行"
    assert client.get("/tags/日本銀行").status_code == 200


def test_merging_leads_readers_to_the_other_tag(
    app: Flask, editor: Person, client: FlaskClient, page: str
) -> None:
    make(app, "日本銀行")
    assert rows.delete(editor, page, "日本銀行").status_code == 303
    assert led_to(client, "/tags/日銀") == "/tags/日本銀行"
    assert "notes" in client.get("/tags/日本銀行").text


def test_a_used_tag_needs_another_in_its_place(app: Flask, editor: Person, page: str) -> None:
    refused = rows.delete(editor, page)
    assert refused.status_code == 422
    assert "日銀" in editor.get(HOME).text


def test_a_tag_of_drafts_alone_is_not_public(app: Flask, editor: Person, client: FlaskClient) -> None:
    with app.app_context():
        an_article(slug="draft", tags=("極秘",), at=None)
    assert client.get("/tags/極秘").status_code == 404
    assert client.get("/_/tags/極秘").status_code == 404
    assert client.get("/tags/極秘?before=9.9").status_code == 404


def test_with_many_tags_the_replacement_is_typed_and_completed(app: Flask, editor: Person, page: str) -> None:
    make(app, "旅", *(f"tag-{number:03}" for number in range(BATCH)))
    assert "<datalist" in editor.get(page).text
    offered = editor.get(f"{HOME}choices?replacement=旅", htmx=True).text
    assert re.findall(r'value="([^"]*)"', offered) == ["旅"]
    assert rows.delete(editor, page, "旅").status_code == 303


def test_the_words_of_a_replacement_that_is_not_there_stay(app: Flask, editor: Person, page: str) -> None:
    make(app, *(f"tag-{number:03}" for number in range(BATCH)))
    refused = rows.delete(editor, page, "無い札")
    assert refused.status_code == 422
    assert 'value="無い札"' in refused.text


def test_a_tag_without_digests_is_deleted_with_its_former_addresses(
    app: Flask, editor: Person, client: FlaskClient
) -> None:
    make(app, "旅")
    rows.save(editor, f"{HOME}1", slug="travel")
    assert rows.delete(editor, f"{HOME}1").status_code == 303
    with app.app_context():
        assert TAGS.batch(db.session())[0] == []
    assert client.get("/tags/旅").status_code == 404
