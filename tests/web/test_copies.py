"""Public digests as text and as JSON, how programs find them, and what is told of translations."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from digest.domain.article import Article
from digest.domain.digest_text.reading import read
from digest.domain.hand import Hand
from digest.domain.manuscript import Manuscript
from digest.domain.publishing import Order, publish, withdraw
from digest.domain.readdress import readdress
from digest.domain.tree import Figure, PictureRef, Tree
from digest.domain.tree_json import load_json
from digest.store import writing
from digest.web.llms import plain
from digest.web.printing import SitePress
from tests.support.factories import NOW, a_tree, an_article
from tests.web.test_corrections import corrected
from tests.web.test_statements import statements

HOST = "http://127.0.0.1:5000"
SECRET = "もれてはいけない"
DAY = timedelta(days=1)


def both(client: FlaskClient, slug: str = "notes") -> tuple[Manuscript, Manuscript]:
    """What the digest text and the JSON of an article say."""
    text, data = client.get(f"/articles/{slug}.txt"), client.get(f"/articles/{slug}.json")
    assert (text.content_type, data.content_type) == ("text/plain; charset=utf-8", "application/json")
    assert text.headers["Link"] == data.headers["Link"] == f'<{HOST}/articles/{slug}>; rel="canonical"'
    assert data.json
    assert data.json["slug"] == slug
    return read(text.data).manuscript, load_json(data.data)


def test_both_give_back_all_pages_of_the_public_edition(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        article = an_article(pages=2, picture=True, tags=("お札", "日銀"))
        tree = article.draft.tree
        with writing():
            article.draft.tree = a_tree(SECRET)
    text, data = both(client)
    assert text.tree == data.tree == tree
    assert (data.topic, data.tags, data.author) == ("くらしと経済", ("お札", "日銀"), "秋山 菊乃")
    assert data.published is not None
    assert data.published.isoformat() == "2026-07-01T12:00:00+09:00"


def test_a_picture_that_never_came_along_is_not_named(app: Flask, client: FlaskClient) -> None:
    hidden = PictureRef(f"{SECRET}.png", alt=SECRET)
    with app.app_context():
        article = an_article(at=NOW - DAY)
        section = article.draft.tree.pages[0].sections[0]
        card = replace(section.blocks[1], picture=hidden)
        section = replace(section, blocks=(card, Figure(picture=hidden, caption="図の説明")))
        page = replace(article.draft.tree.pages[0], sections=(section,))
        published(article, replace(article.draft.tree, picture=hidden, pages=(page,)))
    text, data = both(client)
    assert SECRET not in client.get("/articles/notes.json").text + client.get("/articles/notes.txt").text
    assert data.tree.pictures() == text.tree.pictures() == ()
    assert "図の説明" in client.get("/articles/notes.json").text


def published(article: Article, tree: Tree) -> None:
    with writing() as session:
        article.draft.tree = tree
        publish(session, article, Order(NOW, unchecked=True), SitePress())


@pytest.mark.parametrize("form", ["txt", "json"])
def test_they_are_to_be_had_as_long_as_the_article_and_at_its_address(
    app: Flask, client: FlaskClient, form: str
) -> None:
    with app.app_context():
        an_article("draft", at=None)
        an_article("scheduled", at=NOW + timedelta(seconds=1))
        an_article("expired", at=NOW - DAY, until=NOW)
        article = an_article("withdrawn", at=NOW - DAY)
        moved = an_article("moved", at=NOW - DAY)
        with writing() as session:
            withdraw(session, session.merge(article), NOW, SitePress())
            readdress(session, session.merge(moved), "today", Hand(None, "", NOW), SitePress())
    codes = {
        slug: client.get(f"/articles/{slug}.{form}").status_code for slug in ("draft", "scheduled", "nothing")
    }
    assert set(codes.values()) == {404}
    assert {client.get(f"/articles/{slug}.{form}").status_code for slug in ("expired", "withdrawn")} == {410}
    answer = client.get(f"/articles/moved.{form}")
    assert (answer.status_code, answer.location) == (301, f"/articles/today.{form}")
    assert client.get("/articles/today.xml").status_code == 404


def test_they_take_few_statements(app: Flask) -> None:
    with app.app_context():
        an_article(pages=3, sections=4, picture=True, tags=("お札", "日銀"))
    assert len(statements(app, "/articles/notes.json")) <= 4


def test_the_first_page_alone_leads_there(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article(pages=2)
    first, second = client.get("/articles/notes").text, client.get("/articles/notes/2").text
    for form in ("txt", "json"):
        assert f'href="/articles/notes.{form}"' in first
        assert f'href="/articles/notes.{form}"' not in second
    assert "hreflang" not in first + second


def alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def test_translations_name_each_other_and_the_one_for_everybody_else(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        first = an_article("first", language="en").id
        for slug, language in (("japanese", "ja"), ("french", "fr"), ("hidden", "de")):
            at = None if slug == "hidden" else NOW
            other = an_article(slug, at=at, language=language, pages=2).id
            with writing() as session:
                session.execute(update(Article).where(Article.id == other).values(original_id=first))
    said = [alternates(client.get(f"/articles/{slug}").text) for slug in ("first", "japanese", "french")]
    assert (
        said
        == [
            {
                "en": f"{HOST}/articles/first",
                "fr": f"{HOST}/articles/french",
                "ja": f"{HOST}/articles/japanese",
                "x-default": f"{HOST}/articles/japanese",
            }
        ]
        * 3
    )
    for path in ("/articles/french/2", "/articles/french/all"):
        assert not alternates(client.get(path).text)


def test_programs_are_told_what_there_is(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("one", title="新しいお札")
        an_article("draft", title=SECRET, topic=SECRET, at=None)
        corrected("odd", note=SECRET)
        hostile = an_article("hostile", title="x](http://evil.example/) <script> # `y` \n## 見出し")
        assert hostile.draft.tree.title
    text = client.get("/llms.txt").text
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    assert f"- [新しいお札]({HOST}/articles/one.txt): 三つのお札が新しくなりました。" in lines
    assert sum(line.startswith("## ") for line in lines) == 3
    assert SECRET not in text
    assert "](http://evil" not in text
    assert "<script>" not in text.replace("\\<", "")
    for address in re.findall(rf"\]\({HOST}([^)]+)\)", text):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(("sign", "around"), list(product("[]()<>`*_#&|\\", ("", "札"))))
def test_no_sign_of_a_name_means_anything(sign: str, around: str) -> None:
    assert plain(f"{around}{sign}\n{around}") == f"{around}\\{sign} {around}".strip()
