"""Articles for tests: valid by default; a test names only what matters to it."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from flask import current_app
from PIL import Image

from digest.domain.article import Article
from digest.domain.importing import Shelf, import_manuscript
from digest.domain.manuscript import Manuscript
from digest.domain.publishing import Order, publish
from digest.domain.tree import Card, Comment, KeyPoint, Page, PictureRef, Point, Rights, Section, Text, Tree
from digest.store import FOREVER, writing
from digest.web.printing import SitePress

# The instant at which the clock of a fresh site stands still.
NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def a_tree(
    title: str = "新しいお札は何が変わった？", pages: int = 1, sections: int = 1, language: str = "ja"
) -> Tree:
    """A tree that can be published, with a card in each section."""
    return Tree(
        title=title,
        subtitle="暮らしへの影響は？",
        lead="三つのお札が新しくなりました。",
        language=language,
        key_points=(
            KeyPoint(text="三つの額面が切り替わりました。", cards=("c1",)),
            KeyPoint(text="古いお札も使えます。"),
        ),
        intro="それでは、見ていきましょう。",
        pages=tuple(a_page(number, sections) for number in range(1, pages + 1)),
    )


def a_page(number: int = 1, sections: int = 1) -> Page:
    """A page; all but the first have a title."""
    return Page(
        title=f"{number}ページ目の題" if number > 1 else "",
        sections=tuple(a_section(f"{number}の{n}") for n in range(1, sections + 1)),
    )


def a_section(name: str = "1") -> Section:
    """A section with a comment, a card and a paragraph."""
    card = Card(
        title=f"特徴{name}",
        url=f"https://www.npb.go.jp/{name}",
        publisher="国立印刷局",
        points=(Point(text="肖像が動いて見えます。"), Point(text="数字が大きくなりました。")),
        credit="国立印刷局",
    )
    return Section(
        heading=f"見出し{name}",
        question="何が新しい？",
        answer="肖像が回る。",
        blocks=(Comment(speaker="菊子", lines=("傾けたくなりますね。",)), card, Text(text="段落です。")),
    )


def an_article(
    slug: str = "notes",
    title: str = "新しいお札は何が変わった？",
    at: datetime | None = NOW,
    until: datetime | None = None,
    topic: str = "くらしと経済",
    tags: tuple[str, ...] = (),
    author: str = "秋山 菊乃",
    pages: int = 1,
    sections: int = 1,
    picture: bool = False,
    language: str = "ja",
) -> Article:
    """An article that is live from `at` until `until`, or a draft. Needs an application context."""
    tree = a_tree(title, pages, sections, language)
    if picture:
        tree = replace(
            tree, picture=PictureRef("flag.png", alt="旗", credit="当サイト作成", rights=Rights.OWN)
        )
    site = current_app.extensions["digest"]
    with writing() as session:
        manuscript = Manuscript(tree, slug, topic, tags, author)
        shelf = Shelf(site.files, lambda name: a_picture())
        article = import_manuscript(session, manuscript, shelf, site.settings.zone)
        if at:
            publish(session, article, Order(at, until or FOREVER, unchecked=True), SitePress())
    return article


def a_picture(size: tuple[int, int] = (1000, 500), colour: str = "teal") -> bytes:
    """A picture file."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()
