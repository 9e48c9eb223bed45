"""Drafts on the desk for tests: one with every kind of part in it, and what its forms send."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from digest.domain.article import Article
from digest.domain.part import part_of, version_of
from digest.domain.tree import (
    Card,
    Comment,
    Event,
    Figure,
    KeyPoint,
    Page,
    PictureRef,
    Point,
    Quote,
    Section,
    Text,
    Timeline,
    Tree,
)
from digest.store import db, writing
from tests.support.factories import an_article

KINDS = {
    "head": "head",
    "lead": "lead",
    "picture": "cover",
    "key-points": "key-points",
    "intro": "intro",
    "p1": "page",
    "s1": "section",
    "b1": "comment",
    "c1": "card",
    "b2": "text",
    "b3": "quote",
    "b4": "picture",
    "b5": "timeline",
}


def full_tree() -> Tree:
    """A tree with every kind of part, called as in KINDS."""
    blocks = (
        Comment("b1", "菊子", ("傾けたくなりますね。", "はい。")),
        Card(
            "c1",
            "お札の特徴",
            "https://www.npb.go.jp/",
            "国立印刷局",
            date(2024, 7, 3),
            (Point("v1", "肖像が動いて見えます。", "肖像が動く"), Point("v2", "数字が大きい。")),
            "国立印刷局",
        ),
        Text("b2", "段落です。", ("c1",)),
        Quote("b3", "お札は国の顔です。", "ある人", "https://example.jp/words"),
        Figure("b4", PictureRef("missing", alt="旗"), "旗の写真"),
        Timeline("b5", "歩み", (Event("e1", "2024年", "発行"), Event("e2", "2019年", "発表"))),
    )
    return Tree(
        title="新しいお札は何が変わった？",
        subtitle="暮らしへの影響は？",
        lead="三つのお札が新しくなりました。",
        key_points=(KeyPoint("k1", "切り替わりました。", ("c1",)), KeyPoint("k2", "古いお札も使えます。")),
        intro="それでは、見ていきましょう。",
        pages=(
            Page("p1", "特徴", (Section("s1", "偽造を防ぐ", "何が新しい？", "肖像が回る。", blocks),)),
            Page(
                "p2",
                "歴史",
                (Section("s2", "これまで", "", "", (Comment("b6", "葉一", ("二ページ目。",)),)),),
            ),
        ),
    )


def a_draft(app: Flask, tree: Tree | None = None, slug: str = "notes") -> int:
    """The number of an article with a draft that says `tree`."""
    with app.app_context():
        number = an_article(slug, at=None).id
        set_tree(number, full_tree() if tree is None else tree)
        return number


def set_tree(number: int, tree: Tree) -> None:
    """Let the draft say `tree`, behind everybody's back. Needs an application context."""
    with writing() as session:
        session.get_one(Article, number).draft.tree = tree


def tree_of(app: Flask, number: int) -> Tree:
    """What the draft says now."""
    with app.app_context():
        db.session.rollback()
        return db.session.get_one(Article, number).draft.tree


def version(app: Flask, number: int, part: str) -> str:
    """The version of a part now."""
    return version_of(part_of(tree_of(app, number), part))


class Fields(HTMLParser):
    """The fields of the first form of a part, as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._inside = self._done = False
        self._select = self._text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._inside = "part-form" in (given.get("class") or "")
        elif self._inside and tag == "input" and name:
            kind = given.get("type")
            if kind in ("checkbox", "radio") and "checked" not in given:
                return
            if kind == "checkbox":
                self.values.setdefault(name, []).append(given.get("value") or "")
            else:
                self.values[name] = given.get("value") or ""
        elif self._inside and tag == "textarea":
            self._text = name
            self.values[name] = ""
        elif self._inside and tag == "select":
            self._select = name
        elif self._select and tag == "option":
            if "selected" in given or name not in self.values:
                self.values.setdefault(self._select, given.get("value") or "")
            if "selected" in given:
                self.values[self._select] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            self.values[self._text] = self.values[self._text].removeprefix("\r\n").removeprefix("\n")
            self._text = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._inside = False


def fields(answer: TestResponse) -> dict[str, Any]:
    """What the form in `answer` would send."""
    return Fields(answer.text).values
