"""Which address a page may claim as its own."""

import pytest

from digest.domain.webpage.canonical import canonical_of
from digest.domain.webpage.document import Document

HERE = "https://www.example-shimbun.jp/articles/12.html?utm_source=x#top"
PLAIN = "https://www.example-shimbun.jp/articles/12.html"


def claimed(claim: str, url: str = HERE) -> str:
    document = Document.parsed(
        f'<html><head><link rel="canonical" href="{claim}"></head><body></body></html>', url
    )
    return canonical_of(document, url, [])


@pytest.mark.parametrize(
    ("claim", "canonical"),
    [
        ("https://www.example-shimbun.jp/a/12", "https://www.example-shimbun.jp/a/12"),
        ("https://example-shimbun.jp/a/12#part", "https://example-shimbun.jp/a/12"),
        ("/a/12", "https://www.example-shimbun.jp/a/12"),
        ("12", "https://www.example-shimbun.jp/articles/12"),
        ("//digital.example-shimbun.jp/a/12", "https://digital.example-shimbun.jp/a/12"),
        ("http://www.example-shimbun.jp/a/12", "https://www.example-shimbun.jp/a/12"),
        (" https://www.example-shimbun.jp/a/12\n", "https://www.example-shimbun.jp/a/12"),
    ],
)
def test_a_claim_within_the_site_is_trusted(claim: str, canonical: str) -> None:
    assert claimed(claim) == canonical


@pytest.mark.parametrize(
    "claim",
    [
        "",
        "#",
        "https://www.example-other.jp/a/12",
        "https://example-shimbun.jp.evil.example/a/12",
        "https://user:pass@www.example-shimbun.jp/a/12",
        "https://www.example-shimbun.jp/",
        "https://www.example-shimbun.jp/index.html",
        "https://www.example-shimbun.jp/ja/",
        "https://www.example-shimbun.jp:0/a",
        "javascript:alert(1)",
        "ftp://www.example-shimbun.jp/a/12",
        "https://www.example-shimbun.jp/{{ path }}",
        "https://www.example-shimbun.jp/" + "a" * 3000,
        "https://[::1",
    ],
)
def test_any_other_claim_leaves_the_page_where_it_is(claim: str) -> None:
    assert claimed(claim) == PLAIN


@pytest.mark.parametrize(
    ("url", "claim", "canonical"),
    [
        ("https://a.example.jp/articles/7/amp/", "../", "https://a.example.jp/articles/7/"),
        ("https://a.example.jp/articles/", "/", "https://a.example.jp/articles/"),
        ("https://a.example.jp/news/2026/7.html", "/news/", "https://a.example.jp/news/2026/7.html"),
        ("https://a.example.jp/article?id=7", "/article", "https://a.example.jp/article?id=7"),
        ("https://a.example.jp/article/x?page=2", "/article/x", "https://a.example.jp/article/x"),
        ("https://a.example.jp/", "https://a.example.jp/", "https://a.example.jp/"),
        ("http://127.0.0.1:8000/a/1", "http://127.0.0.1:8000/b/1", "http://127.0.0.1:8000/b/1"),
        ("http://127.0.0.1:8000/a/1", "http://127.0.0.1:9000/b/1", "http://127.0.0.1:8000/a/1"),
        (
            "https://a-example-jp.cdn.ampproject.org/c/s/a.example.jp/amp/1",
            "https://a.example.jp/news/1",
            "https://a.example.jp/news/1",
        ),
        (
            "https://one.hatenablog.com/entry/1",
            "https://two.hatenablog.com/entry/1",
            "https://one.hatenablog.com/entry/1",
        ),
        ("https://x.city.example.co.uk/a/1", "https://other.co.uk/a/1", "https://x.city.example.co.uk/a/1"),
    ],
)
def test_what_a_page_may_speak_for(url: str, claim: str, canonical: str) -> None:
    assert claimed(claim, url) == canonical


def test_the_first_claim_that_holds_is_taken() -> None:
    markup = (
        '<link rel="canonical" href="https://evil.example/"><meta property="og:url" content="/a/12?ref=top">'
    )
    document = Document.parsed(f"<html><head>{markup}</head></html>", HERE)
    assert canonical_of(document, HERE, ["/b"]) == "https://www.example-shimbun.jp/a/12?ref=top"
