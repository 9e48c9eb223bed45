"""The page of a source and what the foot of an article says of it, as readers see them."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from digest.domain.source import Source
from digest.domain.survival.checking import reprint_citing
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article

COPY = "https://archive.example/web/20260630000000/https://www.npb.go.jp/1"
DAY = timedelta(days=1)
PRIVATE_TEXT = "読み取った本文はだれにも見せない"


@pytest.fixture
def cited(app: Flask) -> Flask:
    """A site with a digest that cites one source."""
    with app.app_context():
        an_article()
    return app


def let(app: Flask, **values: Any) -> None:
    """Let the source stand so, and print what cites it anew."""
    with app.app_context():
        with writing() as session:
            source = session.scalars(select(Source)).one()
            for name, value in {"text": PRIVATE_TEXT, **values}.items():
                setattr(source, name, value)
            number = source.id
        reprint_citing(SitePress(), number, NOW)
        db.session.rollback()


def test_what_is_gone_says_so_on_the_card_in_the_foot_and_on_its_page(
    cited: Flask, client: FlaskClient
) -> None:
    let(cited, state="gone", concern="gone", confirmed_at=NOW - 9 * DAY, archive_url=COPY)
    article, page = client.get("/articles/notes").text, client.get("/sources/1").text
    card, foot = article.split('class="sources"')
    for shown in (card, foot, page):
        assert COPY in shown
        assert "2026年6月22日" in shown
    assert card.index(COPY) < card.index('href="https://www.npb.go.jp/1の1"')
    assert "card-missed" in card
    assert PRIVATE_TEXT not in article + page


def test_what_was_never_confirmed_names_no_day_and_without_a_copy_the_original_stays(
    cited: Flask, client: FlaskClient
) -> None:
    let(cited, state="gone", concern="gone")
    article = client.get("/articles/notes").text
    assert "card-missed" in article
    assert "card-second" not in article
    assert 'href="https://www.npb.go.jp/1の1"' in article


@pytest.mark.parametrize(
    "values",
    [
        {"state": "alive"},
        {"state": "alive", "concern": "failing", "strikes": 2, "archive_url": COPY},
        {"state": "moved", "concern": "moved", "moved_url": "https://www.npb.go.jp/new/1"},
        {"state": "alive", "concern": "doubtful"},
    ],
)
def test_nothing_loud_is_said_of_what_may_be_there(
    cited: Flask, client: FlaskClient, values: dict[str, Any]
) -> None:
    let(cited, **values)
    article = client.get("/articles/notes").text
    assert "missed" not in article
    assert COPY not in article
    assert client.get("/sources/1").status_code == 200


def test_its_page_says_where_it_has_moved_and_when_it_was_looked_at(
    cited: Flask, client: FlaskClient
) -> None:
    moved = "https://www.npb.go.jp/new/1"
    let(cited, state="moved", moved_url=moved, confirmed_at=NOW - DAY, checked_at=NOW)
    page = client.get("/sources/1").text
    assert moved in page
    assert "2026年6月30日" in page
    assert "2026年7月1日" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://u:p@archive.example/x"])
def test_an_address_that_is_none_is_never_a_link(cited: Flask, client: FlaskClient, url: str) -> None:
    let(cited, state="gone", concern="gone", archive_url=url, moved_url=url)
    for path in ("/articles/notes", "/sources/1"):
        assert url not in client.get(path).text
