"""Author text becomes harmless HTML."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.prose import inline, prose, safe_address

ALLOWED = {"html", "head", "body", "a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一つ目。\n二行目。\n\n二つ目。", "<p>一つ目。<br>二行目。</p>\n<p>二つ目。</p>"),
        ("**およそ20年ごと**に", "<p><strong>およそ20年ごと</strong>に</p>"),
        ("- 札\n- 硬貨", "<ul><li>札</li><li>硬貨</li></ul>"),
        ("・札\n・硬貨", "<ul><li>札</li><li>硬貨</li></ul>"),
        ("1. 札\n2. 硬貨", "<ol><li>札</li><li>硬貨</li></ol>"),
        ("> 引く\n> 続く", "<blockquote><p>引く<br>続く</p></blockquote>"),
        ("前\n- 札", "<p>前</p>\n<ul><li>札</li></ul>"),
        ("[別の記事](/articles/a)", '<p><a href="/articles/a">別の記事</a></p>'),
        (
            "[外](https://example.jp/a_b?x=1&y=**2**)へ",
            '<p><a href="https://example.jp/a_b?x=1&amp;y=**2**" rel="noopener nofollow">外</a>へ</p>',
        ),
        ("<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("", ""),
    ],
)
def test_small_markdown(text: str, html: str) -> None:
    assert prose(text) == html


def test_a_line_has_no_paragraph() -> None:
    assert inline("**太**い") == "<strong>太</strong>い"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/",
        "/\\evil.example",
        "https:///evil.example",
        "https:\\\\evil.example",
        "relative",
        "",
    ],
)
def test_unsafe_addresses_are_no_links(address: str) -> None:
    assert not safe_address(address)
    assert "<a" not in inline(f"[x]({address})")


@pytest.mark.parametrize(
    "address", ["https://example.jp/", "HTTP://example.jp", "/articles/x", "#c1", "mailto:a@b.jp"]
)
def test_safe_addresses(address: str) -> None:
    assert safe_address(address)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="https://a.jp" data-hx-get="/x" class="y" style="z" id="i">x</a>',
    '[x](https://a.jp/"onmouseover="alert(1))',
    "[x](https://a.jp/'onmouseover='alert(1))",
    "<svg><p><style><g title='</style><img src onerror=alert(1)>'>",
    "**<iframe srcdoc='x'>**",
    "[<b>](https://a.jp)",
    "&lt;script&gt;",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("mark", ["", "- ", "> ", "1. "])
def test_hostile_text_stays_text(text: str, mark: str) -> None:
    _check(prose(mark + text))


@given(
    st.lists(st.sampled_from([*HOSTILE, "**", "[", "](", ")", "\n", "- ", "> ", "文", "https://a.jp"])).map(
        "".join
    )
)
def test_no_text_makes_other_elements(text: str) -> None:
    _check(prose(text))


def _check(html: str) -> None:
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "rel"}
        assert safe_address(element.attrib.get("href", "/"))
