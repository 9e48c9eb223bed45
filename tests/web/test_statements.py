"""How many SQL statements a page takes: the same number, however much there is to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from digest.store import db
from tests.support.factories import NOW, an_article

PATHS = (
    "/",
    "/_/latest",
    "/articles/one",
    "/articles/one/2",
    "/_/articles/one/2",
    "/_/articles/one/key-points",
    "/topics/くらしと経済",
    "/tags/お札",
    "/authors/秋山-菊乃",
    "/archive",
    "/archive/2026/07",
    "/archive/2026/06",
    "/menu",
    "/_/menu",
    "/search?q=札",
    "/_/search/suggestions?q=札",
    "/sources/1",
    "/nowhere",
)


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", remember)
        yield sent
        event.remove(db.engine, "before_cursor_execute", remember)


def statements(app: Flask, path: str) -> list[str]:
    return statements_of(app, app.test_client(), path)


def statements_of(app: Flask, client: FlaskClient, path: str) -> list[str]:
    with counted(app) as sent:
        client.get(path)
    return sent


@pytest.fixture
def small(app: Flask) -> Flask:
    """Two digests, of two pages with one section each."""
    with app.app_context():
        add(0, "one", pages=2)
        add(31, "june", pages=1)
    return app


def add(days: int, slug: str, pages: int, sections: int = 1) -> None:
    at = NOW - timedelta(days=days)
    an_article(slug=slug, at=at, tags=("お札", "日銀"), pages=pages, sections=sections, picture=True)


def test_the_number_does_not_grow(small: Flask) -> None:
    before = {path: len(statements(small, path)) for path in PATHS}
    with small.app_context():
        for number in range(24):
            an_article(
                slug=f"more-{number}",
                at=NOW - timedelta(hours=number + 1),
                topic=("くらしと経済", "交通とまち")[number % 2],
                tags=("お札", f"札{number}"),
                pages=3,
                sections=4,
                picture=True,
            )
    after = {path: len(statements(small, path)) for path in PATHS}
    assert after == before


def test_a_page_reads_no_tree_and_no_other_page(small: Flask) -> None:
    sent = statements(small, "/articles/one/2")
    assert sum("edition_page.html" in statement for statement in sent) == 1
    assert not any("edition.tree" in statement for statement in sent)


@pytest.mark.parametrize("path", ["/", "/articles/one", "/topics/くらしと経済", "/archive/2026/07"])
def test_a_page_takes_few(small: Flask, path: str) -> None:
    assert 1 <= len(statements(small, path)) <= 6
