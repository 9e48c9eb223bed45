"""What is public: only live editions, on every route, whatever the request headers."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from digest.domain.picture import Picture
from digest.domain.publishing import Order, publish, withdraw
from digest.store import writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article

HIDDEN = ("draft", "scheduled", "expired", "withdrawn")
SECRET = "もれてはいけない題"
LISTS = (
    "/",
    "/_/latest",
    "/menu",
    "/_/menu",
    "/topics/hidden",
    "/_/topics/hidden",
    "/tags/secret",
    "/_/tags/secret",
    "/authors/nobody",
    "/_/authors/nobody",
    "/archive",
    "/archive/2026/06",
    "/search?q=%E3%82%82%E3%82%8C",
    "/_/search?q=%E3%82%82%E3%82%8C",
    "/search?q=%E3%82%82%E3%82%8C&topic=hidden&tag=secret",
    "/search?tag=secre",
    "/_/search/suggestions?q=%E3%82%82%E3%82%8C",
    "/search/suggestions.json?q=%E3%82%82%E3%82%8C",
    "/corrections",
    "/sources/1",
    "/_/sources/1",
    "/nowhere",
)


def shown(answer: TestResponse) -> str:
    """What a reader sees: phrase breaks stand inside a title."""
    return answer.text.replace("<wbr>", "")


@pytest.fixture(params=HIDDEN)
def hidden(app: Flask, request: pytest.FixtureRequest) -> str:
    """An article in a state that no reader may see; the request's clock stands at NOW."""
    state: str = request.param
    published = {
        "draft": None,
        "scheduled": NOW + timedelta(seconds=1),
        "expired": NOW - timedelta(days=2),
        "withdrawn": NOW - timedelta(days=1),
    }[state]
    with app.app_context():
        until = NOW if state == "expired" else None
        article = an_article(
            slug="hidden",
            title=SECRET,
            topic="hidden",
            tags=("secret",),
            author="nobody",
            at=published,
            until=until,
        )
        if state == "withdrawn":
            with writing() as session:
                withdraw(session, article, NOW, SitePress())
    return state


@pytest.mark.parametrize("path", LISTS)
def test_no_list_shows_it(hidden: str, client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (200, 404)
    assert SECRET not in shown(answer)


@pytest.mark.parametrize(
    "path", ["/articles/hidden", "/articles/hidden/2", "/articles/hidden/all", "/_/articles/hidden/2"]
)
def test_no_page_shows_it(hidden: str, client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == (410 if hidden in ("expired", "withdrawn") else 404)
    assert SECRET not in shown(answer)


def test_its_key_points_are_not_to_be_had(hidden: str, client: FlaskClient) -> None:
    assert client.get("/_/articles/hidden/key-points").status_code == 404


def test_its_source_is_not_to_be_had(hidden: str, client: FlaskClient) -> None:
    assert client.get("/sources/1").status_code == 404


@pytest.mark.parametrize("hidden", ["draft", "scheduled"], indirect=True)
def test_what_never_was_public_looks_like_what_never_was(hidden: str, client: FlaskClient) -> None:
    assert client.get("/articles/hidden").data == client.get("/articles/never-used").data


def test_a_scheduled_article_appears_by_the_clock_alone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article(slug="soon", title=SECRET, at=NOW)
    assert SECRET in shown(client.get("/"))
    assert client.get("/articles/soon").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/articles/one", "/menu", "/search?q=x", "/archive", "/feed.atom", "/nowhere"]
)
@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-History-Restore-Request": "true"},
        {"Accept-Language": "en"},
        {"Accept": "application/json"},
        {"Cookie": "session=x; locale=en"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
        {"X-Original-URL": "/nowhere", "X-HTTP-Method-Override": "DELETE"},
        {"User-Agent": "Mobile", "Referer": "https://evil.example/"},
        {"Authorization": "Basic eDp5"},
    ],
)
def test_a_public_address_has_one_body(
    app: Flask, client: FlaskClient, path: str, headers: dict[str, str]
) -> None:
    with app.app_context():
        an_article(slug="one", at=NOW)
    plain = client.get(path)
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.data) == (plain.status_code, plain.data)
    assert "Set-Cookie" not in answer.headers


def test_a_picture_is_public_as_long_as_a_public_digest_shows_it(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        article = an_article(slug="one", at=NOW - timedelta(days=1), picture=True)
        key = article.draft.tree.picture.key if article.draft.tree.picture else ""
    address = f"/pictures/{key}-480.webp"
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert client.get(f"/pictures/{key}-481.webp").status_code == 404
    assert client.get(f"/pictures/{key}-share.jpg").mimetype == "image/jpeg"
    with app.app_context(), writing() as session:
        withdraw(session, session.merge(article), NOW, SitePress())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/pictures/..%2fdigest.db",
        "/pictures/../secret_key",
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/assets/..%2fapp.py",
        "/assets/site-000000000000.css",
        "/articles/%00",
        "/search?q=%00",
        "/?before=x",
        "/?before=1.1%00",
        "/sources/99999999999999999999",
        "/articles/one/99999999999999999999",
        "/archive/2026/13",
        "/archive/2026/6",
        "/archive/0000/01",
        "/archive/２０２６/01",
    ],
)
def test_odd_addresses_lead_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_first_page_has_one_address(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article(slug="one", at=NOW)
    answer = client.get("/articles/one/1")
    assert (answer.status_code, answer.location) == (301, "/articles/one")


def test_a_page_that_there_is_not_is_missing_and_not_gone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article(slug="one", at=NOW)
    assert client.get("/articles/one/9").status_code == 404


def test_what_an_article_says_of_its_picture_reaches_the_lists(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        article = an_article(at=None, picture=True)
        with writing() as session:
            session.scalars(select(Picture)).one().alt = ""
            publish(session, session.merge(article), Order(NOW, unchecked=True), SitePress())
    assert 'alt="旗"' in client.get("/").text
