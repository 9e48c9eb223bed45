"""Checks and look-ups by the guarded fetch itself, against a server that is really asked."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.source import Source
from digest.domain.survival.checking import Kit, check
from digest.store import db, writing
from digest.store.fetch import Fetch
from digest.web.printing import SitePress
from tests.support.factories import NOW
from tests.support.fake_fetch import a_page
from tests.support.misbehaving import Behaviour, Sources, answering, leading, silent, sources

PAGE = a_page("新しい紙幣").encode()
COPY = "/web/20260101000000/page"
FARES = {
    "/page": "alive",
    "/moved": "moved",
    "/to-the-front": "doubtful",
    "/soft": "doubtful",
    "/gone": "gone",
    "/fault": "failing",
    "/forbidden": "failing",
    "/loop": "failing",
    "/silent": "alive",
    "/forbidden-to-programs": "alive",
    "/pdf": "alive",
}


def behaviours() -> dict[str, Behaviour]:
    html = "text/html; charset=utf-8"
    gone = answering(b"", "410 Gone")
    return {
        "/": answering(PAGE, kind=html),
        "/page": answering(PAGE, kind=html),
        "/moved": leading("/page", "301 Moved Permanently"),
        "/to-the-front": leading("/"),
        "/soft": answering(a_page("ページが見つかりません").encode(), kind=html),
        "/gone": gone,
        "/fault": answering(b"", "500 Internal Server Error"),
        "/forbidden": answering(b"", "403 Forbidden"),
        "/loop": leading("/loop"),
        "/silent": silent,
        "/forbidden-to-programs": answering(PAGE, kind=html),
        "/robots.txt": answering(b"User-agent: *\nDisallow: /forbidden-to-programs\n", kind="text/plain"),
        "/pdf": answering(b"%PDF-1.7", kind="application/pdf"),
        COPY: answering(PAGE, kind=html, memento_datetime="Thu, 01 Jan 2026 00:00:00 GMT"),
    }


@pytest.fixture(scope="module")
def server() -> Iterator[Sources]:
    told = behaviours()
    with sources(told) as running:
        told[f"/web/{running.url('/gone')}"] = leading(COPY)
        yield running


def test_each_source_fares_as_its_server_answers(app: Flask, server: Sources) -> None:
    fetch = Fetch("Test/1 (+https://d.jp)", frozenset({server.pair}), seconds=0.5, pause=0)
    kit = Kit(fetch, SitePress(), lambda: NOW, server.url("/web/"))
    with app.app_context():
        with writing() as session:
            for path in FARES:
                url = server.url(path)
                strikes = 2 if path == "/gone" else 0
                session.add(Source(url=url, canonical_url=url, title="新しい紙幣", strikes=strikes))
        numbers = iter(db.session.scalars(select(Source.id).order_by(Source.id)).all())
        found = {each.url.removeprefix(server.url("")): each.word for each in check(kit, numbers)}
        gone = db.session.scalars(select(Source).where(Source.url == server.url("/gone"))).one()
    assert found == FARES
    assert (gone.archive_url, gone.archived_at) == (server.url(COPY), datetime(2026, 1, 1, tzinfo=UTC))
    asked = [line.partition(" HTTP")[0] for line in server.asked]
    assert "HEAD /forbidden-to-programs" in asked
    assert "GET /forbidden-to-programs" not in asked
    heads = [head.lower() for head in server.heads if "/web/" in head.partition("\r\n")[0]]
    assert heads
    assert all("\r\naccept-datetime: " in head for head in heads)
