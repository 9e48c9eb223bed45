"""The site check at the desk: asked for, done in the background, and shown by rule with its trend."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from digest.domain import site_check
from digest.domain.audit import AuditEntry
from digest.domain.site_check import KEPT, LEASE, Progress, Result, SiteCheck
from digest.store import db, writing
from digest.web.background import Background
from tests.support.factories import NOW, an_article
from tests.support.hands import a_hand
from tests.support.people import Person

PAGE = "/editor/site-checks/"


def background(app: Flask) -> Background:
    found: Background = app.extensions["digest.background"]
    return found


def test_an_editor_has_the_site_checked_and_sees_what_came_of_it(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article("notes", picture=True)
    assert "まだ" in editor.get(PAGE).text or "not been checked" in editor.get(PAGE).text
    asked = editor.post(PAGE)
    assert asked.status_code == 303
    waiting = editor.get(asked.location).text
    assert 'data-hx-get="/editor/site-checks/standing"' in waiting
    background(app).run_all()
    page = editor.get(PAGE).text
    assert 'data-hx-get="/editor/site-checks/standing"' not in page
    assert "site-check-sum site-check-ok" in page
    assert "site-check-failure" not in page
    assert f'href="{PAGE}"' in editor.get(f"{PAGE}standing", headers={"HX-Request": "true"}).text
    with app.app_context():
        deeds = db.session.scalars(select(AuditEntry.action)).all()
        assert deeds.count("site.check") == 1


def test_two_who_ask_have_one_check(app: Flask, editor: Person, colleague: Person) -> None:
    assert [person.post(PAGE).status_code for person in (editor, colleague)] == [303, 303]
    with app.app_context():
        assert len(db.session.scalars(select(SiteCheck)).all()) == 1


def test_what_is_broken_stands_first_with_the_way_to_it(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article("notes", picture=True)
    for file in (app.extensions["digest"].files.folder).glob("*-480.webp"):
        file.unlink()
    editor.post(PAGE)
    background(app).run_all()
    page = editor.get(PAGE).text
    assert "site-check-sum site-check-failure" in page
    assert page.index('id="rule-pictures"') < page.index('id="rule-status"')
    assert '<a class="address" href="/pictures/' in page


def test_an_author_neither_sees_nor_asks(author: Person) -> None:
    assert author.get(PAGE).status_code == 403
    assert author.post(PAGE).status_code == 403
    assert PAGE not in author.get("/editor/").text


def test_a_walk_that_a_process_left_behind_is_taken_up_by_the_next(app: Flask) -> None:
    with app.app_context():
        hand = a_hand()
        with writing() as session:
            number = site_check.ask(session, hand).id
        with writing() as session:
            assert site_check.claim(session, NOW) == number
        with writing() as session:
            assert site_check.claim(session, NOW) is None
            site_check.hold(session, number, NOW + LEASE / 2, 12)
        with writing() as session:
            assert site_check.claim(session, NOW + LEASE) is None
            assert session.get_one(SiteCheck, number).addresses == 12
        with writing() as session:
            assert site_check.claim(session, NOW + 2 * LEASE) == number


def test_the_last_thirty_checks_are_kept_and_drawn(app: Flask, editor: Person) -> None:
    with app.app_context():
        for minute in range(KEPT + 2):
            at = NOW - timedelta(minutes=KEPT + 2 - minute)
            with writing() as session:
                site_check.keep(session, at, Result(True, 1, 1, (), {"links": 9}, {"links": minute % 3}))
        kept = db.session.scalars(SiteCheck.done()).all()
        assert (len(kept), len(db.session.scalars(select(SiteCheck)).all())) == (KEPT, KEPT)
        assert {check.progress for check in kept} == {Progress.DONE}
    page = editor.get(PAGE).text
    assert page.count("<rect ") == KEPT
    assert page.count('class="trend-ok"') == KEPT // 3
