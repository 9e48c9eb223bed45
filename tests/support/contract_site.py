"""A small site on which the publish contract holds, and the ways in which one rule of it is broken."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from flask import Flask, Response, request
from PIL import Image
from sqlalchemy import select, text

from digest.domain.article import Article
from digest.domain.edition import Kind
from digest.domain.publishing import Order, publish, withdraw
from digest.domain.source import Source, State
from digest.store import FOREVER, db, writing
from digest.web.contract.walk import Walk
from digest.web.printing import SitePress
from tests.support import sites
from tests.support.factories import NOW, an_article

DAY = timedelta(days=1)


def filled(folder: Path) -> None:
    """Make an installation with digests in every state, a correction, a picture and a source that is gone."""
    sites.migrated(folder)
    with sites.site(folder, lambda: NOW) as app, app.app_context():
        an_article(
            "flag", "旗はいつから二色になった？", at=NOW - 2 * DAY, pages=2, picture=True, tags=("旗",)
        )
        an_article("snow", "初雪はなぜ遅い？", at=NOW - 3 * DAY, tags=("雪", "旗"), author="白山 雪")
        an_article("metre", "How long is a metre?", at=NOW - 4 * DAY, topic="Science", language="en")
        _corrected()
        an_article("coming", "桜はいつ咲く？", at=NOW + DAY)
        an_article("draft", "まだ下書きの話", at=None)
        withdrawn = an_article("withdrawn", "取り下げた話", at=NOW - 5 * DAY)
        with writing() as session:
            withdraw(session, session.merge(withdrawn), NOW - DAY, SitePress(), "誤りがありました。")
            gone = session.scalars(select(Source).order_by(Source.id).limit(1)).one()
            gone.state, gone.archive_url = State.GONE, "https://archive.example/web/1"


def _corrected() -> None:
    article = an_article("notes", at=NOW - 6 * DAY)
    with writing() as session:
        kept = session.get_one(Article, article.id)
        kept.draft.tree = replace(kept.draft.tree, lead="二つのお札が新しくなりました。")
        order = Order(NOW - DAY, FOREVER, Kind.CORRECTION, "数の誤り", "三つ", "二つ", unchecked=True)
        publish(session, kept, order, SitePress())


@dataclass
class Broken:
    """A copy of the site in which something is to be broken before anybody asks it."""

    app: Flask
    folder: Path

    def rewrite(self, path: str, old: str, new: str) -> None:
        """Let every answer at an address that `path` (a pattern) fits say `new` for `old` (a pattern)."""
        done = list[str]()

        def change(answer: Response) -> Response:
            if re.fullmatch(path, request.path) and not answer.direct_passthrough:
                body, count = re.subn(old, new, answer.get_data(as_text=True), flags=re.DOTALL)
                answer.set_data(body)
                done.extend([request.path] * count)
            return answer

        self.app.after_request(change)
        self.rewritten = done

    def answer(self, path: str, change: Callable[[Response], object]) -> None:
        """Let `change` change the answer at `path`."""

        def changed(answer: Response) -> Response:
            if re.fullmatch(path, request.path):
                change(answer)
            return answer

        # What stands first is asked last: it sees the finished answer.
        self.app.after_request_funcs.setdefault(None, []).insert(0, changed)

    def sql(self, statement: str) -> None:
        """Change rows; some must be there."""
        with self.app.app_context(), writing() as session:
            assert session.execute(text(statement)).rowcount  # type: ignore[attr-defined]  # of an UPDATE

    def picture(self, end: str) -> Path:
        """A file of the picture whose name ends like that."""
        return next(path for path in sorted((self.folder / "pictures").iterdir()) if path.name.endswith(end))

    def broken(self) -> dict[str, list[str]]:
        """The rules that a walk finds broken, each with what it says."""
        with self.app.app_context():
            report = Walk().run()
            db.session.rollback()
        found: dict[str, list[str]] = {}
        for each in report.in_order():
            found.setdefault(each.rule, []).append(f"{each.address}: {each.fault}")
        return found


@contextmanager
def copied(folder: Path, to: Path) -> Iterator[Broken]:
    """A copy of the site at `folder`."""
    there = Path(shutil.copytree(folder, to))
    with sites.site(there, lambda: NOW) as app:
        yield Broken(app, there)


Mutation = Callable[[Broken], object]


def _status(code: int) -> Callable[[Response], object]:
    def change(answer: Response) -> None:
        answer.status_code = code

    return change


def _cookie(answer: Response) -> None:
    answer.set_cookie("who", "you")


def _listed(answer: Response) -> None:
    answer.headers.remove("X-Robots-Tag")


def _small(path: Path) -> None:
    Image.new("RGB", (10, 10)).save(path, "WEBP" if path.suffix == ".webp" else "JPEG")


# What is broken, the rule that must find it, and nothing else.
MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "an article answers with a fault": ("status", lambda s: s.answer("/articles/snow", _status(500))),
    "a later page has gone": ("status", lambda s: s.answer("/articles/flag/2", _status(404))),
    "a list leads elsewhere": ("status", lambda s: s.answer("/topics/.*", _status(302))),
    "a withdrawn digest answers": ("hidden", lambda s: s.answer("/articles/withdrawn", _status(200))),
    "a draft answers": ("hidden", lambda s: s.answer("/articles/draft", _status(200))),
    "a scheduled digest answers": ("hidden", lambda s: s.answer("/articles/coming", _status(200))),
    "a page sets a cookie": ("cookies", lambda s: s.answer("/corrections", _cookie)),
    "a page names no language": ("language", lambda s: s.rewrite("/", "<html lang=[^>]*>", "<html>")),
    "a page has no title": ("title", lambda s: s.rewrite("/corrections", "<title>.*?</title>", "")),
    "a title is empty": ("title", lambda s: s.rewrite("/menu", "<title>.*?</title>", "<title> </title>")),
    "two pages have one title": (
        "title",
        lambda s: s.rewrite("/articles/(snow|metre)", "<title>.*?</title>", "<title>同じ題</title>"),
    ),
    "a description is missing": (
        "description",
        lambda s: s.rewrite("/articles/snow", '<meta name="description"[^>]*>', ""),
    ),
    "the canonical address is missing": (
        "canonical",
        lambda s: s.rewrite("/articles/snow", '<link rel="canonical"[^>]*>', ""),
    ),
    "the canonical address is another page's": (
        "canonical",
        lambda s: s.rewrite("/articles/flag/2", '(<link rel="canonical"[^>]*)/2"', r'\1"'),
    ),
    "the canonical address is another site's": (
        "canonical",
        lambda s: s.rewrite(
            "/", '<link rel="canonical" href="http://[^/]*', '<link rel="canonical" href="http://a.example'
        ),
    ),
    "search engines are kept from a digest": (
        "listed",
        lambda s: s.rewrite("/articles/snow", "</title>", '</title><meta name="robots" content="noindex">'),
    ),
    "a preview leads to another page": (
        "og-url",
        lambda s: s.rewrite("/articles/flag/2", '(<meta property="og:url"[^>]*)/2"', r'\1"'),
    ),
    "a second first heading": ("headings", lambda s: s.rewrite("/archive", "</main>", "<h1>題</h1></main>")),
    "a level is left out": ("headings", lambda s: s.rewrite("/search", "</main>", "<h5>題</h5></main>")),
    "a heading says nothing": ("headings", lambda s: s.rewrite("/corrections", "</h1>", "</h1><h2></h2>")),
    "a picture has no alternative text": (
        "alt",
        lambda s: s.rewrite("/articles/flag", '<img([^>]*) alt="[^"]*"', r"<img\1"),
    ),
    "the text of a picture was never written": (
        "alt",
        lambda s: (
            s.sql(
                "UPDATE edition SET tree = json_remove(tree, '$.picture.alt') WHERE picture_id IS NOT NULL"
            ),
            s.sql("UPDATE picture SET alt = ''"),
        ),
    ),
    "an id is there twice": (
        "ids",
        lambda s: s.rewrite("/articles/snow", "</main>", '<p id="main"></p></main>'),
    ),
    "a link is dead": (
        "links",
        lambda s: s.rewrite("/corrections", "</main>", '<a href="/gone">x</a></main>'),
    ),
    "a whole address is dead": (
        "links",
        lambda s: s.rewrite("/menu", "</main>", '<a href="http://127.0.0.1:5000/gone?a=b">x</a></main>'),
    ),
    "a style sheet is missing": (
        "links",
        lambda s: s.rewrite("/search", '(href="/assets/site)-[0-9a-f]*', r"\1-000000000000"),
    ),
    "a place on the page is missing": (
        "anchors",
        lambda s: s.rewrite("/articles/snow", "</main>", '<a href="#nowhere">x</a></main>'),
    ),
    "a place on another page is missing": (
        "anchors",
        lambda s: s.rewrite("/", "</main>", '<a href="/articles/snow#nowhere">x</a></main>'),
    ),
    "no page leads to a digest": (
        "linked",
        lambda s: s.rewrite("(?!/articles/metre).*", 'href="/articles/metre"', 'href="/"'),
    ),
    "search engines may list a piece": ("fragments", lambda s: s.answer("/_/menu", _listed)),
    "a piece is a whole page": ("fragments", lambda s: s.rewrite("/_/menu", "^", "<main>")),
    "a picture is missing": ("pictures", lambda s: s.picture("-480.webp").unlink()),
    "a picture is of the wrong size": ("pictures", lambda s: _small(s.picture("-960.webp"))),
    "a preview picture is no picture": ("pictures", lambda s: s.picture("-share.jpg").write_text("no")),
    "the rights in a picture are not stated": (
        "rights",
        lambda s: (
            s.sql(
                "UPDATE edition SET tree = json_remove(tree, '$.picture.rights') WHERE picture_id IS NOT NULL"
            ),
            s.sql("UPDATE picture SET rights = ''"),
        ),
    ),
    "robots are kept from everything": ("robots", lambda s: s.rewrite("/robots.txt", "$", "Disallow: /\n")),
    "robots are let in at the desk": (
        "robots",
        lambda s: s.rewrite("/robots.txt", "Disallow: /editor\n", ""),
    ),
    "the feed of corrections is not XML": (
        "corrections",
        lambda s: s.rewrite("/corrections/feed.atom", "</feed>", ""),
    ),
    "a correction is not in its feed": (
        "corrections",
        lambda s: s.rewrite("/corrections/feed.atom", "<entry>.*</entry>", ""),
    ),
    "a source is gone for good": (
        "sources",
        lambda s: s.sql("UPDATE source SET archive_url = '' WHERE state = 'gone'"),
    ),
}
