"""Pages of the net that wish us ill: fetched, read, cited and published, their facts stay text everywhere."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.digest_text import format_text, parse_text
from digest.domain.importing import export_manuscript
from digest.domain.publishing import Order, publish
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.source import Source
from digest.domain.tree_json import dump_json, load_json
from digest.store import FOREVER, db, writing
from digest.store.fetch import Fetch
from digest.web.printing import SitePress
from tests.support import sites
from tests.support.factories import NOW, an_article
from tests.support.part_forms import tree_of
from tests.support.people import signed_in
from tests.support.press_site import Page, serving_press
from tests.web.editor.test_hostile_text import MARK, PAYLOADS, stains

SECRET, INNER = "この一文は誰にも見せない。", "説明文の中だけの秘密"
ODD = (
    "\u202eRTL\u202c\u2066x\u2069",
    "a\u2028b\u2029c\x85d\x0be",
    "\x01\x1b[31m\ufffe\ufeff",
    "👨‍👩‍👧‍👦🏳️‍🌈é" + "\u0301" * 40,
    "&#xD800;&#0;&#x110000;&lt;b&gt;&amp;amp;",
    "■見出し 💡 ✅ 【要約カード】\n公開日：2024年\n出典/画像元：",
    "{% for x in ().__class__.__mro__ %}{{ config }}{% endfor %}",
    '\\u003cscript\\u003e","x":"',
    "さらに読む ⇒ 次のページを読む ⇒ > - **a** [b](https://c.jp)",
    "-,&:~:text=%00%ZZ",
)
GROUPS = 6
ALL = (*PAYLOADS, *ODD)


def a_page(number: int, payload: str) -> Page:
    """A page that says `payload` wherever a page says anything."""
    told, linked = escape(payload), json.dumps(payload).replace("</", "<\\/")
    facts = (
        f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": {linked},'
        f' "author": {{"name": {linked}}}, "publisher": {{"name": {linked}}}, "image": {linked},'
        f' "datePublished": "2026-06-30T09:00:00+09:00", "url": {linked}, "inLanguage": {linked}}}'
    )
    names = ("og:title", "og:site_name", "og:image", "og:url", "author", "og:locale", "description")
    metas = "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{told}">' for name in names
    )
    lines = [
        f"{number}番目の記事によると、{payload}という文字が三日の朝に見つかりました。",
        f"調べた人は、{payload}が{number + 2000}年に書かれたものだと話しています。",
        f"記事の{payload}は、これからも保存される予定だということです。",
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    head = (
        f'<meta charset="utf-8"><title>{told}</title>{metas}<meta name="description" content="{INNER}">'
        f'<link rel="canonical" href="{told}?{number}"><script type="application/ld+json">{facts}</script>'
    )
    markup = (
        f'<!doctype html><html lang="{told}"><head>{head}</head><body><article><h1>{told}</h1>'
        f"{body}<p>{SECRET}</p></article></body></html>"
    )
    odd = markup.encode("utf-8", "replace").decode()
    return Page(f"/{number}", odd, "", "", None)


@pytest.fixture(scope="module")
def site(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """A site that can read the hostile press, and where that is."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("hostile") / "instance"))
    with serving_press([a_page(number, payload) for number, payload in enumerate(ALL)]) as press:
        allow = frozenset({press.removeprefix("http://")})
        with sites.site(folder, clock=lambda: NOW, testing=True, fetch_allow=allow) as app:
            fetch = Fetch("Test/1 (+http://localhost)", allow, pause=0)
            app.extensions["digest"] = replace(app.extensions["digest"], fetch=fetch)
            yield app, press


