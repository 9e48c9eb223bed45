"""Nothing typed is lost: not with the session, nor with the key, nor while the database is busy."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from flask import Flask
from sqlalchemy import event

from digest.domain.sign_in import SignIn
from digest.domain.tree import Text
from digest.store import db, writing
from tests.support import part_forms
from tests.support.people import COOKIE, Person, signed_in

EDITS = 50
# What a long text may hold: several scripts, marks of HTML, signs outside of the first plane, blank lines.
SIGNS = "東京の朝、ことしの秋。Ab 1\n\n<b>&amp;\"'%s{{x}}😀é\u3000"


def a_text(dice: random.Random) -> str:
    length = dice.randint(2_000, 20_000)
    return "始" + "".join(dice.choices(SIGNS, k=length)) + "終"


def given_back(page: str, name: str = "text") -> str:
    """What stands in the field `name` of a page, as a browser would send it again."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (area,) = [each for each in tree.iter("textarea") if each.get("name") == name]
    return "".join(area.itertext())


def same(kept: str, typed: str) -> bool:
    """Whether no character is lost; browsers send line ends of their own."""
    return kept.replace("\r\n", "\n") == typed


def end_session(app: Flask, person: Person) -> None:
    with app.app_context(), writing() as session:
        SignIn.end_all(session, person.user_id)


def sign_in_again(app: Flask, person: Person) -> None:
    """In another tab: the cookie is that of the whole browser."""
    cookie = signed_in(app, "editor").get_cookie(COOKIE)
    assert cookie
    person.set_cookie(COOKIE, cookie.value)


def saved_text(app: Flask, number: int) -> str:
    block = part_forms.tree_of(app, number).pages[0].sections[0].blocks[2]
    assert isinstance(block, Text)
    return block.text


def test_fifty_long_edits_whose_session_ends_lose_no_character(app: Flask, editor: Person) -> None:
    dice, number = random.Random(20261127), part_forms.a_draft(app)
    path, lost = f"/editor/articles/{number}/parts/b2", []
    for edit in range(EDITS):
        typed, form = a_text(dice), part_forms.fields(editor.get(path))
        saves, ends_at = dice.randint(1, 3), dice.randint(0, 3)
        for save in range(saves):
            # The form goes on; each autosave sends all that was typed so far.
            so_far = typed[: len(typed) * (save + 1) // saves]
            if save == min(ends_at, saves - 1):
                end_session(app, editor)
            sent = form | {"text": so_far, "version": part_forms.version(app, number, "b2")}
            if editor.post(path, data=sent | {"autosave": "1"}, htmx=True).status_code == 401:
                break
        htmx = editor.post(path, data=form | {"text": typed}, htmx=True)
        plain = editor.post(path, data=form | {"text": typed})
        assert (htmx.status_code, plain.status_code) == (401, 401)
        assert "data-hx-swap-oob" not in htmx.text
        kept = given_back(plain.text)
        sign_in_again(app, editor)
        again = form | {"text": kept, "version": part_forms.version(app, number, "b2")}
        assert editor.post(path, data=again).status_code == 303
        if not same(kept, typed) or saved_text(app, number) != Text("b2", typed).text:
            lost.append(edit)
    assert lost == []


def test_a_key_that_is_changed_meanwhile_loses_no_character(app: Flask, editor: Person) -> None:
    dice, number = random.Random(3), part_forms.a_draft(app)
    path = f"/editor/articles/{number}/parts/b2"
    site = app.extensions["digest"]
    typed, form, token = a_text(dice), part_forms.fields(editor.get(path)), editor.token()
    app.extensions["digest"] = replace(site, settings=replace(site.settings, secret_key="another key"))
    refused = editor.post(path, data=form | {"text": typed, "csrf_token": token}, csrf=False)
    assert refused.status_code == 403
    assert same(given_back(refused.text), typed)
    assert editor.post(path, data=form | {"text": typed}, htmx=True).status_code == 403
    new = editor.get("/session/token").json["token"]
    assert new != token
    sent = form | {"text": given_back(refused.text), "csrf_token": new}
    assert editor.post(path, data=sent, csrf=False).status_code == 303
    assert saved_text(app, number) == Text("b2", typed).text


@pytest.fixture
def _impatient(app: Flask) -> None:
    """Connections that wait for a lock no longer than a test can."""
    with app.app_context():
        db.engine.dispose()
        event.listen(db.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=20").close())


@pytest.mark.usefixtures("_impatient")
def test_a_text_that_comes_while_the_database_is_locked_is_given_back(
    app: Flask, editor: Person, stranger: Person, tmp_path: Path
) -> None:
    number, typed = part_forms.a_draft(app), a_text(random.Random(5))
    path = f"/editor/articles/{number}/parts/b2"
    form = part_forms.fields(editor.get(path))
    with closing(sqlite3.connect(tmp_path / "instance" / "digest.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = editor.post(path, data=form | {"text": typed})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert same(given_back(answer.text), typed)
        htmx = editor.post(path, data=form | {"text": typed}, htmx=True)
        assert (htmx.status_code, htmx.headers["Retry-After"]) == (503, "5")
        assert [reader.get("/").status_code for reader in (stranger, editor)] == [200, 200]
        assert editor.get(path).status_code == 200
        other.execute("ROLLBACK")
    assert editor.post(path, data=form | {"text": given_back(answer.text)}).status_code == 303
    assert saved_text(app, number) == Text("b2", typed).text
