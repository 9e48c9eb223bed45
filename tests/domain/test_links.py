"""Which addresses are found in pasted text."""

import pytest

from digest.domain.links import links_in

A, B = "https://example.jp/a", "https://example.jp/b"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("本文だけです。 www.example.jp ftp://a.jp/ https:// http:///x", []),
        (A, [A]),
        (f"{A} {B}", [A, B]),
        (f"{A}\r\n\r\n　{B}\n", [A, B]),
        (f"{A}{B}", [A, B]),
        (f"・{A}、{B}。", [A, B]),
        (f"記事は{A}です", [A]),
        (f"「題」（{A}）と<{B}>", [A, B]),
        (f"({A}), see [b]({B}).", [A, B]),
        ("https://ja.wikipedia.org/wiki/紙幣", ["https://ja.wikipedia.org/wiki/紙幣"]),
        ("https://en.wikipedia.org/wiki/Yen_(note)", ["https://en.wikipedia.org/wiki/Yen_(note)"]),
        ("https://a.jp/x?q=札&n=1#top", ["https://a.jp/x?q=札&n=1#top"]),
        (f"{A}?utm_source=x {A}#part {A}", [f"{A}?utm_source=x"]),
        ("HTTPS://Example.JP/a", ["HTTPS://Example.JP/a"]),
        ("https://user:secret@a.jp/ https://a.jp:0/", []),
        (f"{A}\u202e", [A]),
        ("記事：ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ａ　です", [A]),
        ("https：//example.jp/a", [A]),
        (f"{A}：1（{B}）", [A, B]),
        ("https://a.jp/" + "x" * 2000, []),
    ],
)
def test_links_are_picked_out_of_text(text: str, links: list[str]) -> None:
    assert links_in(text) == links
