"""Every page of a busy desk, and what its forms answer when they are refused: for the checkers to judge."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from flask import Flask
from flask.testing import FlaskClient

from tests.support.answers import Answer
from tests.support.busy_desk import Desk, a_busy_desk
from tests.support.people import COOKIE, signed_in, token_for

# What no form takes: it turns the direction of the text around it.
UNSOUND = "題\u202e"
TYPED = ("text", "search", "email", "url", "password", "date", "time", "number")
_QUERIES = (
    "/editor/?state=live",
    "/editor/?q=ありません",
    "/editor/articles/new?q=お札",
    "/editor/pictures?q=ありません",
    "/editor/sources/?concern=gone",
    "/editor/sources/?q=ありません",
    "/editor/articles/1/comparison?from=1",
    "/editor/articles/1/additions/new?after=b2",
    "/editor/audit/?action=sign-in",
    "/editor/nothing-here",
    "/editor/articles/999",
    "/editor/articles/1/parts/b6",
)
_CHANGES = {
    "moves": {"up": "b2", "once": "m1"},
    "additions": {"kind": "text", "after": "b2", "once": "a1"},
    "duplicates": {"part": "b2", "once": "d1"},
    "deletions": {"part": "b2"},
    "presence": {"part": "lead"},
}


class Desks(FlaskClient):
    """A browser at the desk that judges nothing: that is done with what it collects."""

    def __init__(self, app: Flask, name: str = "") -> None:
        super().__init__(app, app.response_class, use_cookies=True)
        self._secret = ""
        if name and (cookie := signed_in(app, name).get_cookie(COOKIE)):
            self._secret = cookie.value
            self.set_cookie(COOKIE, self._secret)

    def ask(self, path: str, htmx: bool = False, **sent: Any) -> Answer:
        """The answer to a request: a form if something is `sent`."""
        headers = {"X-CSRF-Token": token_for(self._secret)} | ({"HX-Request": "true"} if htmx else {})
        method = "POST" if sent else "GET"
        response = self.open(path, method=method, headers=headers, buffered=True, **sent)
        whole = b"<!doctype" in response.get_data()[:200].lower()
        return Answer.of(path, response, for_htmx=not whole)


def pages(app: Flask, at: datetime) -> list[Answer]:
    """What the desk of `app`, which is empty, answers: to an admin, to an author and to a stranger."""
    empty = Desks(app, "editor").ask("/editor/")
    desk = a_busy_desk(app, at)
    answers = [empty, *_of_strangers(app, desk), *_of_authors(app)]
    admin = Desks(app, "admin")
    answers += _asked(admin, [*desk.addresses(app), *_QUERIES, *_rooms(desk)])
    answers += _refused(admin, [answer for answer in answers if answer.whole])
    answers += _made(admin, desk)
    return [answer for answer in answers if answer.html]


def _rooms(desk: Desk) -> Iterator[str]:
    """The rooms in which the state of an article is seen."""
    for state in desk.articles:
        yield desk.article(state)
        yield f"{desk.article(state)}/publications"
        yield f"{desk.article(state)}/findings"


def _asked(person: Desks, addresses: list[str]) -> Iterator[Answer]:
    """Each page, and what htmx gets where that is something else."""
    for address in addresses:
        yield person.ask(address)
        piece = person.ask(address, htmx=True)
        if piece.html and not piece.whole:
            yield piece


def _of_strangers(app: Flask, desk: Desk) -> Iterator[Answer]:
    stranger = Desks(app)
    for path in ("/session/new", f"/session/links/{desk.invitation}", "/session/links/x", "/preview/x"):
        yield stranger.ask(path)
    yield stranger.ask("/editor/", htmx=True)
    yield stranger.ask("/session", data={"email": "nobody@example.jp", "password": "wrong"})


def _of_authors(app: Flask) -> Iterator[Answer]:
    author = Desks(app, "author")
    for path in ("/editor/", "/editor/users/", "/editor/articles/1", "/editor/profile/", "/editor/pictures"):
        yield author.ask(path)


def _refused(person: Desks, found: list[Answer]) -> Iterator[Answer]:
    """What the forms on `found` answer to texts that no form takes, to none, and to those who come late."""
    known: set[str] = set()
    for answer in found:
        for form in answer.elements("form"):
            action = form.get("action", answer.path)
            if form.get("method") != "post" or action in known or not list(_typed(form)):
                continue
            known.add(action)
            yield from _spoiled(person, action, form)


def _spoiled(person: Desks, action: str, form: ET.Element) -> Iterator[Answer]:
    fields, typed = _fields(form), [str(each.get("name")) for each in _typed(form)]
    stale = {"version": "0"} if fields.get("version", "").isdigit() else {"version": "0" * 12}
    changes = (
        dict.fromkeys(typed, UNSOUND),
        dict.fromkeys(typed, ""),
        dict.fromkeys(typed, "別の文") | stale,
    )
    for change in changes:
        sent = {name: value for name, value in (fields | change).items() if name in fields}
        for htmx in (True, False) if form.get("data-hx-post") else (False,):
            yield person.ask(action, htmx, data=sent)


def _typed(form: ET.Element) -> Iterator[ET.Element]:
    """The fields in which somebody can write."""
    yield from form.iter("textarea")
    yield from (each for each in form.iter("input") if each.get("type", "text") in TYPED)


def _fields(form: ET.Element) -> dict[str, str]:
    """What a browser would send if nothing was touched."""
    found: dict[str, str] = {}
    for each in form.iter():
        name, kind = each.get("name"), each.get("type", "text")
        if not name or kind in ("file", "submit") or name == "csrf_token":
            continue
        if each.tag == "select":
            options = list(each.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            found[name] = chosen[0].get("value", "") if chosen else ""
        elif each.tag == "textarea":
            found[name] = "".join(each.itertext())
        elif kind not in ("radio", "checkbox") or each.get("checked") is not None:
            found[name] = each.get("value", "")
    return found


def _made(person: Desks, desk: Desk) -> Iterator[Answer]:
    """What is shown once, and what is seen when something cannot be done."""
    text = "# 題\n\nリードです。\n\n## 見出し\n\n本文です。"
    yield person.ask("/editor/articles/pastes", data={"text": text})
    yield person.ask("/editor/articles/1/text/readings", data={"text": "", "version": "1"})
    yield person.ask("/editor/pictures", data={"file": (BytesIO(b"no picture"), "a.png")})
    yield person.ask("/editor/pictures", True, data={"file": (BytesIO(b"no picture"), "a.png")})
    yield person.ask("/editor/users/1/links", data={"once": "i1"})
    yield person.ask("/editor/articles/1/previews", data={"once": "p1", "days": "7"})
    yield person.ask("/editor/pictures/1/deletions", data={"sure": "y"})
    yield person.ask("/editor/topics/1/deletions", data={"version": "1", "replacement": ""})
    for way, sent in _CHANGES.items():
        yield person.ask(f"{desk.article('live')}/{way}", True, data=sent)


def name_of(number: int, answer: Answer) -> str:
    """A name for a file with `answer` that tells what it is the answer to."""
    path = re.sub(r"[^A-Za-z0-9-]+", "-", answer.path).strip("-")[:80]
    return f"{number:03}-{answer.status}-{path}{'-piece' if answer.fragment else ''}"
