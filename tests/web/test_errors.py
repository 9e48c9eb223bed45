"""Pages for what cannot be shown help, and say nothing of the inside."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from digest.store import db
from tests.support.factories import NOW, an_article


@pytest.fixture
def broken(app: Flask) -> FlaskClient:
    """A site whose database has lost its tables."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        db.drop_all()
    return app.test_client()


def test_a_missing_page_offers_search_menu_and_the_newest_digests(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article(slug="one")
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    for way in ('action="/search"', 'href="/menu"', 'href="/articles/one"'):
        assert way in answer.text


def test_an_ended_digest_is_said_to_have_been(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article(slug="one", at=NOW - timedelta(days=2), until=NOW - timedelta(days=1))
    assert client.get("/articles/one").status_code == 410


@pytest.mark.parametrize("path", ["/", "/articles/one", "/menu", "/search?q=x", "/_/menu"])
def test_a_broken_database_gives_a_plain_page_with_nothing_of_the_inside(
    broken: FlaskClient, path: str
) -> None:
    answer = broken.get(path)
    assert answer.status_code == 500
    for inside in ("Traceback", "sqlite", "SELECT", "/digest/", "OperationalError"):
        assert inside not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_missing_page_is_missing_even_without_a_database(broken: FlaskClient) -> None:
    assert broken.get("/nowhere").status_code == 404


def test_the_process_lives_even_without_a_database(broken: FlaskClient) -> None:
    assert broken.get("/healthz").status_code == 200


def test_what_may_not_be_sent_is_refused(client: FlaskClient) -> None:
    assert client.post("/").status_code == 405
    assert client.delete("/articles/one").status_code == 405