def desk(app: Flask, number: int, cards: Sequence[str]) -> Iterator[str]:
    article = f"/editor/articles/{number}"
    rooms = ("", "/findings", "/coverage", "/quotation", "/text", "/history", "/preview", "/subjects")
    yield from (f"{article}{room}" for room in (*rooms, "/suggestions/key-points", "/proof", "/about"))
    for card in cards:
        yield from (f"{article}/{kind}/{card}" for kind in ("parts", "suggestions", "passages"))
    with app.app_context():
        for source in db.session.scalars(select(Source.id)):
            yield f"/editor/sources/{source}"
    yield from ("/editor/", "/editor/sources/", "/editor/publishers/", "/editor/audit/")


def public(app: Flask, number: int, slug: str) -> Iterator[str]:
    yield from sources_of(app, number)
    yield from (f"/articles/{slug}", f"/articles/{slug}.json", f"/articles/{slug}.txt")
    yield from ("/", "/feed.atom", "/feed.json", "/sitemap.xml", "/sitemap-news.xml", f"/search?q={MARK}")


@pytest.mark.parametrize("group", range(GROUPS))
def test_what_a_page_says_of_itself_stays_text_and_its_text_stays_here(
    site: tuple[Flask, str], group: int
) -> None:
    app, press = site
    editor = signed_in(app, "admin")
    with app.app_context():
        number = an_article(f"hostile-{group}", at=None).id
    links = "\n".join(f"{press}/{at}" for at in range(len(ALL)) if at % GROUPS == group)
    path = f"/editor/articles/{number}"
    assert editor.post(f"{path}/links", data={"links": links, "after": "c1"}).status_code == 303
    app.extensions["digest.background"].run_all()
    with app.app_context():
        read = db.session.scalars(Retrieval.of_article(number)).all()
        assert {each.progress for each in read} == {Progress.DONE}, [(r.url, r.trouble) for r in read]
        new = [each.card_id for each in read]
    take_points(editor, app, path, new)
    wrong = []
    for at in desk(app, number, new):
        answer = editor.get(at)
        assert answer.status_code in (200, 404), at
        if MARK in answer.text:
            wrong += [(at, stain) for stain in stains(answer.text)]
        # These rooms show sentences that may be attached, with their neighbours.
        if "/passages/" not in at and "/suggestions/" not in at:
            wrong += [(at, told) for told in (SECRET, INNER) if told in answer.text]
    reader = app.test_client()
    for at in sources_of(app, number):
        assert reader.get(at).status_code == 404, at
    with app.app_context(), writing() as session:
        article = session.get_one(Article, number)
        publish(session, article, Order(NOW, FOREVER, unchecked=True), SitePress())
    for at in public(app, number, f"hostile-{group}"):
        answer = reader.get(at)
        if answer.mimetype == "text/html":
            wrong += [(at, stain) for stain in stains(answer.text)]
        wrong += [(at, told) for told in (SECRET, INNER) if told in answer.text]
    assert not wrong, "\n".join(map(repr, wrong))
    goes_round(app, number)


def sources_of(app: Flask, number: int) -> list[str]:
    """The public addresses of the sources that were read for an article."""
    with app.app_context():
        read = db.session.scalars(Retrieval.of_article(number)).all()
        return [f"{way}/{each.source_id}" for each in read for way in ("/sources", "/_/sources")]


def take_points(editor: Any, app: Flask, path: str, cards: Sequence[str]) -> None:
    """Take up what is suggested for each card, and let a key point rest on it."""
    for card in cards:
        with app.app_context():
            there = next(
                each for each in tree_of(app, int(path.rsplit("/", 1)[1])).cards() if each.id == card
            )
            source = Source.at(db.session(), there.url)
            assert source is not None, there
            starts = [start for start, _ in source.suggested]
        for start in starts:
            for what in ("points", "key-points"):
                assert editor.post(f"{path}/{what}", data={"card": card, "start": start}).status_code == 303


def goes_round(app: Flask, number: int) -> None:
    """The draft is what its text and its JSON say."""
    with app.app_context():
        manuscript = export_manuscript(db.session(), db.session.get_one(Article, number))
        assert parse_text(format_text(manuscript)).tree == manuscript.tree
        assert load_json(dump_json(manuscript)).tree == manuscript.tree
