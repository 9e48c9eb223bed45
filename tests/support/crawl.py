"""Every public address, found as a reader finds it: by following links from the front page."""

from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from flask import Flask
from flask.testing import FlaskClient

from tests.support.answers import Answer
from tests.support.checking import CheckFailed

# What no page links to, and what only a mistaken or a late reader meets.
LOST = "/nothing-here"
BESIDE = (
    "/menu",
    "/_/menu",
    "/search",
    "/corrections",
    "/_/corrections",
    "/robots.txt",
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
        found = answer.links() if answer.html else [answer.headers.get("Location", "")]
        for link in filter(None, found):
            address = quote(unquote(link), safe="/?&=%+-._~:@,")
            if address not in known:
                known.add(address)
                waiting.append(address)


def endpoints(app: Flask, answers: Iterable[Answer]) -> set[str]:
    """The views that gave `answers`."""
    adapter = app.url_map.bind("localhost")
    return {
        str(adapter.match(unquote(answer.path.partition("?")[0]))[0])
        for answer in answers
        if answer.status not in (301, 404)
    }
