"""Forms as nobody's page sends them: refused with a message, and nothing is changed."""

from collections.abc import Iterator
from itertools import count
from typing import Any
from urllib.parse import quote_plus

import pytest
from werkzeug.test import TestResponse

from tests.support import desk_map
from tests.support.desk_ground import Ground, Watch
from tests.support.desk_map import Data, Walker, right_person, send
from tests.support.part_forms import KINDS

URLENCODED = "application/x-www-form-urlencoded"
# As they stand in a body: some cannot be said as text.
CHARACTERS = {
    "NUL": "a%00b",
    "a lone surrogate": "a%ED%A0%80b",
    "half a character": "a%E3%81",
    "a replacement character": "a%EF%BF%BDb",
    "text turned round": "a%E2%80%AEb",
    "an isolate": "a%E2%81%A7b",
}
LONG = "x" * 100_000
STRANGERS = (
    "role",
    "id",
    "author_id",
    "user_id",
    "email",
    "password_hash",
    "article_id",
    "is_admin",
    "live_from",
)
# Values for what is no text: a number, a version, a choice, something hidden.
ODD = ("NaN", "-1", "9" * 5000, "0" * 4999, "1.5", "٣", "'\"<b>%n%s")


def forms(ground: Ground) -> Iterator[tuple[str, str, Data, Walker]]:
    """Each form of the desk: its name, where it leads, what it sends, and whose browser."""
    for rule in desk_map.unsafe(ground.app):
        person, name = right_person(ground, rule.endpoint), rule.endpoint
        if name == "editor.parts.save":
            for part, kind in KINDS.items():
                path = f"/editor/articles/{ground.articles['draft']}/parts/{part}"
                page = person.get(path, buffered=True)
                if page.status_code == 200:
                    yield f"{name} {kind}", path, desk_map.form_on(page.text, path), person
        else:
            path = desk_map.address(ground.app, rule, ground)
            yield name, path, desk_map.body(ground.app, name, ground, person), person


def texts(data: Data) -> dict[str, str]:
    """The fields that are no files."""
    return {name: str(value) for name, value in data.items() if not isinstance(value, tuple)}


def raw(data: Data, *more: str) -> bytes:
    """`data` as a body, with `more` behind it as it stands."""
    said = [f"{quote_plus(name)}={quote_plus(value)}" for name, value in texts(data).items()]
    return "&".join((*said, *more)).encode()


def sent(person: Walker, path: str, body: bytes, kind: str = URLENCODED) -> TestResponse:
    return send(Walker(person.application, person.secret), path, body, **{"Content-Type": kind})


def one_field(data: Data, turn: Iterator[int]) -> Iterator[tuple[str, str, bytes]]:
    """`data` with one field spoilt. Each field meets a third of all ways, the next one the next third."""
    for name in texts(data):
        rest, said = {known: value for known, value in data.items() if known != name}, quote_plus(name)
        ways = [(what, f"{said}={value}") for what, value in CHARACTERS.items()]
        ways += [("too long", f"{said}={LONG}"), ("nested", f"{said}[0][b]=1"), ("indexed", f"{said}-7-x=1")]
        for what, spoilt in ways[next(turn) % 3 :: 3]:
            yield name, what, raw(rest, spoilt)


def whole_form(data: Data, turn: int) -> Iterator[tuple[str, bytes]]:
    """`data` with something beside it: with each form, another few of the names that belong to none."""
    yield "doubled", raw(data, "version=1", "version=2")
    if turn % 2:
        yield "too many", raw(data, *(f"x{n}=1" for n in range(6000)))
    else:
        yield "too many of one", raw(data, *("version=1" for _ in range(6000)))
    odd = ("items-7-x", "items[0][b]", "a.b.c", "__proto__", "%00", "%ED%A0%80", "")
    for name in (*STRANGERS, *odd)[turn % 4 :: 4]:
        if name not in data:
            yield f"{name!r} beside", raw(data, f"{name}=1")


def is_said(answer: TestResponse) -> bool:
    """Whether there is anything to read in a refusal, or it leads somewhere that says it."""
    return bool(answer.location or answer.text.strip() or answer.headers.get("HX-Trigger"))


