"""Pages that are made to hurt: whatever the bytes are, a page comes back within its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.webpage import WebPage, limits, read_page
from digest.domain.webpage.document import Document
from digest.domain.webpage.markup import is_sound, lean
from tests.domain.strategies import law
from tests.support.press.page import RICE

URL = "https://www.example-shimbun.jp/a/1"
SIZE = 300_000
_LD = '<script type="application/ld+json">%s</script>'
# What is repeated up to the size; in brackets where it starts or ends otherwise.
TRAPS = {
    "angle brackets": "<",
    "elements that never end": "<div>",
    "tables in tables": "<table><tr><td>a",
    "paragraphs": "<p>これは文です。",
    "headlines": "<h1>見出し</h1>",
    "comments": "<!--",
    "scripts": "<script>",
    "linked data": _LD % '{"@type":"NewsArticle","headline":"x","datePublished":"2026-11-01"}',
    "metadata": "<meta property='og:title' content='x'>",
    "links": "<link rel='canonical' href='/x'>",
    "dates": "<p class='date'>2026年99月1日</p>",
    "times": "<time datetime='x'>x</time>",
    "properties": "<div itemprop='author'>x",
    "noise": "<div class='related comments'>x。",
    "credits": "<p>提供：© 2026</p>",
    "escapes": "\x1b$B",
    "entities": "&amp;amp;&#x202e;&#xffffffff;",
    "separators": "<title>- | ",
    "empty bytes": "\0",
    "marks": "\u0301",
}
WHOLES = {
    "many attributes": "<p " + " ".join(f"a{number}='>'" for number in range(30_000)) + ">",
    "a giant attribute": f"<meta property='og:title' content='{'題' * SIZE}'>",
    "a giant title": f"<title>{'題' * SIZE}</title>",
    "deep linked data": _LD % ("[" * SIZE),
    "broken linked data": _LD % ('{"a":"' + '\\"' * SIZE),
    "comments in linked data": _LD % ("/*" * SIZE),
    "a giant graph": _LD % ('{"@graph":[' + ",".join(['{"@type":"Article","@id":"a"}'] * 10_000) + "]}"),
    "a ring of linked data": _LD % '{"@type":"Article","@id":"a","publisher":{"@id":"a"},"headline":"x"}',
    "a giant number": _LD % ('{"@type":"Article","datePublished":' + "9" * SIZE + "}"),
    "a giant address": f"<link rel='canonical' href='{'/..' * SIZE}'>",
    "nothing": "",
}


def within_limits(page: WebPage) -> bool:
    return (
        len(page.title) <= limits.TITLE_MOST
        and len(page.site_name) <= limits.SITE_NAME_MOST
        and len(page.publisher) <= limits.PUBLISHER_MOST
        and len(page.origin) <= limits.PUBLISHER_MOST
        and len(page.author) <= limits.AUTHOR_MOST
        and len(page.description) <= limits.DESCRIPTION_MOST
        and len(page.language) <= limits.LANGUAGE_MOST
        and max(map(len, (page.url, page.canonical_url, page.picture_url))) <= limits.URL_MOST
        and len(page.text) <= limits.TEXT_MOST
    )


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_that_goes_on_and_on_is_left(name: str) -> None:
    trap = TRAPS[name]
    assert within_limits(read_page((trap * (SIZE // len(trap))).encode(), "text/html", URL))


@pytest.mark.parametrize("name", WHOLES)
def test_a_trap_is_left(name: str) -> None:
    assert within_limits(read_page(WHOLES[name].encode(), "text/html", URL))


@given(st.binary(max_size=2000), st.sampled_from(["text/html", "text/plain", "application/xhtml+xml", ""]))
@law
def test_no_bytes_are_too_odd(body: bytes, content_type: str) -> None:
    assert within_limits(read_page(body, content_type, URL))


_PIECES = (
    *("<", ">", "<p>", "</p>", "<article>", "</script>", "<time>", "<title>", "<!--", "-->", "&lt;"),
    *("<script type='application/ld+json'>", "<meta name=date content=", "{", "}", ":", ",", "'"),
    *('"@type"', '"NewsArticle"', "2026年", "11月1日", "。", "文", "© ", "配信"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
@law
def test_no_markup_is_too_odd(markup: str) -> None:
    assert within_limits(read_page(markup.encode(), "text/html", URL))


@pytest.mark.parametrize(
    "url", ["", "x", "http://", "https://[::1", "http://a.jp:99999/", "http://" + "a" * 5000, "ftp://a/"]
)
def test_no_address_is_too_odd(url: str) -> None:
    assert within_limits(read_page(b"<title>x</title>", "text/html", url))


def test_what_is_kept_is_plain_text() -> None:
    title = "&lt;b&gt;新駅&lt;/b&gt;\u202e の\x07計画\u200b&lt;script&gt;"
    markup = f"<title>{title}</title><meta name='author' content='{title}'><p>{RICE[0]}\u202e{RICE[1]}</p>"
    page = read_page(markup.encode(), "text/html", URL)
    assert (page.title, page.author) == ("新駅 の計画", "新駅 の計画")
    assert RICE[0] + RICE[1] in page.text


def test_pages_with_hundreds_of_attributes_in_a_tag_are_not_parsed() -> None:
    honest = "<p title='a > b' class=x>" + "<a href='?a=1&b=2' data-x='<p>'>" * 500
    assert is_sound(honest)
    assert not is_sound("<p " + "a='>' " * 400 + ">")
    assert Document.parsed("<p " + "a='>' " * 400 + ">", URL).root is None


def test_scripts_go_before_parsing_but_linked_data_stays() -> None:
    data = '<script type="application/ld+json">{"a":"<b>"}</script>'
    markup = f"<p>a<!-- <p> --><style>p > a</style>{data}<script>a<b</script>c"
    assert lean(markup) == "<p>a" + data.replace("<b>", "\\u003cb>") + "c"
