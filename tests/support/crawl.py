"""Every public address, found as a reader finds it: by following links from the front page."""

import xml.etree.ElementTree as ET
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.support.answers import Answer
from tests.support.checking import CheckFailed

# What no page links to, and what only a mistaken or a late reader meets.
LOST = "/nothing-here"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
BESIDE = (
    "/menu",
    "/_/menu",
    "/search",
    "/search/suggestions.json?q=札",
    "/corrections",
    "/_/corrections",
    "/offline",
    "/service-worker.js",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/llms.txt",
    "/feed.smartnews.xml",
    "/healthz",
    "/readyz",
    LOST,
)


def visit(client: FlaskClient, start: Iterable[str] = ("/", *BESIDE), most: int = 10_000) -> list[Answer]:
    """The answers of all addresses that can be reached from `start`, in the order of finding them.

    Raises CheckFailed with all that a checking client objects to.
    """
    objections: list[str] = []
    answers = list(_visit(client, start, most, objections))
    if objections:
        raise CheckFailed("\n".join(objections))
    return answers


def _visit(client: FlaskClient, start: Iterable[str], most: int, objections: list[str]) -> Iterator[Answer]:
    waiting = deque(start)
    known = set(waiting)
    while waiting and most:
        path = waiting.popleft()
        most -= 1
        try:
            answer = Answer.of(path, client.get(path))
        except CheckFailed as failed:
            objections.append(str(failed))
            continue
        yield answer
        found = answer.links() if answer.html else [answer.headers.get("Location", ""), *_listed(answer)]
        # One card shows that cards are there; drawing each of them would take a while.
        found = [*found, *([] if any("/cards/" in path for path in known) else _card(answer))]
        for link in filter(None, found):
            address = quote(unquote(link), safe="/?&=%+-._~:@,")
            if address not in known:
                known.add(address)
                waiting.append(address)


def _card(answer: Answer) -> list[str]:
    """The picture that was drawn for other sites to show of the page."""
    metas = answer.elements("meta") if answer.html else ()
    shown = [meta.get("content", "") for meta in metas if meta.get("property") == "og:image"]
    return [urlsplit(url).path for url in shown if "/cards/" in url]


def _listed(answer: Answer) -> list[str]:
    """What a sitemap leads to."""
    if answer.kind != "application/xml":
        return []
    return [urlsplit(each.text or "").path for each in ET.fromstring(answer.data).iter(LOC)]


def endpoints(app: Flask, answers: Iterable[Answer]) -> set[str]:
    """The views that gave `answers`."""
    adapter = app.url_map.bind("localhost")
    return {
        str(adapter.match(unquote(answer.path.partition("?")[0]))[0])
        for answer in answers
        if answer.status not in (301, 404)
    }
