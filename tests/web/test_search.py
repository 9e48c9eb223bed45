"""Search as readers meet it: passages with their places, filters, help if nothing is found, suggestions."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from digest.domain.former_name import FormerName, NameKind
from digest.domain.people import Speaker
from digest.domain.publisher import Publisher
from digest.domain.search import finding
from digest.domain.topic import Tag, Topic
from digest.store import writing
from tests.support import sites
from tests.support.factories import NOW, an_article

DAY = timedelta(days=1)
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
HOSTILE = '"><script>alert(1)</script>&'


def fill() -> None:
    """Publish two digests, of two pages and of one, and let the desk know more than readers do."""
    an_article("notes", tags=("お札", "日本銀行"), pages=2)
    an_article("stamps", "切手の値段", at=NOW - 40 * DAY, topic="交通とまち", tags=("郵便",))
    an_article("soon", "お札のこれから", at=NOW + DAY, tags=("お札の未来",))
    an_article("past", "お札の昔", at=NOW - 2 * DAY, until=NOW - DAY, tags=("お札の歴史",))
    with writing() as session:
        session.add(Publisher(name="国立印刷社"))
        notes, _ = Tag.called(session, ("お札", "日本銀号"))
        FormerName.keep(session, NameKind.TAG, "紙幣", notes.id)
        living = Topic.called(session, "くらしと経済")
        FormerName.keep(session, NameKind.TOPIC, "kurashi", living.id)
        session.add_all([Speaker(name="菊子"), Speaker(name="まだいない人")])


@pytest.fixture(scope="module")
def site(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site for all tests that only read."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("search") / "instance"))
    with sites.site(folder, clock=lambda: NOW) as site:
        with site.app_context():
            fill()
        yield site


@pytest.fixture
def reader(site: Flask) -> FlaskClient:
    """A reader of that site."""
    return site.test_client()


def slugs(html: str) -> list[str]:
    return re.findall(r'<h3 class="summary-title"><a href="/articles/([^"]+)"', html)


def passages(html: str) -> list[tuple[str, str, str]]:
    """The address, the words and the place of each passage."""
    return re.findall(r'"hit-passage" href="(.+?)"><span class="hit-text">(.+?)</span><span .+?>(.+?)<', html)


def test_a_passage_marks_the_hits_and_leads_to_its_section(reader: FlaskClient) -> None:
    page = reader.get("/search?q=見出し2の1").text
    [(url, words, place)] = passages(page)[:1]
    assert url.startswith("/articles/notes/2#")
    assert words == "<mark>見出し2の1</mark>"
    assert place == "見出し2の1 · 2ページ"
    assert f'id="{url.partition("#")[2]}"' in reader.get("/articles/notes/2").text


def test_a_title_is_marked_and_key_points_are_led_to(reader: FlaskClient) -> None:
    page = reader.get("/search?q=お札").text
    assert slugs(page) == ["notes", "stamps"]
    assert "新しい<mark>お札</mark>は何が変わった？" in page
    assert ("/articles/notes#key-points", "古い<mark>お札</mark>も使えます。") in [
        p[:2] for p in passages(page)
    ]
    assert 'id="key-points"' in reader.get("/articles/notes").text


def test_no_digest_shows_more_than_three_passages(reader: FlaskClient) -> None:
    _, *hits = reader.get("/search?q=お札").text.split('<article class="hit">')
    assert [1 <= len(passages(hit)) <= 3 for hit in hits] == [True, True]


def test_what_was_typed_is_said_back_as_text_alone(reader: FlaskClient) -> None:
    for path in ("/search", "/_/search/suggestions", "/_/search"):
        for name in ("q", "tag", "speaker", "publisher", "topic", "since"):
            assert (
                "<script>alert" not in reader.get(path, query_string={name: HOSTILE, "until": HOSTILE}).text
            )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("topic=くらしと経済", ["notes"]),
        ("topic=交通とまち", ["stamps"]),
        ("tag=日本銀行", ["notes"]),
        ("tag=郵便&topic=くらしと経済", []),
        ("publisher=国立印刷局", ["notes", "stamps"]),
        ("publisher=気象庁", []),
        ("speaker=菊子", ["notes", "stamps"]),
        ("since=2026-07-01", ["notes"]),
        ("until=2026-06-30", ["stamps"]),
        ("since=0001-01-01", ["notes", "stamps"]),
        ("until=9999-12-31", ["notes", "stamps"]),
        ("until=0001-01-01", []),
        ("since=9999-12-31", []),
        ("since=2026-05-22&until=2026-05-22", ["stamps"]),
        ("topic=どこにもない", []),
        ("tag=どこにもない", []),
    ],
)
def test_filters_are_plain_parameters(reader: FlaskClient, filters: str, found: list[str]) -> None:
    assert sorted(slugs(reader.get(f"/search?{filters}").text)) == found
    assert sorted(slugs(reader.get(f"/search?q=肖像&{filters}").text)) == found


def test_each_filter_can_be_taken_away(reader: FlaskClient) -> None:
    page = reader.get("/search?q=肖像&topic=くらしと経済&since=2026-01-01").text
    taken = re.findall(r'narrowing" href="([^"]+)"><span>(.+?)</span>', page)
    assert [words for _, words in taken] == ["話題: くらしと経済", "公開日（から）: 2026-01-01"]
    for url, _ in taken:
        assert reader.get(unescape(url)).text.count('narrowing" href') == 1


def test_former_names_still_narrow(reader: FlaskClient) -> None:
    for filters in ("tag=紙幣", "topic=kurashi"):
        page = reader.get(f"/search?{filters}").text
        assert slugs(page) == ["notes"]
    assert '<option value="くらしと経済" selected>' in page


def test_names_of_what_is_public_are_offered_for_the_filters(reader: FlaskClient) -> None:
    page = reader.get("/search").text
    lists = dict(re.findall('id="([a-z]+)-names">(.+?)</datalist>', page))
    assert {name: re.findall('value="(.+?)"', options) for name, options in lists.items()} == {
        "tag": ["郵便", "日本銀行", "お札"],
        "speaker": ["菊子"],
        "publisher": ["国立印刷局"],
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("q=" + "長" * 101, "q"),
        ("tag=" + "長" * 101, "tag"),
        ("since=昨日", "since"),
        ("until=2026-02-30", "until"),
        ("since=2026-07-02&until=2026-07-01", "until"),
    ],
)
def test_what_cannot_be_understood_is_said_beside_its_field_and_kept(
    reader: FlaskClient, query: str, field: str
) -> None:
    answer = reader.get(f"/search?{query}")
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text
    assert query.rpartition("=")[2] in answer.text
    assert not slugs(answer.text)


def test_nothing_found_offers_names_that_are_spelled_alike(reader: FlaskClient) -> None:
    page = reader.get("/search?q=日本銀航 国立印刷曲").text
    assert '/tags/%E6%97%A5%E6%9C%AC%E9%8A%80%E8%A1%8C"' in page
    assert "publisher=%E5%9B%BD%E7%AB%8B%E5%8D%B0%E5%88%B7%E5%B1%80" in page
    # Nobody may learn from search whom the desk is about to cite.
    assert "国立印刷社" not in page
    assert "日本銀号" not in page
    assert 'href="/topics/' in page


def test_nothing_found_with_filters_offers_the_search_without_them(reader: FlaskClient) -> None:
    assert 'href="/search?q=%E8%82%96%E5%83%8F"' in reader.get("/search?q=肖像&tag=nothing").text


@pytest.mark.parametrize("query", ["", "?q=", "?q=。", "?q=%20&topic="])
def test_nothing_asked_for_shows_how_to_ask(reader: FlaskClient, query: str) -> None:
    page = reader.get(f"/search{query}").text
    assert "hit-passage" not in page
    assert 'class="nothing"' not in page
    assert 'href="/topics/' in page


def test_more_goes_on_where_the_page_ended(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        for number in range(23):
            an_article(f"digest-{number}", at=NOW - number * DAY)
    page = client.get("/search?q=肖像&speaker=菊子").text
    links = re.findall(r'class="more-link" href="([^"]+)" data-hx-get="([^"]+)"', page)
    url, fragment = map(unescape, links[0])
    first, rest, piece = slugs(page), slugs(client.get(url).text), slugs(client.get(fragment).text)
    assert (len(first), rest) == (20, piece)
    assert {*first, *rest} == {f"digest-{number}" for number in range(23)}
    assert client.get("/search?q=肖像&after=elsewhere").status_code == 404


def test_readers_are_told_where_only_the_newest_were_ranked(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reader.get("/search?q=肖像").text
    monkeypatch.setattr(finding, "WINDOW", 1)
    monkeypatch.setattr(finding, "WINDOWS_MOST", 9)
    parted = reader.get("/search?q=肖像").text
    note = re.compile(r'class="found-note">(.+?)<')
    assert note.findall(whole) != note.findall(parted)
    assert sorted(slugs(whole)) == sorted(slugs(parted))


def test_suggestions_are_titles_and_tags_with_what_was_typed_marked(reader: FlaskClient) -> None:
    options = reader.get("/_/search/suggestions?q=オ札").text
    assert options.count('role="option"') == 2
    assert 'href="/tags/%E3%81%8A%E6%9C%AD"' in options
    assert "新しい<mark>お札</mark>は何が変わった？" in options


@pytest.mark.parametrize("typed", ["", "%20", "どこにもない", "。"])
def test_no_suggestion_is_an_empty_answer(reader: FlaskClient, typed: str) -> None:
    answer = reader.get(f"/_/search/suggestions?q={typed}")
    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_a_hidden_digest_gives_no_suggestion(reader: FlaskClient) -> None:
    found = reader.get("/search/suggestions.json?q=お札").json
    assert found is not None
    assert found[1] == ["お札", "新しいお札は何が変わった？"]


def test_browsers_get_suggestions_as_opensearch_has_them(reader: FlaskClient) -> None:
    answer = reader.get("/search/suggestions.json?q=切手")
    assert answer.mimetype == "application/x-suggestions+json"
    typed, words, kinds, urls = json.loads(answer.text)
    assert (typed, words) == ("切手", ["切手の値段"])
    assert (kinds, urls) == (["交通とまち"], ["http://127.0.0.1:5000/articles/stamps"])


def test_a_browser_learns_from_every_page_how_to_search_here(reader: FlaskClient) -> None:
    link = 'rel="search" type="application/opensearchdescription+xml"'
    assert all(link in reader.get(path).text for path in ("/", "/articles/notes", "/search"))
    answer = reader.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = ET.fromstring(answer.text)
    assert len(root.findtext(f"{OPENSEARCH}ShortName") or "") <= 16
    urls = {each.get("type"): each.get("template", "") for each in root.iter(f"{OPENSEARCH}Url")}
    assert urls["text/html"] == "http://127.0.0.1:5000/search?q={searchTerms}"
    for kind in ("text/html", "application/x-suggestions+json"):
        path = urls[kind].removeprefix("http://127.0.0.1:5000").replace("{searchTerms}", "切手")
        assert reader.get(path).mimetype == kind
