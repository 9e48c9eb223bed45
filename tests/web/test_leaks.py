"""Nothing hidden is public: every public route of the URL map, in every state, with every header."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote, unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from digest.domain.article import Draft
from digest.domain.publishing import withdraw
from digest.domain.search_text import folded
from digest.store import writing
from digest.web.printing import SitePress
from tests.support.answers import PRIVATE
from tests.support.factories import NOW, a_tree, an_article
from tests.support.people import signed_in

# In the title, the topic, a tag and the author: whatever of them is seen has leaked.
SECRET = "もれてはいけない"
STATES = ("draft", "scheduled", "expired", "withdrawn", "changed")
# What stands in the places of an address; each is tried in every place that has its name.
VALUES: dict[str, tuple[str, ...]] = {
    "slug": ("hidden", f"{SECRET}話題", f"{SECRET}札", f"{SECRET}筆者"),
    "number": ("0", "1", "2"),
    "part": ("2",),
    "kind": ("topics", "tags", "authors"),
    "year": ("2026",),
    "month": ("06", "07"),
    "source_id": ("1", "2"),
    "name": ("x.webp",),
    "filename": ("css/base.css",),
    "form": ("atom", "json", "txt"),
}
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-History-Restore-Request": "true"},
    {"HX-Boosted": "true", "HX-Current-URL": "http://localhost/editor/"},
    {"Accept": "application/json"},
    {"Accept-Language": "en", "User-Agent": "Googlebot/2.1"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"},
    {"X-Original-URL": "/editor/", "X-Rewrite-URL": "/editor/", "X-HTTP-Method-Override": "GET"},
    {"If-None-Match": "*", "If-Modified-Since": "Wed, 01 Jul 2026 00:00:00 GMT"},
    {"Range": "bytes=0-9999", "Cache-Control": "no-cache", "Pragma": "no-cache"},
)
# Those by which a cache could be made to mix up its answers.
KEPT = HEADERS[:3]
QUERIES = ("", f"?q={quote(SECRET)}", "?preview=1&draft=1&edition=1&before=9000000000000000.9")


def addresses(app: Flask) -> Iterator[str]:
    """Every public address that the URL map and the hidden article allow."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(PRIVATE):
            yield from filled(app, rule)


def filled(app: Flask, rule: Rule) -> Iterator[str]:
    places: list[dict[str, str]] = [{}]
    for name in rule.arguments:
        places = [known | {name: value} for known in places for value in VALUES[name]]
    adapter = app.url_map.bind("localhost")
    for values in places:
        built = {
            k: int(v) if k in ("number", "part", "source_id") and "int" in rule.rule else v
            for k, v in values.items()
        }
        try:
            yield adapter.build(rule.endpoint, built)
        except Exception:  # a converter that does not take this value
            continue


@pytest.fixture(params=STATES)
def hidden(app: Flask, request: pytest.FixtureRequest) -> str:
    """A site whose one article is hidden, or whose live article has a draft that nobody may see yet."""
    state: str = request.param
    at = {
        "draft": None,
        "scheduled": NOW + timedelta(seconds=1),
        "expired": NOW - timedelta(days=2),
        "withdrawn": NOW - timedelta(days=1),
        "changed": NOW - timedelta(days=1),
    }[state]
    names = {"topic": f"{SECRET}話題", "tags": (f"{SECRET}札",), "author": f"{SECRET}筆者"}
    if state == "changed":
        names = {}
    with app.app_context():
        title = "公開中の題" if state == "changed" else f"{SECRET}題"
        article = an_article(
            "hidden", title, at=at, until=NOW if state == "expired" else None, pages=2, **names
        )  # type: ignore[arg-type]
        with writing() as session:
            if state == "withdrawn":
                withdraw(session, session.merge(article), NOW, SitePress())
            if state == "changed":
                draft = session.scalars(select(Draft)).one()
                draft.tree = a_tree(f"{SECRET}題", pages=2)
                draft.title, draft.version = folded(draft.tree.title), draft.version + 1
    return state


def leaks(answer: TestResponse) -> bool:
    seen = answer.text.replace("<wbr>", "") + str(answer.headers)
    return SECRET in seen or quote(SECRET) in seen


@pytest.fixture
def crawler(app: Flask) -> FlaskClient:
    """A client that only asks: thousands of answers, whose form is tested elsewhere."""
    return FlaskClient(app, app.response_class, use_cookies=True)


def test_no_route_shows_it_whatever_the_headers(app: Flask, crawler: FlaskClient, hidden: str) -> None:
    desk = signed_in(app)
    asked = [(address, headers) for address in addresses(app) for headers in HEADERS]
    # Once more after an editor has seen everything: nothing of that may be kept for others.
    again = [
        (address + query, headers) for address in addresses(app) for query in QUERIES for headers in KEPT
    ]
    found = []
    for address, headers in (*asked, *again):
        if address == again[0][0]:
            desk.get("/editor/")
        # What was asked for may be said back.
        if SECRET in unquote(address):
            continue
        if leaks(crawler.get(address, headers=headers, buffered=True)):
            found.append((address, headers))
    assert found == []


def test_a_page_that_is_asked_for_by_a_hidden_name_says_no_more(
    crawler: FlaskClient, app: Flask, hidden: str
) -> None:
    found = []
    for address in addresses(app):
        for query in ("", QUERIES[1]):
            answer = crawler.get(address + query, buffered=True)
            if f"{SECRET}題" in answer.text.replace("<wbr>", ""):
                found.append(address + query)
    assert found == []


def test_a_live_article_would_be_seen(app: Flask, crawler: FlaskClient) -> None:
    with app.app_context():
        an_article("hidden", f"{SECRET}題", at=NOW, pages=2)
    assert sum(leaks(crawler.get(address, buffered=True)) for address in addresses(app)) >= 5
