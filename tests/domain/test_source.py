"""What makes two addresses the same source, and which addresses lead to one."""

import pytest
from flask import Flask

from digest.domain.source import Source, SourceAddress, canonical_url
from digest.domain.tree import Card
from digest.store import writing

PAGE = "https://example.jp/1"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.NPB.go.jp", "https://www.npb.go.jp/"),
        ("https://a.jp:443/x#y", "https://a.jp/x"),
        ("http://a.jp:8080/x", "http://a.jp:8080/x"),
        ("https://a.jp/x?utm_source=m&id=3&fbclid=z", "https://a.jp/x?id=3"),
        ("https://a.jp/x?b=1&a=%E6%9C%AD", "https://a.jp/x?b=1&a=%E6%9C%AD"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_canonical_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "国立印刷局",
        "ftp://a.jp/",
        "javascript:alert(1)",
        "https://",
        "https://[::1",
        "https://u:p@a.jp/",
        "//a.jp/",
        "https://a.jp:99999/",
        "https://a.jp/" + "x" * 2000,
    ],
)
def test_what_is_no_address_on_the_web(url: str) -> None:
    assert canonical_url(url) is None


def test_other_addresses_lead_to_the_same_source(app: Flask) -> None:
    with app.app_context(), writing() as session:
        source = Source(url=PAGE, canonical_url=PAGE, title="題")
        session.add(source)
        session.flush()
        session.add(SourceAddress(url="https://m.example.jp/1", source_id=source.id))
        session.flush()
        found = Source.by_address(session, [PAGE, "https://m.example.jp/1", "https://example.jp/2"])
        assert {url: each.canonical_url for url, each in found.items()} == {
            PAGE: PAGE,
            "https://m.example.jp/1": PAGE,
        }
        assert Source.cited_by(session, Card(url="https://m.example.jp/1#top")) is found[PAGE]


@pytest.mark.parametrize("odd", ["\u202e", "\u2028", "\x01", "\ufeff", "\ud800", "\x85"])
def test_what_no_text_may_hold_makes_no_address(odd: str) -> None:
    assert canonical_url(f"https://a.jp/{odd}x") is None


@pytest.mark.parametrize("secret", ["user@", "user:pw@", ":pw@", "@"])
def test_an_address_with_a_secret_in_it_is_none(secret: str) -> None:
    assert canonical_url(f"https://{secret}a.jp/") is None
