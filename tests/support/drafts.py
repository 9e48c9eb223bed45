"""A draft that has everything a public page can show, and what a proof of it shares with the public page."""

import re
from dataclasses import replace
from datetime import date

from digest.domain.article import Article
from digest.domain.tree import (
    Card,
    Comment,
    Event,
    Figure,
    Page,
    PictureRef,
    Point,
    Quote,
    Rights,
    Section,
    Text,
    Timeline,
    Tree,
)
from digest.store import writing
from tests.support.factories import NOW, a_tree, an_article


def a_rich_tree(picture: str) -> Tree:
    """Two pages with every kind of block; `picture` is the key of a stored picture."""
    shown = PictureRef(picture, alt="旗", credit="当サイト作成", rights=Rights.OWN)
    card = Card(
        id="c1",
        title="肖像が回る",
        url="https://www.npb.go.jp/1?utm_source=x",
        publisher="国立印刷局",
        published=date(2024, 7, 3),
        points=(Point(text="動いて見えます。", passage="肖像が回転する。"),),
        credit="国立印刷局",
        picture=shown,
    )
    blocks = (
        Comment(speaker="菊子", lines=("傾けたくなりますね。",)),
        Comment(speaker="栄一", lines=("そうですね。",)),
        card,
        Text(text="段落です。**強く**、[外へ](https://example.jp/)。", cards=("c1", "c2")),
        Quote(text="引用です。", source="白書", url="https://example.jp/white"),
        Figure(picture=shown, caption="旗の写真"),
        Timeline(title="あゆみ", events=(Event(when="2024年", text="発行"),)),
    )
    later = (
        Card(id="c2", title="歴史", url="https://www.boj.or.jp/2", publisher="日本銀行"),
        Text(text="前の頁へ", cards=("c1",)),
    )
    pages = (
        Page(sections=(Section(heading="技術", question="何が？", answer="肖像が回る。", blocks=blocks),)),
        Page(title="お札の歴史", sections=(Section(heading="年表", blocks=later),)),
    )
    return replace(a_tree(), picture=shown, pages=pages)


def a_rich_draft(slug: str = "rich") -> Article:
    """An article that was never published, with a_rich_tree() for its draft. Needs an application context."""
    an_article("older", title="前のお札", at=NOW)
    article = an_article(slug, at=None, picture=True, tags=("お札",))
    with writing() as session:
        draft = session.get_one(Article, article.id).draft
        draft.tree = a_rich_tree(article.draft.tree.pictures()[0].key)
    return article


def shared(html: str, base: str, pictures: str) -> str:
    """What of a proof whose pages are at `base`, or of a public page, must be the same on both."""
    for pattern, one in (
        (rf"{re.escape(pictures)}/", "/PICTURES/"),
        (r'\s*<base target="_blank">', ""),
        (r'\s*<aside class="preview-band".*?</aside>', ""),
        # The address of a proof is nobody's to save or to share.
        (r'\s*<section class="reader-tools".*?</section>', ""),
        (r' target="_self"', ""),
        (r'\s*<link rel="canonical"[^>]*>\s*<meta property="og:url"[^>]*>', ""),
        (r'<meta name="robots"[^>]*>', "<head>"),
        # What search engines read is of the public page alone.
        (r'<link rel="alternate" (?:hreflang|type="(?:text/plain|application/json)")[^>]*>\n', ""),
        (r'<script type="application/ld\+json">.*?</script>\n', ""),
        (rf"{re.escape(base)}/pieces/(\d)", r"/PIECE/\1"),
        (r"/_/articles/rich/(\d)", r"/PIECE/\1"),
        (rf"{re.escape(base)}(?=[\"#/])", "/PAGE"),
        # What other sites show beside a link is for those who get the public one.
        (r"/pictures/(\w+-share)", r"/PICTURES/\1"),
        # A source has no record before it is published; then its card stands for it.
        (r'(<div class="card-credit"><a href=")[^"]*', r"\1RECORD"),
        (r'<a href="[^"]*">(?=この出典|出典の記録|Record of the source)', '<a href="RECORD">'),
    ):
        html = re.sub(pattern, one, html, flags=re.DOTALL)
    return re.sub(r"\n\s+", "\n", html)
