"""All pages of an article in one: every page and picture at one address, which search engines do not list."""

import re
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from tests.support.factories import NOW, an_article


def test_every_page_stands_at_one_address(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("notes", pages=3, sections=2)
    text = client.get("/articles/notes/all").text
    places = re.findall(r'class="page" id="page-([0-9]+)" data-url="([^"]+)"', text)
    assert places == [(str(number), "/articles/notes/all") for number in (1, 2, 3)]
    assert text.count("<h1") == 1
    for number in (1, 2, 3):
        assert f"見出し{number}の2" in text.replace("<wbr>", "")


def test_its_links_to_the_article_lead_to_places_on_it(demo_site: Flask) -> None:
    text = demo_site.test_client().get("/articles/leap-second/all").text
    assert re.findall(r'href="/articles/leap-second[^"]*#[^"]*"', text) == re.findall(
        r'href="/articles/leap-second/all#[^"]*"', text
    )
    main = text.partition('<div class="pages">')[2].partition('<nav class="next-page"')[0]
    assert re.findall(r'class="cite"[^>]*href="#', main) or re.findall(
        r'href="#[^"]+"[^>]*class="cite"', main
    )


def test_search_engines_are_led_to_the_article(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("notes", pages=2)
    text = client.get("/articles/notes/all").text
    article = f"{app.extensions['digest'].url}/articles/notes"
    assert f'<link rel="canonical" href="{article}">' in text
    assert f'<meta property="og:url" content="{article}">' in text
    assert '<meta name="robots" content="noindex, follow">' in text


def test_it_is_offered_where_there_is_more_than_one_page(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("one", at=NOW - timedelta(hours=1))
        an_article("two", pages=2)
    offered = 'href="/articles/two/all"'
    assert all(offered in client.get(f"/articles/two{page}").text for page in ("", "/2"))
    assert "/articles/one/all" not in client.get("/articles/one").text
    assert 'href="/articles/two"' in client.get("/articles/two/all").text
    assert client.get("/articles/one/all").status_code == 200
