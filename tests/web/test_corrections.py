"""Corrections as readers see them: at the head of the article, on their page and in their feed."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from digest.domain.article import Article
from digest.domain.correction import newest_first
from digest.domain.edition import Kind
from digest.domain.hand import Hand
from digest.domain.listing import Key
from digest.domain.publishing import Order, publish, withdraw
from digest.domain.readdress import readdress
from digest.store import FOREVER, db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article
from tests.web.test_statements import counted

DAY = timedelta(days=1)
SECRET = "もれてはいけない訂正"
ATOM = "{http://www.w3.org/2005/Atom}"
PLACES = ("/corrections", "/_/corrections", "/corrections/feed.atom", "/articles/notes", "/articles/notes/2")
HOSTILE = '<script>alert(1)</script> & "]]>" \u202e&#0; </content>'


def corrected(
    slug: str = "notes",
    kind: Kind = Kind.CORRECTION,
    at: datetime = NOW - DAY,
    note: str = SECRET,
    until: datetime = FOREVER,
    **more: str,
) -> Article:
    """An article that was published and then corrected."""
    article = an_article(slug, at=at - DAY, pages=2)
    with writing() as session:
        article.draft.tree = replace(article.draft.tree, lead=f"改めた文。{at}")
        said = {"before": f"{note}前", "after": f"{note}後"} | more
        publish(session, article, Order(at, until, kind, note, unchecked=True, **said), SitePress())  # type: ignore[arg-type]
    return article


def feed(client: FlaskClient) -> ET.Element:
    answer = client.get("/corrections/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    return ET.fromstring(answer.data)


@pytest.mark.parametrize("kind", [Kind.UPDATE, Kind.CORRECTION])
@pytest.mark.parametrize("path", ["/corrections", "/articles/notes", "/corrections/feed.atom"])
def test_a_reader_learns_what_it_said_what_it_says_and_why(
    app: Flask, client: FlaskClient, kind: Kind, path: str
) -> None:
    with app.app_context():
        corrected(kind=kind)
    page = client.get(path).text
    assert all(words in page for words in (SECRET, f"{SECRET}前", f"{SECRET}後"))
    assert "2026-06-30T12:00:00+09:00" in page


def test_a_later_page_says_in_a_line_that_there_was_a_correction(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        corrected()
    page = client.get("/articles/notes/2").text
    assert 'href="/articles/notes#article-notes"' in page
    assert SECRET not in page


def test_a_typo_leaves_no_trace(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        corrected(kind=Kind.TYPO)
    assert all(SECRET not in client.get(path).text for path in PLACES)
    assert "article-notes" not in client.get("/articles/notes").text


@pytest.mark.parametrize("state", ["draft", "scheduled", "expired", "withdrawn", "called off"])
def test_no_correction_of_what_is_hidden_is_told(app: Flask, client: FlaskClient, state: str) -> None:
    with app.app_context():
        if state == "draft":
            article = an_article("notes", at=None)
            with writing():
                article.draft.tree = replace(article.draft.tree, lead=SECRET)
        elif state in ("scheduled", "called off"):
            article = corrected(at=NOW + timedelta(seconds=1))
            if state == "called off":
                with writing() as session:
                    withdraw(session, article, NOW, SitePress())
        else:
            article = corrected(until=NOW if state == "expired" else FOREVER)
            if state == "withdrawn":
                with writing() as session:
                    withdraw(session, article, NOW, SitePress(), "別の理由")
    for path in PLACES:
        answer = client.get(path)
        assert answer.status_code in (200, 404, 410)
        assert SECRET not in answer.text, path


def test_the_list_goes_on_by_key_newest_first(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        for number in range(45):
            corrected(f"notes-{number}", at=NOW - DAY - timedelta(hours=number // 2), note=f"訂正{number}番")
    path, seen = "/corrections", []
    while path:
        page = client.get(path).text
        found = [n for n in range(45) if f"訂正{n}番<" in page]
        seen.append(found)
        _, more, rest = page.partition('data-hx-get="/_/corrections?')
        path = f"/_/corrections?{rest.partition(chr(34))[0]}" if more else ""
    assert [len(found) for found in seen] == [20, 20, 5]
    assert sorted(n for found in seen for n in found) == list(range(45))
    assert all(max(one) <= min(next_) + 1 for one, next_ in pairwise(seen))


@pytest.mark.parametrize("before", ["x", "1", "9" * 40, "1.1.1"])
def test_an_odd_key_leads_nowhere(client: FlaskClient, before: str) -> None:
    assert client.get(f"/corrections?before={before}").status_code == 404


def test_the_feed_is_sound_and_its_names_are_for_good(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        article = corrected(note=HOSTILE)
        corrected("other", at=NOW - 2 * DAY)
    root = feed(client)
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 2
    assert root.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
    assert "<script>alert(1)</script> & " in (entries[0].findtext(f"{ATOM}content") or "")
    assert all(root.find(f"{ATOM}{name}") is not None for name in ("id", "title", "author", "link"))
    with app.app_context(), writing() as session:
        readdress(session, session.merge(article), "new", Hand(None, "", NOW), SitePress())
    again = feed(client).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in again] == ids
    assert str(again[0].find(f"{ATOM}link").get("href")).endswith("/articles/new")  # type: ignore[union-attr]


def test_an_empty_feed_is_sound_and_found_from_its_page(client: FlaskClient) -> None:
    assert feed(client).findall(f"{ATOM}entry") == []
    assert '<link rel="alternate" type="application/atom+xml"' in client.get("/corrections").text


def test_what_an_editor_writes_is_text(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        corrected(note=HOSTILE)
    assert "<script>alert" not in client.get("/corrections").text
    assert "<script>alert" not in client.get("/articles/notes").text


def test_an_article_without_corrections_asks_for_none(app: Flask) -> None:
    with app.app_context():
        an_article("plain", at=NOW - 3 * DAY, pages=2)
        corrected()
    sent = {}
    for slug in ("plain", "notes"):
        with counted(app) as statements:
            app.test_client().get(f"/articles/{slug}")
        sent[slug] = len(statements)
    assert sent["notes"] == sent["plain"] + 1


@pytest.mark.parametrize("path", ["/corrections", "/corrections/feed.atom"])
def test_the_list_takes_one_statement_however_long(app: Flask, path: str) -> None:
    with app.app_context():
        for number in range(8):
            corrected(f"notes-{number}")
    with counted(app) as sent:
        app.test_client().get(path)
    assert len(sent) == 1


def test_the_list_is_read_in_the_order_of_its_index(app: Flask) -> None:
    with app.app_context():
        query = newest_first(NOW, Key(NOW, 1)).limit(21)
        sql = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
        plan = [row[3] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]
    assert any("ix_edition_corrected" in line for line in plan), plan
    assert not any("TEMP B-TREE" in line for line in plan), plan


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/articles/notes", "/articles/new"),
        ("/articles/notes/2", "/articles/new/2"),
        ("/_/articles/notes/2", "/_/articles/new/2"),
        ("/_/articles/notes/key-points", "/_/articles/new/key-points"),
    ],
)
def test_a_former_address_leads_to_todays(app: Flask, client: FlaskClient, old: str, new: str) -> None:
    with app.app_context():
        move(corrected(), "new")
    answer = client.get(old)
    assert (answer.status_code, answer.location) == (301, new)
    assert client.get(new).status_code == 200


@pytest.mark.parametrize("at", [None, NOW + DAY])
def test_a_former_address_of_what_never_was_public_is_as_if_never_used(
    app: Flask, client: FlaskClient, at: datetime | None
) -> None:
    with app.app_context():
        move(an_article("notes", at=at), "new")
    assert client.get("/articles/notes").data == client.get("/articles/never-used").data


def test_a_withdrawn_article_is_gone_at_both_addresses(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        article = corrected()
        move(article, "new")
        with writing() as session:
            withdraw(session, session.merge(article), NOW, SitePress(), "誤りがあったため。")
    assert client.get("/articles/notes").location == "/articles/new"
    gone = client.get("/articles/new")
    assert gone.status_code == 410
    assert "誤りがあったため。" in gone.text
    assert "新しいお札" not in gone.text.replace("<wbr>", "")


def test_the_reason_is_told_until_the_article_comes_back(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        article = corrected()
        with writing() as session:
            withdraw(session, article, NOW - timedelta(hours=1), SitePress(), "誤りがあったため。")
        with writing() as session:
            publish(session, article, Order(NOW + DAY, unchecked=True), SitePress())
    assert "誤りがあったため。" in client.get("/articles/notes").text


def test_an_article_whose_time_is_over_gives_no_reason(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("notes", at=NOW - DAY, until=NOW)
    gone = client.get("/articles/notes")
    assert gone.status_code == 410
    assert "error-reason" not in gone.text


def move(article: Article, slug: str) -> None:
    with writing() as session:
        readdress(session, session.merge(article), slug, Hand(None, "", NOW), SitePress())
