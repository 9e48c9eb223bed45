"""A link signs somebody in once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain import accounts
from digest.domain.audit import AuditEntry
from digest.domain.sign_in_link import LASTS, SignInLink
from digest.domain.user import User
from digest.store import db, writing
from tests.support.factories import NOW
from tests.support.people import COOKIE, Person, a_user
from tests.web.test_sessions import field_of


def a_link(app: Flask, name: str = "editor", made: timedelta = timedelta(0)) -> str:
    with app.app_context():
        number = a_user(name).id
        with writing() as session:
            return "/session/links/" + SignInLink.make(session, session.get_one(User, number), NOW - made)


def test_it_says_whom_it_is_for_and_is_not_used_by_looking(app: Flask, stranger: Person) -> None:
    link = a_link(app)
    for _ in range(2):
        page = stranger.get(link)
        assert page.status_code == 200
        assert "秋山 菊乃" in page.text
        assert "editor@example.jp" in page.text
    assert stranger.get("/editor/").status_code == 302


def test_it_signs_in_and_leads_to_a_password(app: Flask, stranger: Person) -> None:
    answer = stranger.post(a_link(app))
    assert (answer.status_code, answer.location) == (303, "/editor/profile/password")
    assert stranger.get(answer.location).status_code == 200
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.action)).all() == ["sign-in.link"]


def test_whoever_comes_without_a_cookie_is_given_one_to_go_on_with(app: Flask) -> None:
    person, link = Person(app, use_cookies=True), a_link(app)
    token = field_of(person.get(link).text)
    assert person.post(link, data={"csrf_token": token}, csrf=False).status_code == 303


def test_it_begins_a_session_of_its_own(app: Flask, admin: Person) -> None:
    before = admin.get_cookie(COOKIE)
    admin.post(a_link(app))
    after = admin.get_cookie(COOKIE)
    assert before
    assert after
    assert before.value != after.value
    assert admin.get("/editor/users/").status_code == 403
    admin.set_cookie(COOKIE, before.value)
    assert admin.get("/editor/").status_code == 302


def test_the_password_of_before_is_gone_with_it(app: Flask, stranger: Person) -> None:
    with app.app_context():
        number = a_user("editor").id
        with writing() as session:
            accounts.choose_password(session, session.get_one(User, number), "three quiet herons 7")
    stranger.post(a_link(app))
    with app.app_context():
        assert db.session.scalars(User.called("editor@example.jp")).one().password_hash == ""


def used(app: Flask) -> str:
    link = a_link(app)
    other = Person(app, use_cookies=True)
    other.get(link)
    assert other.post(link).status_code == 303
    return link


def expired(app: Flask) -> str:
    return a_link(app, made=LASTS)


def replaced(app: Flask) -> str:
    link = a_link(app)
    a_link(app)
    return link


def altered(app: Flask) -> str:
    return a_link(app)[:-1] + "!"


def of_a_disabled_user(app: Flask) -> str:
    with app.app_context():
        a_user("admin")
    link = a_link(app)
    with app.app_context(), writing() as session:
        session.scalars(User.called("editor@example.jp")).one().disabled_at = NOW
    return link


@pytest.mark.parametrize("make", [used, expired, replaced, altered, of_a_disabled_user])
def test_every_other_link_opens_nothing_and_says_the_same(app: Flask, stranger: Person, make: object) -> None:
    link = make(app)  # type: ignore[operator]
    answers = [stranger.get(link), stranger.post(link)]
    never = stranger.get("/session/links/never-was-one")
    assert [answer.status_code for answer in answers] == [410, 410]
    assert {answer.text for answer in answers} == {never.text}
    assert stranger.get("/editor/").status_code == 302


def test_another_site_cannot_use_it(app: Flask, stranger: Person) -> None:
    link = a_link(app)
    assert stranger.post(link, csrf=False).status_code == 403
    assert stranger.get(link).status_code == 200


def test_nobody_keeps_the_page(app: Flask, stranger: Person) -> None:
    answer = stranger.get(a_link(app))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
