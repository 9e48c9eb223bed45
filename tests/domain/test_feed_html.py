"""Pages for feeds: what style and script would do is said in words, and nothing else is let through."""

from itertools import islice

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.feed_html import ATTRIBUTES, TAGS, feed_html
from tests.web.editor.test_hostile_text import PAYLOADS, stains

PAGE = "https://digest.example/articles/notes/2"
MARKS = (
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "<a href='/x'>",
    "</a>",
    "<li>",
    "<ul>",
    "<details>",
    "<br>",
)


@pytest.mark.parametrize(
    ("page", "fit"),
    [
        # Words straight in a block that is none here get a paragraph, with what stands around them.
        ("<div>語</div>", "<p>語</p>"),
        ("<div>一<a href='/x'>二</a></div>三", "<p>一<a href=\"https://digest.example/x\">二</a></p><p>三</p>"),
        ("<div><a href='/x'>語</a></div>", '<p><a href="https://digest.example/x">語</a></p>'),
        ("<section>\n  <p>一</p>\n\n  <p>二 <b> 三</b> </p></section>", "<p>一</p><p>二 <b>三</b></p>"),
        ("<h2 id='a' tabindex='-1'>題<wbr>名</h2>", "<h2>題名</h2>"),
        # Nothing is left of what is empty, hidden or drawn.
        ("<p> </p><ul><li></li></ul><blockquote><p></p></blockquote><b></b>", ""),
        ("<svg><text>字</text></svg><div hidden>隠<p>語</p></div><p>見</p>", "<p>見</p>"),
        ('<div class="face"><img src="/x.webp"></div><p class="card-backs"><a href="#k1"></a></p>', ""),
        # A mark that style draws is said.
        ('<p>文<a class="cite" href="/articles/notes#c1" aria-label="出典 1" data-number="1"></a></p>',
         '<p>文<a href="https://digest.example/articles/notes#c1">[1]</a></p>'),
        ('<span role="img" aria-label="一次資料"></span>', "<p>一次資料</p>"),
        ('<p class="question"><span class="tag">問</span> なぜ？</p>', "<p><b>問</b> なぜ？</p>"),
        ('<span class="copied" aria-hidden="true">💡 </span>点', "<p>💡 点</p>"),
        # Addresses are whole; what is no address of the web leads nowhere.
        ('<a href="#c1">下</a>', f'<p><a href="{PAGE}#c1">下</a></p>'),
        ('<a href="https://a.example/?a=1&amp;b=%22">外</a>', '<p><a href="https://a.example/?a=1&amp;b=%22">外</a></p>'),
        ('<a href="mailto:a@b.example">便</a>', '<p><a href="mailto:a@b.example">便</a></p>'),
        ('<a href="javascript:x()">外</a><a href="https://[x">外</a><a>外</a>', "<p>外外外</p>"),
        # Pictures say what they show.
        ('<figure class="figure"><div class="frame"><img src="/pictures/a.webp" srcset="/b 2w" width="10" '
         'height="5" alt="旗" loading="lazy"></div><figcaption>画像</figcaption></figure>',
         '<figure><img src="https://digest.example/pictures/a.webp" alt="旗">'
         "<figcaption>画像</figcaption></figure>"),
        ('<img src="data:image/png;base64,x"><img>', ""),
        # Text stays text.
        ("<p>&lt;script&gt; &amp;amp; \x0b\ufffe]]&gt;</p>", "<p>&lt;script&gt; &amp;amp; ]]&gt;</p>"),
        ("<script>x()</script><style>x{}</style><p style='x' onclick='x'>文<br></p>", "<p>文<br></p>"),
        # Whatever is open is closed, and what was never opened closes nothing.
        ("</div><ul><li>一<li>二", "<ul><li>一</li><li>二</li></ul>"),
    ],
)  # fmt: skip
def test_a_page_becomes_html_that_stands_by_itself(page: str, fit: str) -> None:
    assert feed_html(page, PAGE) == fit


def test_a_card_is_readable_without_style() -> None:
    card = """
    <details class="card" id="c1" open>
      <summary class="card-head">
        <h3 class="card-title">紙幣<wbr>の話</h3>
        <span class="card-facts">
          <span class="card-publisher" data-number="3"><span class="copied">媒体:</span>国立印刷局</span>
          <span class="card-date"><span class="copied">公開日:</span><time datetime="x">7月1日</time></span>
        </span>
      </summary>
      <div class="card-body">
        <a class="card-return" href="#k1" hidden></a>
        <ul class="ticks">
          <li id="p1"><span class="copied">✅ </span>動く。
            <details class="passage"><summary aria-label="原文"></summary>
            <blockquote>根拠: 動きます。</blockquote>
            <a class="passage-link" href="https://a.example" data-label="読む"></a></details></li>
        </ul>
        <div class="card-foot"><div class="card-more"><a href="https://a.example">さらに読む ⇒</a></div>
        <div class="card-credit"><a href="/sources/1">出典:</a> 国立印刷局</div>
        <div class="card-address"><span class="address">https://<b>a.example</b></span></div></div>
      </div>
    </details><div class="text"><p>段落。</p></div>"""
    assert feed_html(card, PAGE) == (
        "<blockquote><h3>紙幣の話</h3><p>[3] 媒体:国立印刷局 公開日:7月1日</p>"
        '<ul><li>✅ 動く。<blockquote><p>根拠: 動きます。</p></blockquote> <a href="https://a.example">読む</a></li></ul>'
        '<p><a href="https://a.example">さらに読む ⇒</a></p>'
        '<p><a href="https://digest.example/sources/1">出典:</a> 国立印刷局</p></blockquote><p>段落。</p>'
    )


def test_a_comment_says_who_speaks() -> None:
    comment = (
        '<div class="comment comment-left" id="b1"><div class="face"><svg><text>菊</text></svg></div>'
        '<p class="speaker" data-role="記者">菊子<span class="copied">:</span></p>'
        '<div class="balloon"><p>一。</p></div></div>'
    )
    assert feed_html(comment, PAGE) == "<blockquote><p><b>菊子:</b></p><p>一。</p></blockquote>"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_never_meant_to_be_there_does_not_get_through(payload: str) -> None:
    fit = feed_html(
        f'<p class="x">{payload}</p><a href="{payload}">x</a><img src="/x" alt="{payload}">', PAGE
    )
    assert list(stains(f"<main>{fit}</main>")) == []
    only_what_is_allowed(fit)


@given(st.lists(st.one_of(st.sampled_from((*MARKS, *PAYLOADS)), st.text(max_size=5)), max_size=12))
def test_any_soup_comes_out_as_what_is_allowed(pieces: list[str]) -> None:
    only_what_is_allowed(feed_html("".join(pieces), PAGE))


def only_what_is_allowed(fit: str) -> None:
    elements = islice(html5lib.parseFragment(fit, namespaceHTMLElements=False).iter(), 1, None)
    for element in elements:
        assert element.tag in TAGS
        assert set(element.attrib) <= set(ATTRIBUTES.get(element.tag, ()))
        for name in ("href", "src"):
            assert element.get(name, "https://").startswith(("https://", "http://", "mailto:"))