def faults(answer: TestResponse, watch: Watch, *what: str) -> list[tuple[Any, ...]]:
    """What is wrong with the answer to something hostile; afterwards all is as it was."""
    changed = watch.changed()
    if changed:
        watch.restored()
    fine = 400 <= answer.status_code < 500 or answer.status_code == 303
    return [] if fine and is_said(answer) and not changed else [(*what, answer.status_code, changed)]


def test_a_spoilt_field_is_refused(ground: Ground, watch: Watch) -> None:
    wrong, turn = [], count()
    for form, path, data, person in forms(ground):
        for name, what, body in one_field(data, turn):
            wrong += faults(sent(person, path, body), watch, form, name, what)
    assert not wrong, "\n".join(map(repr, wrong))


def test_what_no_page_sends_is_refused(ground: Ground, watch: Watch) -> None:
    wrong = []
    for turn, (form, path, data, person) in enumerate(forms(ground)):
        if form not in ("session.end", "sign_in_links.use"):
            for what, body in whole_form(data, turn):
                wrong += faults(sent(person, path, body), watch, form, what)
    assert not wrong, "\n".join(map(repr, wrong))


def test_odd_numbers_choices_and_versions_break_nothing(ground: Ground, watch: Watch) -> None:
    """As versions some of them are sound, if old, and the text is set aside: each has an answer."""
    wrong = []
    for form, path, data, person in forms(ground):
        chosen = desk_map.chosen(ground, form.partition(" ")[0], path, person)
        for name in chosen & set(data):
            for value in ODD:
                answer = sent(person, path, raw({**data, name: value}))
                if answer.status_code >= 500:
                    wrong.append((form, name, value[:20], answer.status_code))
                if watch.changed():
                    watch.restored()
    assert not wrong, "\n".join(map(repr, wrong))


BODIES = {
    "JSON": ("application/json", b'{"text": "x", "role": "admin"}'),
    "plain text": ("text/plain", b"text=x&role=admin"),
    "XML": ("application/xml", b"<form/>"),
    "no boundary": ("multipart/form-data", b"--b\r\n\r\nx\r\n--b--"),
    "another boundary": ("multipart/form-data; boundary=c", b"--b\r\nx\r\n--b--"),
    "an empty boundary": ('multipart/form-data; boundary=""', b"--\r\n\r\n----"),
    "a huge boundary": ("multipart/form-data; boundary=" + "b" * 5000, b"--b--"),
    "a boundary of signs": ("multipart/form-data; boundary=(.*)+$", b"--(.*)+$\r\nx"),
    "an unfinished part": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nx',
    ),
    "a part without a name": (
        "multipart/form-data; boundary=b",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
    ),
    "a file where none is asked for": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="role"; filename="x.txt"\r\n\r\nx\r\n--b--\r\n',
    ),
    "an odd charset": (f"{URLENCODED}; charset=utf-7", b"text=%2BADw-&role=admin"),
}


@pytest.mark.parametrize("what", BODIES)
def test_a_body_that_is_no_form_of_this_site_is_refused(ground: Ground, watch: Watch, what: str) -> None:
    kind, body = BODIES[what]
    wrong = []
    for rule in desk_map.unsafe(ground.app):
        if what.startswith(("a file", "an odd")) and not rule.endpoint.startswith("editor."):
            continue
        person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
        wrong += faults(sent(person, path, body, kind), watch, rule.endpoint)
    assert not wrong, "\n".join(map(repr, wrong))


def test_an_empty_body_breaks_nothing(ground: Ground, watch: Watch) -> None:
    """Where a form has nothing to fill in, an empty one is whole; the others say what is missing."""
    wrong = []
    for rule in desk_map.unsafe(ground.app):
        person, path = right_person(ground, rule.endpoint), desk_map.address(ground.app, rule, ground)
        answer = sent(person, path, b"")
        if answer.status_code >= 500:
            wrong.append((rule.endpoint, answer.status_code))
        if watch.changed():
            watch.restored()
    assert not wrong, "\n".join(map(repr, wrong))
