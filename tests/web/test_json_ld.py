"""What search engines read of a page: sound, in agreement with the page, and of public pages alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from digest.domain.edition import Kind
from digest.domain.publishing import Order, publish
from digest.store import FOREVER, writing
from digest.web.printing import SitePress
from digest.web.script_data import script_data
from tests.support.factories import NOW, a_tree, an_article
from tests.support.people import Person
from tests.support.programs import ROOT
from tests.web.test_corrections import corrected
from tests.web.test_sitemaps import everything, sound

HOST = "http://127.0.0.1:5000"
SCHEMA = Draft202012Validator(
    json.loads((ROOT / "tests/support/schemas/json_ld.schema.json").read_text("utf-8")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
HOSTILE = "</script><script>alert(1)</script><!-- & ]]> \u2028 \\u003c {{ 7*7 }} '\"\u202e"


def data(html: str) -> dict[str, Any]:
    """The one block of data in a page, by type; it keeps to the schema."""
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    said = json.loads(block)
    SCHEMA.validate(said)
    return {node["@type"]: node for node in said["@graph"]}


def tags(html: str) -> Iterator[tuple[str, str]]:
    """What the head says for previews, in order."""
    for name, value in re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html):
        yield name, unescape(value)


def of(html: str) -> tuple[str, str]:
    """The addresses that a page has by its canonical link and its preview."""
    [canonical] = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
    return canonical, dict(tags(html))["og:url"]


def test_each_page_of_the_demo_says_the_same_address_everywhere(demo_site: Flask) -> None:
    client = FlaskClient(demo_site, demo_site.response_class)
    found = 0
    for path in everything(client):
        html = client.get(path).text
        if "application/ld+json" not in html:
            continue
        found += 1
        said = data(html)
        page = next(
            said[kind] for kind in ("NewsArticle", "CollectionPage", "ProfilePage", "WebSite") if kind in said
        )
        assert of(html) == (page["url"], page["url"]), path
        if "NewsArticle" in said:
            assert said["BreadcrumbList"]["itemListElement"][-1]["item"] == page["url"]
            assert page["mainEntityOfPage"]["@id"] == page["url"]
    assert found > 30


def test_an_article_says_all_that_is_asked_for(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("notes", at=NOW - timedelta(days=1), pages=2, picture=True, tags=("お札", "日銀"))
    html = client.get("/articles/notes/2").text
    article = data(html)["NewsArticle"]
    pictures = article.pop("image")
    assert [re.sub("/[0-9a-f]{20}-", "/KEY-", url.removeprefix(HOST)) for url in pictures] == [
        *("/pictures/KEY-16x9.jpg", "/pictures/KEY-4x3.jpg", "/pictures/KEY-1x1.jpg")
    ]
    logo = article["publisher"].pop("logo")
    assert client.get(logo["url"].removeprefix(HOST)).mimetype == "image/png"
    site = {"name": "菊花ダイジェスト", "url": f"{HOST}/"}
    author = f"{HOST}/authors/%E7%A7%8B%E5%B1%B1-%E8%8F%8A%E4%B9%83"
    assert article == {
        "@type": "NewsArticle",
        "@id": f"{HOST}/articles/notes#article",
        "url": f"{HOST}/articles/notes/2",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{HOST}/articles/notes/2"},
        "headline": "新しいお札は何が変わった？",
        "alternativeHeadline": "暮らしへの影響は？",
        "description": "三つのお札が新しくなりました。",
        "datePublished": "2026-06-30T12:00:00+09:00",
        "dateModified": "2026-06-30T12:00:00+09:00",
        "author": [{"@type": "Person", "name": "秋山 菊乃", "url": author}],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "@id": f"{HOST}/#publisher",
            "correctionsPolicy": f"{HOST}/corrections",
            **site,
        },
        "isPartOf": {"@type": "WebSite", "@id": f"{HOST}/#website", **site},
        "articleSection": "くらしと経済",
        "keywords": ["お札", "日銀"],
        "inLanguage": "ja",
        "isAccessibleForFree": True,
        "timeRequired": "PT1M",
        "pagination": "2/2",
        "citation": [
            {
                "@type": "CreativeWork",
                "name": f"特徴{number}の1",
                "url": f"https://www.npb.go.jp/{number}%E3%81%AE1",
                "publisher": {"@type": "Organization", "name": "国立印刷局"},
            }
            for number in (1, 2)
        ],
    }
    said = dict(tags(html))
    assert said["article:published_time"] == said["article:modified_time"] == article["datePublished"]
    assert (said["article:author"], said["article:section"]) == (author, "くらしと経済")
    assert [value for name, value in tags(html) if name == "article:tag"] == ["お札", "日銀"]
    assert (said["og:type"], said["robots"]) == ("article", "max-image-preview:large")
    assert (said["og:image:alt"], said["twitter:card"]) == ("旗", "summary_large_image")


def test_every_correction_is_told_on_every_page_and_a_typo_on_none(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        corrected("wrong", at=NOW - timedelta(days=1), note="数が違いました。")
        corrected("typo", kind=Kind.TYPO)
    first, second = (data(client.get(f"/articles/wrong{page}").text)["NewsArticle"] for page in ("", "/2"))
    told = {
        "@type": "CorrectionComment",
        "name": "訂正",
        "url": f"{HOST}/articles/wrong#article-notes",
        "datePublished": "2026-06-30T12:00:00+09:00",
        "inLanguage": "ja",
    }
    assert first["dateModified"] == second["dateModified"] == told["datePublished"]
    # Its words only where readers see them.
    words = "数が違いました。\n変更前: 数が違いました。前\n変更後: 数が違いました。後"
    assert (first["correction"], second["correction"]) == ([{**told, "text": words}], [told])
    assert "correction" not in data(client.get("/articles/typo").text)["NewsArticle"]


def test_the_front_page_says_how_to_search_and_a_list_what_is_in_it(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("one", tags=("お札",), picture=True)
    site = data(client.get("/").text)["WebSite"]
    address = site["potentialAction"]["target"]["urlTemplate"].replace("{search_term_string}", "札")
    assert client.get(address.removeprefix(HOST)).status_code == 200
    for path in ("/topics/くらしと経済", "/tags/お札"):
        [item] = data(client.get(path).text)["CollectionPage"]["mainEntity"]["itemListElement"]
        assert item["url"] == f"{HOST}/articles/one"
    assert data(client.get("/authors/秋山-菊乃").text)["ProfilePage"]["mainEntity"]["name"] == "秋山 菊乃"


@pytest.mark.parametrize("path", ["/", "/topics/くらしと経済", "/articles/one", "/authors/秋山-菊乃"])
def test_an_address_that_is_none_of_its_own_has_no_data(app: Flask, client: FlaskClient, path: str) -> None:
    with app.app_context():
        an_article("one")
    html = client.get(f"{path}?before=9000000000000000.9").text
    assert "ld+json" not in html
    assert "canonical" not in html


def test_a_draft_has_no_data(app: Flask, editor: Person) -> None:
    with app.app_context():
        number = an_article("draft", at=None).id
    answer = editor.get(f"/editor/articles/{number}/proof")
    assert answer.status_code == 200
    assert "ld+json" not in answer.text


def test_hostile_words_stay_words(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        names = {"topic": f"t{HOSTILE}", "tags": (f"g{HOSTILE}",), "author": f"a{HOSTILE}"}
        article = an_article("hostile", HOSTILE, at=NOW - timedelta(days=1), **names)  # type: ignore[arg-type]
        tree = a_tree(HOSTILE)
        section = tree.pages[0].sections[0]
        blocks = tuple(
            replace(block, title=HOSTILE, publisher=HOSTILE, url=f"https://npb.go.jp/{HOSTILE}")
            if block.kind == "card"
            else block
            for block in section.blocks
        )
        page = replace(tree.pages[0], sections=(replace(section, blocks=blocks),))
        tree = replace(tree, lead=HOSTILE, subtitle=HOSTILE, pages=(page,))
        order = Order(NOW, FOREVER, Kind.CORRECTION, HOSTILE, before=HOSTILE, after=HOSTILE, unchecked=True)
        with writing() as session:
            article.draft.tree = tree
            publish(session, article, order, SitePress())
        paths = ["/articles/hostile", f"/topics/{article.topic.slug}", f"/tags/{article.tags[0].slug}"]
        paths.append(f"/authors/{article.author.slug}")
    said = [data(client.get(path).text) for path in paths]
    meant = HOSTILE.replace("\u202e", "").replace(" \u2028 ", " ")
    assert said[0]["NewsArticle"]["headline"] == meant
    assert said[0]["NewsArticle"]["citation"][0]["name"] == meant
    assert HOSTILE in said[0]["NewsArticle"]["correction"][0]["text"]
    sound(client, "/sitemap.xml")
    assert len(everything(client)) == 9


@pytest.mark.parametrize(
    "words", ["</script>", "<!-- <script>", "&amp;&#60;", "\u2028\u2029", "\x00\x1f\x7f", "\\u003c\\", "札🎌"]
)
def test_no_words_end_the_element_or_are_lost(words: str) -> None:
    text = script_data({words: [words]})
    assert not set(text) & set("<>&\u2028\u2029\x00")
    assert json.loads(text) == {words: [words]}
