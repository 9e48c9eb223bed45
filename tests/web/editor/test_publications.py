"""The publications' room: checking, publishing, scheduling, correcting, withdrawing, coming back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.drafting import change, locked
from digest.domain.edition import Edition, Kind
from digest.domain.hand import Hand
from digest.domain.tree import Tree
from digest.store import FOREVER, db, writing
from tests.domain.test_publishing_in_time import GOOD
from tests.support import sites
from tests.support.factories import NOW, an_article
from tests.support.people import Person, signed_in
from tests.web.test_statements import counted

HOUR = timedelta(hours=1)


@pytest.fixture
def article(app: Flask) -> int:
    """A draft with which the checklist is content."""
    return a_draft(app)


def a_draft(app: Flask, slug: str = "notes", tree: Tree = GOOD, **more: Any) -> int:
    with app.app_context():
        number = an_article(slug, **({"at": None} | more)).id
    say(app, number, tree)
    return number


def say(app: Flask, number: int, tree: Tree) -> None:
    with app.app_context(), writing() as session:
        change(session, locked(session, number), tree, Hand(None, "", NOW))


def retitle(app: Flask, number: int, title: str) -> None:
    say(app, number, replace(GOOD, title=title))


def editions(app: Flask) -> list[Edition]:
    with app.app_context():
        return list(db.session.scalars(select(Edition).order_by(Edition.number)))


def version(app: Flask, number: int) -> int:
    with app.app_context():
        return db.session.get_one(Article, number).draft.version


def room(number: int, word: str = "publications") -> str:
    return f"/editor/articles/{number}/{word}"


def send(app: Flask, person: Person, article: int, /, **fields: str) -> Any:
    given = {"version": str(version(app, article)), "when": "now"} | fields
    return person.post(room(article), data=given)


CORRECTED = {"kind": "correction", "note": "数え直したため。", "before": "二つ", "after": "三つ"}


def test_a_draft_is_published_and_the_room_says_so(app: Flask, editor: Person, article: int) -> None:
    answer = send(app, editor, article)
    assert (answer.status_code, answer.location) == (303, f"{room(article)}?said=published")
    assert "notice" in editor.get(answer.location).text
    assert app.test_client().get("/articles/notes").status_code == 200


def test_now_is_the_instant_at_which_it_is_done(migrated_folder: Path, tmp_path: Path) -> None:
    folder = Path(copytree(migrated_folder, tmp_path / "ticking"))
    ticks = (NOW + number * timedelta(milliseconds=1) for number in count())
    with sites.site(folder, clock=lambda: next(ticks)) as app:
        editor, number = signed_in(app, "editor"), a_draft(app)
        assert send(app, editor, number).location.endswith("said=published")
        assert app.test_client().get("/articles/notes").status_code == 200


def test_every_finding_leads_to_its_part(app: Flask, editor: Person) -> None:
    bad = replace(GOOD.pages[0].sections[0].blocks[0], url="", points=())  # type: ignore[type-var]
    section = replace(GOOD.pages[0].sections[0], answer="", blocks=(bad,))
    tree = replace(GOOD, lead="", title="長い" * 40, pages=(replace(GOOD.pages[0], sections=(section,)),))
    number = a_draft(app, tree=tree, topic="")
    page = editor.get(room(number)).text
    canvas = editor.get(f"/editor/articles/{number}").text
    parts = set(re.findall(rf'href="/editor/articles/{number}#(part-[a-z0-9-]+)"', page))
    assert {"part-head", "part-lead", "part-c1"} <= parts
    assert all(f'id="{part}"' in canvas for part in parts)
    ways = set(re.findall(rf'href="(/editor/articles/{number}/(?:parts/[a-z0-9-]+|about))"', page))
    assert len(ways) == len(parts) + 1
    assert all(editor.get(way).status_code == 200 for way in ways)


def test_an_error_blocks(app: Flask, editor: Person) -> None:
    number = a_draft(app, tree=replace(GOOD, lead=""))
    assert '<form class="form publish-form"' not in editor.get(room(number)).text
    assert send(app, editor, number).status_code == 422
    assert editions(app) == []


def test_a_warning_asks_for_a_reason_and_keeps_what_was_typed(app: Flask, editor: Person) -> None:
    number = a_draft(app, tree=replace(GOOD, title="長い" * 40))
    refused = send(app, editor, number, until_day="2026-08-01", until_time="09:30")
    assert refused.status_code == 422
    assert 'value="2026-08-01"' in refused.text
    sent = send(app, editor, number, **{"reason:title-long:head": "正式な名前です。"})
    assert sent.status_code == 303
    assert editions(app)[0].overrides[0]["reason"] == "正式な名前です。"
    assert "正式な名前です。" in editor.get(room(number)).text


def test_a_reason_for_what_was_mended_meanwhile_harms_nothing(
    app: Flask, editor: Person, article: int
) -> None:
    assert send(app, editor, article, **{"reason:title-long:head": "正式な名前です。"}).status_code == 303
    assert editions(app)[0].overrides == []


@pytest.mark.parametrize(
    "name", ["role", "reason:", "reason:unknown:head", "reason:title-long:<b>", "number"]
)
def test_fields_of_no_form_are_refused(app: Flask, editor: Person, article: int, name: str) -> None:
    assert send(app, editor, article, **{name: "x"}).status_code == 400
    assert editions(app) == []


def test_it_is_scheduled_in_the_time_zone_of_the_site(app: Flask, editor: Person, article: int) -> None:
    answer = send(app, editor, article, when="at", day="2026-07-02", time="09:00")
    assert answer.location.endswith("said=scheduled")
    assert editions(app)[0].live_from == datetime.fromisoformat("2026-07-02T00:00:00+00:00")
    assert "Asia/Tokyo" in editor.get(room(article)).text
    assert app.test_client().get("/articles/notes").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"when": "at"},
        {"when": "at", "day": "2026-07-02"},
        {"when": "at", "day": "2026-02-30", "time": "09:00"},
        {"when": "at", "day": "0001-01-01", "time": "09:00"},
        {"when": "at", "day": "２０２６-07-02", "time": "09:00"},
        {"when": "at", "day": "2026-07-02", "time": "24:00"},
        {"when": "at", "day": "2026-07-01", "time": "11:00"},
        {"until_day": "2026-07-01", "until_time": "11:00"},
        {"until_day": "2026-07-03"},
        {"when": "then"},
        {"note": "x" * 2001},
        {"note": "\0"},
        {"version": "999"},
        {"version": "x"},
    ],
)
def test_an_order_that_cannot_be_carried_out_changes_nothing(
    app: Flask, editor: Person, article: int, fields: dict[str, str]
) -> None:
    assert send(app, editor, article, **fields).status_code in (409, 422)
    assert editions(app) == []


@contextmanager
def in_berlin(migrated_folder: Path, tmp_path: Path) -> Iterator[tuple[Flask, Person, int]]:
    folder = Path(copytree(migrated_folder, tmp_path / "berlin"))
    with sites.site(folder, clock=lambda: NOW, timezone="Europe/Berlin") as app:
        yield app, signed_in(app, "editor"), a_draft(app)


def test_a_time_that_does_not_exist_is_explained(migrated_folder: Path, tmp_path: Path) -> None:
    with in_berlin(migrated_folder, tmp_path) as (app, editor, number):
        answer = send(app, editor, number, when="at", day="2027-03-28", time="02:30")
        assert answer.status_code == 422
        assert "02:00" in answer.text
        assert "03:00" in answer.text


def test_a_time_that_comes_twice_is_asked_about(migrated_folder: Path, tmp_path: Path) -> None:
    with in_berlin(migrated_folder, tmp_path) as (app, editor, number):
        twice = {"when": "at", "day": "2026-10-25", "time": "02:30"}
        asked = send(app, editor, number, **twice)
        assert asked.status_code == 422
        assert "UTC+0200" in asked.text
        assert "UTC+0100" in asked.text
        assert send(app, editor, number, **twice, which="second").status_code == 303
        assert editions(app)[0].live_from == datetime.fromisoformat("2026-10-25T01:30:00+00:00")


def test_a_change_of_a_live_article_asks_what_kind_it_is(app: Flask, editor: Person, article: int) -> None:
    send(app, editor, article)
    retitle(app, article, "もっと新しいお札")
    assert send(app, editor, article).status_code == 422
    assert send(app, editor, article, **CORRECTED).status_code == 303
    assert [edition.kind for edition in editions(app)] == [Kind.FIRST, Kind.CORRECTION]
    page = app.test_client().get("/articles/notes").text
    assert all(text in page for text in ("数え直したため。", "二つ", "三つ"))


def test_the_difference_of_both_texts_is_proposed(app: Flask, editor: Person, article: int) -> None:
    send(app, editor, article)
    retitle(app, article, "もっと新しいお札")
    page = editor.get(room(article)).text
    assert ">\n新しいお札</textarea>" in page.replace("\r", "")
    assert ">\nもっと新しいお札</textarea>" in page.replace("\r", "")


def test_a_draft_that_says_nothing_new_is_not_published(app: Flask, editor: Person, article: int) -> None:
    send(app, editor, article)
    assert "publish-form" not in editor.get(room(article)).text
    assert send(app, editor, article, kind="typo").status_code == 422


def test_what_a_colleague_changed_meanwhile_is_looked_at_first(
    app: Flask, editor: Person, article: int
) -> None:
    seen = version(app, article)
    retitle(app, article, "改めた題")
    answer = send(app, editor, article, version=str(seen))
    assert answer.status_code == 409
    assert editions(app) == []


def test_a_form_that_comes_twice_publishes_once(app: Flask, editor: Person, article: int) -> None:
    first = send(app, editor, article, once="the same")
    second = send(app, editor, article, once="the same")
    assert (first.status_code, second.status_code) == (303, 303)
    assert len(editions(app)) == 1


def test_a_schedule_is_called_off(app: Flask, editor: Person, article: int) -> None:
    send(app, editor, article, when="at", day="2026-07-02", time="09:00")
    assert room(article, "cancellations") in editor.get(room(article)).text
    assert editor.post(room(article, "cancellations")).location.endswith("said=called-off")
    assert all(edition.live_from == edition.live_until for edition in editions(app))
    assert editor.get(room(article)).status_code == 200


def test_publishing_while_something_is_scheduled_says_that_it_is_replaced(
    app: Flask, editor: Person, article: int
) -> None:
    send(app, editor, article, when="at", day="2026-07-02", time="09:00")
    assert "2026年7月2日 9:00" in editor.get(room(article)).text.split("publish-outcome")[1]
    assert send(app, editor, article).status_code == 303


def test_a_withdrawn_article_tells_readers_the_reason_and_comes_back(app: Flask, editor: Person) -> None:
    article = a_draft(app, at=NOW - HOUR)
    assert editor.post(room(article, "withdrawals"), data={"reason": " "}).status_code == 422
    assert editor.post(room(article, "withdrawals"), data={"reason": "<b>誤り</b>"}).status_code == 303
    gone = app.test_client().get("/articles/notes")
    assert gone.status_code == 410
    assert "&lt;b&gt;誤り&lt;/b&gt;" in gone.text
    assert editor.post(room(article, "restorations")).status_code == 303
    assert app.test_client().get("/articles/notes").status_code == 200
    assert editor.post(room(article, "restorations")).status_code == 422


def test_the_end_is_changed_and_taken_away(app: Flask, editor: Person, article: int) -> None:
    send(app, editor, article, until_day="2026-08-01", until_time="09:00")
    later = {"end_day": "2026-09-01", "end_time": "09:00"}
    assert 'value="2026-08-01"' in editor.get(room(article)).text
    assert editor.post(room(article, "ends"), data=later).status_code == 303
    assert editions(app)[0].live_until == datetime.fromisoformat("2026-09-01T00:00:00+00:00")
    assert editor.post(room(article, "ends"), data=later | {"end_day": "2026-01-01"}).status_code == 422
    assert editor.post(room(article, "ends"), data={"end_day": "", "end_time": ""}).status_code == 303
    assert editions(app)[0].live_until == FOREVER


def test_a_draft_is_deleted_only_when_somebody_is_sure(app: Flask, author: Person) -> None:
    number = a_draft(app, author="若葉 文")
    assert author.post(room(number, "removal")).status_code == 422
    answer = author.post(room(number, "removal"), data={"sure": "y"})
    assert (answer.status_code, answer.location) == (303, "/editor/?said=deleted")
    assert author.get(room(number)).status_code == 404


def test_what_was_public_is_not_deleted(app: Flask, editor: Person, article: int) -> None:
    send(app, editor, article)
    assert editor.post(room(article, "removal"), data={"sure": "y"}).status_code == 422
    assert editor.get(room(article)).status_code == 200


def test_an_author_reads_that_an_editor_publishes(app: Flask, author: Person) -> None:
    number = a_draft(app, author="若葉 文")
    page = author.get(room(number))
    assert page.status_code == 200
    assert "publish-form" not in page.text
    for word in ("publications", "withdrawals", "cancellations", "ends", "restorations"):
        assert author.post(room(number, word)).status_code == 403


def test_the_room_takes_the_same_number_of_statements(app: Flask, editor: Person, article: int) -> None:
    editor.get(room(article))
    with counted(app) as few:
        editor.get(room(article))
    for number in range(6):
        retitle(app, article, f"題{number}")
        send(app, editor, article, kind="typo")
    with counted(app) as many:
        editor.get(room(article))
    assert len(many) <= len(few) + 2  # the live tree, for the difference
