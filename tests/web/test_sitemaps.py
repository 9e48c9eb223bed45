"""Sitemaps: all that is public with its last change, nothing else, in files of a bounded size."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from digest.domain import sitemap
from digest.domain.edition import Kind
from digest.domain.publishing import withdraw
from digest.store import writing
from digest.web import sitemaps
from digest.web.printing import SitePress
from tests.support import sites
from tests.support.factories import NOW, an_article
from tests.support.programs import ROOT
from tests.web.test_corrections import corrected
from tests.web.test_statements import statements

HOST = "http://127.0.0.1:5000"
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
DAY = timedelta(days=1)
HOSTILE = "</news:title><url><loc>http://evil.example/</loc></url>&amp;&#0; ]]> <script>\u202e\"'"


def sound(client: FlaskClient, path: str) -> etree._Element:
    """The file at `path`, which keeps to the published form."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml"), path
    root = etree.fromstring(answer.data)
    name = "siteindex" if root.tag.endswith("sitemapindex") else "sitemap"
    if len(root):
        schema = etree.XMLSchema(file=str(ROOT / "tests" / "support" / "schemas" / f"{name}.xsd"))
        schema.assertValid(root)
    return root


def said(root: etree._Element) -> dict[str, str]:
    """The addresses of a file, as readers see them, with their last change."""
    found = {}
    for each in root:
        url = each.findtext("s:loc", "", SPACES)
        assert url.startswith(HOST)
        assert url not in found
        found[unquote(url.removeprefix(HOST))] = each.findtext("s:lastmod", "", SPACES)
    return found


def everything(client: FlaskClient) -> dict[str, str]:
    """The addresses of all files; none stands in two."""
    found: dict[str, str] = {}
    for path, changed in said(sound(client, "/sitemap.xml")).items():
        there = said(sound(client, path))
        assert not changed or changed == max(there.values())
        assert not found.keys() & there.keys()
        found |= there
    return found


def some_hidden() -> None:
    """Digests that nobody may see: not even their topics, tags and authors."""
    names = {"topic": "秘密", "tags": ("秘密",), "author": "秘密 者"}
    an_article("draft", at=None, **names)  # type: ignore[arg-type]
    an_article("scheduled", at=NOW + timedelta(seconds=1), **names)  # type: ignore[arg-type]
    an_article("expired", at=NOW - DAY, until=NOW, **names)  # type: ignore[arg-type]
    article = an_article("withdrawn", at=NOW - DAY, **names)  # type: ignore[arg-type]
    with writing() as session:
        withdraw(session, session.merge(article), NOW, SitePress())


def test_every_public_page_is_there_with_its_last_change_and_nothing_hidden(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context():
        an_article("one", at=NOW - 40 * DAY, pages=3, tags=("お札", "日銀"))
        corrected("two", kind=Kind.CORRECTION, at=NOW - DAY)
        some_hidden()
    first, second = "2026-05-22T12:00:00+09:00", "2026-06-30T12:00:00+09:00"
    lists = ("/", "/archive", "/corrections", "/feeds", "/archive/2026/05", "/archive/2026/06")
    assert everything(client) == dict.fromkeys(lists, "") | {
        "/articles/one": first,
        "/articles/one/2": first,
        "/articles/one/3": first,
        "/articles/two": second,
        "/articles/two/2": second,
        "/topics/くらしと経済": second,
        "/tags/お札": first,
        "/tags/日銀": first,
        "/authors/秋山-菊乃": second,
    }


def test_files_are_parted_by_numbers_and_stay_below_what_a_file_may_hold(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        for number, pages in enumerate((1, 7, 1, 6, 1), start=1):
            an_article(f"digest-{number}", pages=pages, tags=(f"札{number}",))
    whole = everything(client)
    monkeypatch.setattr(sitemap, "RANGE", 2)
    monkeypatch.setattr(sitemaps, "MOST", 3)
    files = list(said(sound(client, "/sitemap.xml")))
    assert "/sitemaps/tags-2.xml" in files
    # The first, the second and third with 7 + 1 pages, the fourth and fifth with 6 + 1.
    articles = [path for path in files if "articles" in path]
    assert [path.removeprefix("/sitemaps/articles-") for path in articles] == [
        *("0.xml", "1.xml", "1-2.xml", "1-3.xml", "2.xml", "2-2.xml", "2-3.xml")
    ]
    assert all(len(said(sound(client, path))) <= 3 for path in articles)
    assert everything(client) == whole
    for beyond in ("articles-1-4", "articles-3", "articles-1-1", "tags-9999999", "articles-10000000"):
        assert client.get(f"/sitemaps/{beyond}.xml").status_code == 404


def test_a_site_without_digests_lists_the_pages_that_it_has(client: FlaskClient) -> None:
    assert list(everything(client)) == ["/", "/archive", "/corrections", "/feeds"]
    assert len(sound(client, "/sitemap-news.xml")) == 0


def test_news_are_the_last_two_days_newest_first(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        an_article("old", at=NOW - 2 * DAY)
        corrected("changed", at=NOW - timedelta(days=1, hours=2))
        an_article("new", at=NOW, title=HOSTILE, language="en-GB", pages=2)
        an_article("just", at=NOW - 2 * DAY + timedelta(seconds=1))
        some_hidden()
    found = sound(client, "/sitemap-news.xml")
    assert list(said(found)) == ["/articles/new", "/articles/just"]
    assert [each.text for each in found[0].iterfind(".//n:*", SPACES) if not len(each)] == [
        *("菊花ダイジェスト", "en", "2026-07-01T12:00:00+09:00", HOSTILE.replace("\u202e", ""))
    ]
    monkeypatch.setattr(sitemap, "NEWS_MOST", 1)
    assert list(said(sound(client, "/sitemap-news.xml"))) == ["/articles/new"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "ja"),
        ("en-US", "en"),
        ("zh-CN", "zh-cn"),
        ("zh-Hant", "zh"),
        ("zh-TW", "zh-tw"),
        ("gsw", "gsw"),
    ],
)
def test_languages_are_named_as_news_sitemaps_name_them(language: str, said: str) -> None:
    assert sitemaps.news_language(language) == said


def test_the_number_of_statements_does_not_grow(app: Flask) -> None:
    paths = ("/sitemap.xml", "/sitemaps/lists.xml", "/sitemaps/tags-0.xml", "/sitemaps/articles-0.xml")
    with app.app_context():
        an_article("one", tags=("お札",))
    before = [len(statements(app, path)) for path in (*paths, "/sitemap-news.xml")]
    with app.app_context():
        for number in range(5):
            an_article(f"more-{number}", pages=3, tags=(f"札{number}",), topic=f"話題{number}")
    assert [len(statements(app, path)) for path in (*paths, "/sitemap-news.xml")] == before
    assert max(before) <= 4


def test_robots_are_led_to_the_sitemaps_of_the_public_address(app: Flask) -> None:
    folder = app.extensions["digest"].settings.instance_path
    with sites.site(folder, lambda: NOW, site_url="https://news.example") as other:
        text = other.test_client().get("/robots.txt", headers={"Host": "evil.example"}).text
    assert text.startswith("User-agent: *\nDisallow: /_/\n")
    assert text.endswith(
        "\nSitemap: https://news.example/sitemap.xml\nSitemap: https://news.example/sitemap-news.xml\n"
    )
