"""Feeds: whole digests under names for good, as sound Atom and JSON Feed, whatever stands in them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import feedparser
import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import text

from digest.domain.article import Article
from digest.domain.edition import Kind
from digest.domain.hand import Hand
from digest.domain.publishing import Order, publish, withdraw
from digest.domain.readdress import readdress
from digest.store import FOREVER, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, a_tree, an_article
from tests.support.feeds import read_atom, read_json
from tests.web.editor.test_hostile_text import PAYLOADS, stains
from tests.web.test_statements import statements

DAY, SITE = timedelta(days=1), "http://127.0.0.1:5000"
PLACES = ("", "/topics/くらしと経済", "/tags/お札", "/authors/秋山-菊乃")
ODD = ("\x0b\x1b[31m", "\ufffe\uffff", "]]>", "&#0;&#xD800;", "\u2028\u202e", "</content></entry>", "👨‍👩‍👧")


def atom(client: FlaskClient, path: str = "/feed.atom") -> Any:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml"), path
    return read_atom(answer.data)


def json_feed(client: FlaskClient, path: str = "/feed.json") -> Any:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/feed+json"), path
    return read_json(answer.data)


def again(article: Article, kind: Kind, at: datetime, title: str) -> None:
    """Publish the article once more, with another title."""
    with writing() as session:
        article = session.merge(article)
        article.draft.tree = replace(article.draft.tree, title=title)
        said = {"note": "理由", "before": "前の文", "after": "後の文"} if kind is not Kind.TYPO else {}
        publish(session, article, Order(at, FOREVER, kind, unchecked=True, **said), SitePress())


@pytest.fixture
def notes(app: Flask) -> Article:
    """A digest of three pages with a picture."""
    with app.app_context():
        return an_article("notes", at=NOW - 2 * DAY, tags=("お札", "日銀"), pages=3, picture=True)


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize("place", PLACES)
def test_a_digest_is_told_whole_with_its_sources_and_its_picture(
    app: Flask, client: FlaskClient, place: str
) -> None:
    feed, told = atom(client, f"{place}/feed.atom"), json_feed(client, f"{place}/feed.json")
    (entry,), (item,) = feed.entries, told["items"]
    assert (entry.id, entry.link, entry.title) == (item["id"], item["url"], item["title"])
    assert entry.link == f"{SITE}/articles/notes"
    assert [tag.label for tag in entry.tags] == item["tags"] == ["くらしと経済", "お札", "日銀"]
    assert (entry.author, item["authors"][0]["name"]) == ("秋山 菊乃", "秋山 菊乃")
    assert entry.summary == item["summary"] == "三つのお札が新しくなりました。"
    assert entry.content[0].value == item["content_html"]
    for said in (
        "三つの額面が",
        "1の1",
        "2ページ目の題",
        "3ページ目の題",
        "<h2>出典一覧</h2>",
        "[3] 媒体:国立印刷局",
    ):
        assert said in item["content_html"]
    via = [link.href for link in entry.links if link.rel == "via"]
    assert via == [source["url"] for source in item["_digest"]["sources"]]
    assert via == [f"https://www.npb.go.jp/{page}の1" for page in (1, 2, 3)]
    (enclosure,), (file,) = entry.enclosures, item["attachments"]
    picture = client.get(enclosure.href.removeprefix(SITE))
    assert (picture.status_code, picture.mimetype, len(picture.data)) == (
        200, enclosure.type, int(enclosure.length)
    )  # fmt: skip
    elsewhere = "Cross-Origin-Resource-Policy"
    assert picture.headers[elsewhere] == client.get("/feed.json").headers[elsewhere] == "cross-origin"
    assert client.get("/articles/notes").headers[elsewhere] == "same-origin"
    assert file == {"url": enclosure.href, "mime_type": "image/webp", "size_in_bytes": int(enclosure.length)}


def test_what_a_feed_is_of_and_where_its_page_is(app: Flask, client: FlaskClient, notes: Article) -> None:
    ids = set()
    for place in (*PLACES, "/corrections"):
        feed, told = atom(client, f"{place}/feed.atom").feed, json_feed(client, f"{place}/feed.json")
        ways = {link.rel: link.href for link in feed.links}
        assert ways["self"] == ways["first"]
        page = client.get(ways["alternate"].removeprefix(SITE) or "/")
        assert page.status_code == 200
        for form, url in (("atom+xml", ways["self"]), ("feed+json", told["feed_url"])):
            link = f'type="application/{form}" title="{feed.title}" href="{url.removeprefix(SITE)}"'
            assert link in page.text
        assert told["home_page_url"] == ways["alternate"]
        ids.add(feed.id)
    assert len(ids) == len(PLACES) + 1


def test_names_are_for_good_and_only_news_is_news(app: Flask, client: FlaskClient, notes: Article) -> None:
    def known() -> tuple[str, str, str, str]:
        item = json_feed(client)["items"][0]
        return item["id"], item["title"], item["date_published"], item["date_modified"]

    name, _, published, first = known()
    assert published == first == "2026-06-29T12:00:00+09:00"
    with app.app_context():
        again(notes, Kind.TYPO, NOW - DAY, "誤植を直した題")
    assert known() == (name, "誤植を直した題", published, first)
    with app.app_context():
        again(notes, Kind.CORRECTION, NOW - DAY / 2, "訂正した題")
    assert known() == (name, "訂正した題", published, "2026-07-01T00:00:00+09:00")
    assert all(said in json_feed(client)["items"][0]["content_html"] for said in ("理由", "前の文", "後の文"))
    with app.app_context(), writing() as session:
        readdress(session, session.merge(notes), "new", Hand(None, "", NOW), SitePress())
    assert known()[0] == name
    assert atom(client).entries[0].link == f"{SITE}/articles/new"


def test_a_feed_goes_back_to_the_first_digest(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        for number in range(42):
            an_article(f"n{number}", at=NOW - timedelta(hours=number // 3))
    seen = [
        list(followed(client, f"{place}/feed.{form}")) for place in PLACES[:2] for form in ("atom", "json")
    ]
    assert all(batches == seen[0] for batches in seen)
    assert [len(batch) for batch in seen[0]] == [20, 20, 2]
    every = [url for batch in seen[0] for url in batch]
    assert len(set(every)) == 42
    assert every[0].endswith("/articles/n2")
    assert client.get("/feed.atom?before=x").status_code == 404


def followed(client: FlaskClient, path: str) -> Iterator[list[str]]:
    """The addresses of all entries, by the links from each part of a feed to the next one."""
    while path:
        if path.partition("?")[0].endswith("atom"):
            feed = atom(client, path)
            ways = {link.rel: link.href.removeprefix(SITE) for link in feed.feed.links}
            assert atom(client, ways["self"]).feed.links == feed.feed.links
            yield [entry.link for entry in feed.entries]
            path = ways.get("next", "")
        else:
            told = json_feed(client, path)
            yield [item["url"] for item in told["items"]]
            path = told.get("next_url", "").removeprefix(SITE)


def test_a_feed_takes_few_statements_and_reads_no_tree(app: Flask, notes: Article) -> None:
    paths = [f"{place}/feed.{form}" for place in PLACES for form in ("atom", "json")]
    few = {path: statements(app, path) for path in paths}
    assert all(len(sent) <= 6 for sent in few.values()), few
    assert not any("edition.tree" in statement or "source.text" in statement for statement in few[paths[0]])
    with app.app_context():
        for number in range(3):
            an_article(f"n{number}", tags=("お札",), pages=2, sections=2, picture=True)
    assert {path: len(statements(app, path)) for path in paths} == {p: len(sent) for p, sent in few.items()}


@pytest.mark.parametrize("form", ["atom", "json"])
def test_who_has_it_already_is_told_so(app: Flask, notes: Article, form: str) -> None:
    # The checking client reads only what is not compressed.
    client = FlaskClient(app, app.response_class)
    for encoding in ("identity", "br", "gzip"):
        answer = client.get(f"/feed.{form}", headers={"Accept-Encoding": encoding})
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        known = {"If-None-Match": answer.headers["ETag"], "Accept-Encoding": encoding}
        same = client.get(f"/feed.{form}", headers=known)
        assert (same.status_code, same.data) == (304, b"")


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE edition SET key_points = '[', mix = '{', title = CAST(X'ff' AS TEXT) WHERE id = 2",
        "UPDATE edition_page SET html = CAST(X'fe' AS TEXT) WHERE edition_id = 2",
        "UPDATE article SET created_at = 'x' WHERE id = 2",
        "UPDATE edition SET live_from = '2000-01-01 00:00:00.x' WHERE id = 2",
    ],
)
def test_a_broken_row_is_left_out_and_harms_no_other(
    app: Flask, client: FlaskClient, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context():
        for number in range(1, 4):
            an_article(f"n{number}", at=NOW - number * DAY)
        with writing() as session:
            session.execute(text(broken))
    assert [entry.link for entry in atom(client).entries] == [f"{SITE}/articles/n1", f"{SITE}/articles/n3"]
    assert "edition 2 cannot be" in caplog.text
    assert len(json_feed(client)["items"]) == 2


def test_hostile_text_is_text_in_every_feed(app: Flask, client: FlaskClient) -> None:
    hostile = (*PAYLOADS, *ODD)
    with app.app_context():
        for number, payload in enumerate(hostile[n : n + 5] for n in range(0, len(hostile), 5)):
            said = " ".join(payload)
            article = an_article(
                f"n{number}", said, topic=f"t{number}", at=None, tags=payload, author=said[:50]
            )
            tree = a_tree(said, pages=2)
            section = replace(tree.pages[1].sections[0], heading=said, question=said, answer=said)
            tree = replace(
                tree,
                subtitle=said,
                lead=said,
                intro=said,
                pages=(tree.pages[0], replace(tree.pages[1], title=said, sections=(section,))),
            )
            with writing() as session:
                article = session.merge(article)
                article.draft.tree = tree
                publish(session, article, Order(NOW, FOREVER, unchecked=True), SitePress())
        # As a fault elsewhere, or somebody at the database, would leave it.
        with writing() as session:
            session.execute(text("UPDATE edition SET lead = lead || char(11, 27, 65534) || '<p>]]>'"))
            session.execute(
                text("UPDATE edition_page SET html = html || char(1, 65535) || '<i onload=xmark()>'")
            )
    contents = [entry.content[0].value for entry in atom(client).entries]
    assert len(contents) == len(json_feed(client)["items"]) == -(-len(hostile) // 5)
    for content in contents:
        assert list(stains(f"<main>{content}</main>")) == []
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parseFragment(content)
        assert not parser.errors
    assert "xmark" in json.dumps(contents)


def test_an_empty_site_has_empty_feeds_and_no_others(client: FlaskClient) -> None:
    assert atom(client).entries == json_feed(client)["items"] == []
    assert atom(client, "/corrections/feed.atom").entries == []
    assert client.get("/topics/くらしと経済/feed.atom").status_code == 404


def test_a_scheduled_digest_is_in_the_feed_by_the_clock_alone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("soon", at=NOW + DAY)
        an_article("over", at=NOW - DAY, until=NOW)
    assert atom(client).entries == []
    site = app.extensions["digest"]
    app.extensions["digest"] = replace(site, clock=lambda: NOW + DAY)
    assert [entry.link for entry in atom(client).entries] == [f"{SITE}/articles/soon"]


def test_a_former_address_leads_to_todays_feed(app: Flask, client: FlaskClient, notes: Article) -> None:
    with app.app_context(), writing() as session:
        session.execute(text("UPDATE topic SET slug = 'money'"))
        session.execute(
            text("INSERT INTO former_name (kind, name, row_id) SELECT 'topic', 'old', id FROM topic")
        )
    answer = client.get("/topics/old/feed.json?before=9.9")
    assert (answer.status_code, answer.location) == (301, "/topics/money/feed.json?before=9.9")


def test_the_corrections_are_a_json_feed_too(app: Flask, client: FlaskClient, notes: Article) -> None:
    with app.app_context():
        again(notes, Kind.CORRECTION, NOW - DAY, "訂正した題")
    (item,) = json_feed(client, "/corrections/feed.json")["items"]
    assert item["title"] == "訂正: 訂正した題"
    assert item["content_text"].startswith("理由\n\n")


def test_smartnews_is_told_of_the_newest_and_of_what_is_gone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("shown", f"{PAYLOADS[0]} & ]]>", at=NOW - DAY, pages=2, picture=True)
        gone = an_article("gone", "取り下げた題", at=NOW - DAY)
        for slug, at, until in (("over", -2, -1), ("old", -90, -80), ("soon", 1, 2)):
            an_article(slug, at=NOW + at * DAY, until=NOW + until * DAY)
        an_article("draft", at=None)
        with writing() as session:
            withdraw(session, session.merge(gone), NOW, SitePress(), "理由")
    answer = client.get("/feed.smartnews.xml")
    assert answer.mimetype == "application/rss+xml"
    assert "取り下げた題" not in answer.text
    feed = feedparser.parse(answer.data, sanitize_html=False)
    assert not feed.bozo
    channel = etree.fromstring(answer.data)[0]
    assert all(channel.findtext(name) for name in ("title", "link", "description", "pubDate", "language"))
    logo = str(channel.findtext("{http://www.smartnews.be/snf}logo/url"))
    assert client.get(logo.removeprefix(SITE)).mimetype == "image/png"
    state = "{http://search.yahoo.com/mrss/}status"
    states = [
        (str(i.findtext("link")).rpartition("/")[2], i.find(state).get("state")) for i in channel.iter("item")
    ]  # type: ignore[union-attr]
    assert states == [("shown", "active"), ("gone", "deleted"), ("over", "deleted")]
    shown = feed.entries[0]
    assert shown.id == json_feed(client)["items"][0]["id"]
    assert shown.published == "Tue, 30 Jun 2026 12:00:00 +0900"
    assert "2ページ目の題" in shown.content[0].value
    thumbnail = client.get(shown.media_thumbnail[0]["url"].removeprefix(SITE))
    assert (thumbnail.status_code, thumbnail.mimetype) == (200, "image/jpeg")


def test_the_topics_can_be_taken_in_at_once(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article("one", topic="<b>&話題")
        an_article("two", at=None, topic="まだない話題")
    answer = client.get("/topics.opml")
    assert answer.mimetype == "text/x-opml"
    outlines = list(etree.fromstring(answer.data).iter("outline"))
    assert [outline.get("text") for outline in outlines] == ["菊花ダイジェスト", "<b>&話題"]
    for outline in outlines:
        feed = atom(client, str(outline.get("xmlUrl")).removeprefix(SITE))
        assert feed.feed.title == outline.get("title")
        assert client.get(str(outline.get("htmlUrl")).removeprefix(SITE)).status_code == 200


def test_readers_learn_which_feeds_there_are(app: Flask, client: FlaskClient, notes: Article) -> None:
    assert 'href="/feeds"' in client.get("/").text
    page = client.get("/feeds").text
    for address in ("/feed.atom", "/corrections/feed.json", "/topics.opml"):
        assert f'href="{address}"' in page
    assert "くらしと経済" in page
    for place in PLACES[1:]:
        assert f'href="{quote(place)}/feed.atom" type=' in client.get(place).text


@pytest.mark.parametrize("path", ["/feed.smartnews.xml", "/topics.opml", "/feeds"])
def test_what_stands_beside_them_takes_few_statements_too(app: Flask, notes: Article, path: str) -> None:
    few = len(statements(app, path))
    assert few <= 5
    with app.app_context():
        for number in range(3):
            an_article(f"n{number}", topic=f"話題{number}", tags=("お札",), until=(None, NOW)[number % 2])
    assert len(statements(app, path)) == few
