"""Threads and translations, as readers see them on the pages of articles and on the page of a thread."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from digest.domain.article import Article
from digest.domain.publishing import withdraw
from digest.domain.readdress import readdress
from digest.store import writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article
from tests.support.hands import a_hand
from tests.support.kindred import follow, translate
from tests.web.test_statements import statements

DAY = timedelta(days=1)
NEWER, SINCE, EARLIER = 'class="article-newer"', ">その後<", ">以前の記事<"


@pytest.fixture
def story(app: Flask) -> list[int]:
    """Five articles that follow one another; the fourth is still to come, the fifth a draft."""
    with app.app_context():
        days = (20, 10, 0, -1)
        numbers = [an_article(f"part-{n}", f"第{n}報", at=NOW - d * DAY).id for n, d in enumerate(days, 1)]
        numbers.append(an_article("part-5", "第5報", at=None).id)
        follow(*numbers)
    return numbers


def titles(text: str, within: str) -> list[str]:
    """The titles of the short rows in one part of a page."""
    part = text.split(within)[1].split("</ul>")[0]
    return [row.split("</a>")[0].rpartition(">")[2] for row in part.split('class="brief-title"')[1:]]


def test_an_older_digest_leads_to_the_newest_from_its_head(client: FlaskClient, story: list[int]) -> None:
    for path in ("/articles/part-1", "/articles/part-2"):
        head = client.get(path).text.partition("</header>")[2].partition('class="pages"')[0]
        assert NEWER in head
        assert 'href="/articles/part-3"' in head.split(NEWER)[1].split("</p>")[0]
    assert NEWER not in client.get("/articles/part-3").text


def test_each_digest_shows_what_came_before_and_since(client: FlaskClient, story: list[int]) -> None:
    middle = client.get("/articles/part-2").text
    assert titles(middle, ">Since then<" if SINCE not in middle else SINCE) == ["第3報"]
    assert titles(middle, ">Earlier on this subject<" if EARLIER not in middle else EARLIER) == ["第1報"]
    assert 'href="/threads/part-1"' in middle
    assert "第4報" not in middle
    assert "第5報" not in middle


def test_what_stands_in_the_thread_is_not_said_to_be_related_too(
    client: FlaskClient, story: list[int]
) -> None:
    assert 'id="related-title"' not in client.get("/articles/part-2").text


def test_the_page_of_a_thread_has_all_in_the_order_of_time(client: FlaskClient, story: list[int]) -> None:
    text = client.get("/threads/part-1").text
    places = [text.index(f'href="/articles/part-{number}">') for number in (1, 2, 3)]
    assert places == sorted(places)
    assert "part-4" not in text


def test_a_thread_has_one_address(app: Flask, client: FlaskClient, story: list[int]) -> None:
    for slug in ("part-2", "part-3"):
        answer = client.get(f"/threads/{slug}")
        assert (answer.status_code, answer.location) == (301, "/threads/part-1")
    for slug in ("part-4", "part-5", "nothing"):
        assert client.get(f"/threads/{slug}").status_code == 404
    with app.app_context():
        hand = a_hand()
        with writing() as session:
            readdress(session, session.get_one(Article, story[0]), "beginning", hand, SitePress())
    assert client.get("/threads/part-1").location == "/threads/beginning"
    with app.app_context(), writing() as session:
        withdraw(session, session.get_one(Article, story[0]), NOW, SitePress())
    assert client.get("/threads/beginning").location == "/threads/part-2"
    with app.app_context(), writing() as session:
        withdraw(session, session.get_one(Article, story[1]), NOW, SitePress())
    assert client.get("/threads/part-3").status_code == 404
    assert "/threads/" not in client.get("/articles/part-3").text


def test_a_translation_is_offered_in_its_own_language(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        ja, en = an_article("ja", pages=2).id, an_article("en", "New banknotes", language="en").id
        translate(ja, en, an_article("fr", "Les billets", language="fr", at=NOW + DAY).id)
    for path in ("/articles/ja", "/articles/ja/2"):
        text = client.get(path).text
        assert 'href="/articles/en" rel="alternate" hreflang="en" lang="en">Read in English</a>' in text
        assert "/articles/fr" not in text
        assert 'id="related-title"' not in text
    assert (
        'href="/articles/ja" rel="alternate" hreflang="ja">日本語で読む</a>'
        in client.get("/articles/en").text
    )


def test_a_translation_is_not_the_next_digest(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("older", "もっと前の記事", at=NOW - 2 * DAY)
        en = an_article("en", "New banknotes", language="en", at=NOW - DAY).id
        translate(an_article("ja").id, en)
    way_on = client.get("/articles/ja").text.partition('class="next-link')[2].partition("</a>")[0]
    assert 'href="/articles/older"' in way_on


def test_an_article_with_kin_takes_one_statement_more(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        one = an_article("one", pages=2, at=NOW - DAY).id
    alone = len(statements(app, "/articles/one"))
    with app.app_context():
        follow(one, an_article("two").id)
        translate(one, an_article("en", language="en").id)
    assert len(statements(app, "/articles/one")) == alone + 1
