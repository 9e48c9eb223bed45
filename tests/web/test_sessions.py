"""Signing in and out, and how long that lasts."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from digest.domain import accounts
from digest.domain import password as passwords
from digest.domain.audit import AuditEntry
from digest.domain.sign_in import ABSOLUTE, IDLE, SignIn
from digest.domain.user import Role, User
from digest.store import db, writing
from tests.support import sites
from tests.support.factories import NOW
from tests.support.people import COOKIE, Person, a_user

EMAIL, PASSWORD = "editor@example.jp", "three quiet herons 7"


@pytest.fixture(autouse=True)
def _kikuno(app: Flask) -> None:
    """An editor with a password."""
    with_password(app)


def with_password(app: Flask) -> None:
    with app.app_context():
        number = a_user("editor").id
        with writing() as session:
            session.get_one(User, number).password_hash = passwords.hashed(PASSWORD)


def disabled(app: Flask) -> None:
    with app.app_context(), writing() as session:
        session.scalars(User.called(EMAIL)).one().disabled_at = NOW


def try_it(person: Person, password: str = PASSWORD, email: str = EMAIL, **more: object) -> TestResponse:
    return person.post("/session", data={"email": email, "password": password, "next": "", **more})


def secret(person: Person) -> str:
    cookie = person.get_cookie(COOKIE)
    return cookie.value if cookie else ""


def deeds(app: Flask) -> list[tuple[str, str, int | None]]:
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        return [(entry.action, entry.subject, entry.user_id) for entry in entries]


def test_the_right_password_leads_to_the_desk(stranger: Person) -> None:
    answer = try_it(stranger)
    assert (answer.status_code, answer.location) == (303, "/editor/")
    assert stranger.get("/editor/").status_code == 200


def field_of(page: str) -> str:
    """The token in the form of a page."""
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_the_form_of_the_very_first_visit_signs_in(app: Flask) -> None:
    person = Person(app, use_cookies=True)
    form = {"csrf_token": field_of(person.get("/session/new").text), "email": EMAIL, "password": PASSWORD}
    assert person.post("/session", data=form, csrf=False).status_code == 303


def test_capitals_of_the_e_mail_do_not_matter(stranger: Person) -> None:
    assert try_it(stranger, email=" Editor@Example.JP ").status_code == 303


def test_the_page_that_was_asked_for_comes_after_signing_in(stranger: Person) -> None:
    form = stranger.get("/session/new?next=/editor/profile/")
    assert 'value="/editor/profile/"' in form.text
    assert try_it(stranger, next="/editor/profile/?x=1").location == "/editor/profile/?x=1"


@pytest.mark.parametrize("case", ["unknown user", "wrong password", "disabled user", "no password yet"])
def test_what_is_wrong_is_said_the_same_way(app: Flask, stranger: Person, case: str) -> None:
    email = {"unknown user": "nobody@example.jp", "no password yet": "admin@example.jp"}.get(case, EMAIL)
    if case == "disabled user":
        disabled(app)
    if case == "no password yet":
        with app.app_context():
            number = a_user("admin").id
            with writing() as session:
                session.get_one(User, number).password_hash = ""
    password = "wrong" if case == "wrong password" else PASSWORD
    answer = try_it(stranger, password, email)
    assert answer.status_code == 422
    assert "メールアドレスとパスワードの組み合わせ" in answer.text.replace("<wbr>", "")
    plain = answer.text.replace(email, "E").replace(stranger.token(), "T")
    other = try_it(stranger, "other", "somebody@example.jp").text.replace("somebody@example.jp", "E")
    assert plain == other.replace(stranger.token(), "T")
    assert stranger.get("/editor/").status_code == 302


def test_each_way_to_fail_takes_the_same_steps(
    app: Flask, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time is compared by what takes it: one slow hash, and the same number of writes."""
    looked_at: list[bool] = []
    verified = passwords.verified
    monkeypatch.setattr(
        passwords, "verified", lambda kept, given: looked_at.append(True) or verified(kept, given)
    )
    for email in (EMAIL, "nobody@example.jp"):
        try_it(stranger, "wrong", email)
    assert len(looked_at) == 2
    assert [action for action, _, _ in deeds(app)] == ["sign-in.fail"] * 2


def test_the_password_never_comes_back(stranger: Person) -> None:
    assert "a wrong secret" not in try_it(stranger, "a wrong secret").text


def test_the_cookie_is_new_and_the_old_one_opens_nothing(stranger: Person, app: Flask) -> None:
    before = secret(stranger)
    try_it(stranger)
    between = secret(stranger)
    assert before != between != ""
    stranger.set_cookie(COOKIE, before)
    assert stranger.get("/editor/").status_code == 302
    stranger.set_cookie(COOKIE, between)
    try_it(stranger)
    assert secret(stranger) != between
    stranger.set_cookie(COOKIE, between)
    assert stranger.get("/editor/").status_code == 302
    with app.app_context():
        assert db.session.scalar(select(func.count(SignIn.id))) == 1


def test_the_cookie_is_out_of_reach_of_script_and_of_other_sites(stranger: Person) -> None:
    given = try_it(stranger).headers["Set-Cookie"]
    assert given.startswith("digest=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax", f"Max-Age={14 * 86400}"} <= set(given.split("; "))
    assert "Domain" not in given


def test_over_https_the_cookie_is_for_this_host_alone(migrated_folder: Path, tmp_path: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(migrated_folder, tmp_path / "secure"))
    with sites.site(folder, lambda: NOW, site_url="https://digest.example.jp") as app:
        given = Person(app, use_cookies=True).get("/session/new").headers["Set-Cookie"]
    assert given.startswith("__Host-digest=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(given.split("; "))
    assert "Domain" not in given


def test_only_the_hash_of_the_secret_is_kept(app: Flask, stranger: Person) -> None:
    try_it(stranger)
    with app.app_context():
        kept = db.session.scalars(select(SignIn.secret_hash)).one()
    assert secret(stranger) not in kept
    assert len(secret(stranger)) >= 43


def test_an_outdated_hash_is_made_anew(app: Flask, stranger: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        passwords, "HASHER", PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
    )
    try_it(stranger)
    with app.app_context():
        assert "t=3" in db.session.scalars(User.called(EMAIL)).one().password_hash
    assert try_it(stranger).status_code == 303


def test_signing_out_ends_it(app: Flask, stranger: Person) -> None:
    try_it(stranger)
    opened = secret(stranger)
    answer = stranger.post("/session/end")
    assert answer.status_code == 303
    assert secret(stranger) == ""
    stranger.set_cookie(COOKIE, opened)
    assert stranger.get("/editor/").status_code == 302
    assert deeds(app)[-1][0] == "sign-in.end"


def test_who_is_signed_in_needs_no_form(editor: Person) -> None:
    assert editor.get("/session/new?next=/editor/profile/").location == "/editor/profile/"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"email": EMAIL, "password": PASSWORD, "next": "", "role": "admin"}, 400),
        ({"email": [EMAIL, EMAIL], "password": PASSWORD, "next": ""}, 400),
        ({"email": "", "password": PASSWORD}, 422),
        ({"email": EMAIL, "password": ""}, 422),
        ({"email": EMAIL, "password": "x" * 1001}, 422),
        ({"email": "e" * 255, "password": PASSWORD}, 422),
        ({"email": "a\0b@example.jp", "password": PASSWORD}, 422),
        ({"email": EMAIL, "password": PASSWORD, "next": "/editor/\0"}, 422),
        ({}, 422),
    ],
)
def test_a_hostile_form_is_refused(stranger: Person, data: dict[str, object], status: int) -> None:
    assert stranger.post("/session", data=data).status_code == status
    assert stranger.get("/editor/").status_code == 302


def test_a_form_of_another_site_signs_nobody_in(stranger: Person) -> None:
    data = {"email": EMAIL, "password": PASSWORD}
    assert stranger.post("/session", data=data, csrf=False).status_code == 403
    assert stranger.post("/session", data=data, headers={"Origin": "https://evil.example"}).status_code == 403
    assert stranger.get("/editor/").status_code == 302


class Clock:
    """A clock that a test may move."""

    now = NOW

    def __call__(self) -> object:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(app: Flask, clock: Clock, tmp_path: Path) -> Iterator[Flask]:
    """The same site, with a clock that moves."""
    with sites.site(tmp_path / "instance", clock) as timed:
        yield timed


@pytest.fixture
def guest(timed: Flask) -> Person:
    person = Person(timed, use_cookies=True)
    person.get("/session/new")
    try_it(person)
    return person


def test_it_ends_after_a_day_without_a_sign_of_life(guest: Person, clock: Clock) -> None:
    clock.now += IDLE - timedelta(minutes=1)
    assert guest.get("/editor/").status_code == 200
    clock.now += IDLE - timedelta(minutes=1)
    assert guest.get("/editor/").status_code == 200
    clock.now += IDLE + timedelta(minutes=6)
    assert guest.get("/editor/").status_code == 302
    assert guest.post("/editor/profile/", data={}).status_code == 401


def test_it_ends_after_two_weeks_whatever_is_done(guest: Person, clock: Clock) -> None:
    begun = clock.now
    while clock.now + timedelta(hours=12) < begun + ABSOLUTE:
        clock.now += timedelta(hours=12)
        assert guest.get("/editor/").status_code == 200
    clock.now += timedelta(hours=12)
    assert guest.get("/editor/").status_code == 302


def test_what_ended_by_itself_is_cleared_away(timed: Flask, guest: Person, clock: Clock) -> None:
    clock.now += IDLE
    try_it(guest)
    with timed.app_context():
        assert db.session.scalar(select(func.count(SignIn.id))) == 1


def test_a_disabled_user_is_out_with_the_next_request(app: Flask, stranger: Person) -> None:
    try_it(stranger)
    with app.app_context():
        a_user("admin")
        with writing() as session:
            accounts.disable(session, session.scalars(User.called(EMAIL)).one(), NOW)
    assert stranger.get("/editor/").status_code == 302
    assert stranger.get("/editor/", htmx=True).status_code == 401


def test_the_sixth_error_makes_one_wait(app: Flask, stranger: Person) -> None:
    for _ in range(6):
        assert try_it(stranger, "wrong").status_code == 422
    answer = try_it(stranger)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert 'name="password"' in answer.text
    assert stranger.get("/editor/").status_code == 302


def test_the_owner_gets_in_from_another_address_meanwhile(app: Flask, stranger: Person) -> None:
    for _ in range(7):
        try_it(stranger, "wrong")
    owner = Person(app, use_cookies=True)
    elsewhere = {"environ_base": {"REMOTE_ADDR": "198.51.100.7"}}
    owner.get("/session/new", **elsewhere)
    data = {"email": EMAIL, "password": PASSWORD}
    assert owner.post("/session", data=data, **elsewhere).status_code == 303


def test_a_success_clears_the_errors(stranger: Person) -> None:
    for _ in range(3):
        for _ in range(5):
            try_it(stranger, "wrong")
        assert try_it(stranger).status_code == 303
        stranger.post("/session/end")
        stranger.get("/session/new")


def test_an_unknown_user_is_made_to_wait_like_a_known_one(stranger: Person) -> None:
    statuses = [try_it(stranger, "wrong", "nobody@example.jp").status_code for _ in range(8)]
    assert statuses == [422] * 6 + [429] * 2


def test_a_forged_address_escapes_no_limit(stranger: Person) -> None:
    passed = 0
    for number in range(40):
        headers = {
            "X-Forwarded-For": f"203.0.113.{number}",
            "X-Real-IP": f"203.0.113.{number}",
            "Forwarded": f"for=203.0.113.{number}",
        }
        data = {"email": EMAIL, "password": "wrong"}
        passed += stranger.post("/session", data=data, headers=headers).status_code != 429
    assert passed == 6


def test_one_address_has_an_end_whatever_the_accounts(stranger: Person) -> None:
    for number in range(100):
        assert try_it(stranger, "wrong", f"user{number}@example.jp").status_code == 422
    answer = try_it(stranger)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == 3600


def test_the_log_has_a_line_for_each_refusal_and_no_secret(
    stranger: Person, editor: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(7):
            try_it(stranger, "a-wrong-secret\r\nforged line", "who\r\nforged line@example.jp")
        stranger.post("/session", data={"email": EMAIL}, csrf=False)
        editor.get("/editor/users/")
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("digest")]
    assert sum("sign-in was refused" in line for line in lines) == 7
    assert sum("without a valid token" in line for line in lines) == 1
    assert sum("may not administer" in line for line in lines) == 1
    text = "\n".join(lines)
    assert len(text.split("\n")) == len(lines)
    for hidden in ("forged", "a-wrong-secret", "example.jp", secret(stranger), stranger.token()):
        assert hidden not in text


def test_the_audit_log_knows_who_was_meant_and_never_what_was_typed(app: Flask, stranger: Person) -> None:
    try_it(stranger, "wrong", "nobody@example.jp")
    try_it(stranger, "wrong")
    try_it(stranger)
    with app.app_context():
        number = db.session.scalars(User.called(EMAIL)).one().id
        details = [entry.detail for entry in db.session.scalars(select(AuditEntry))]
    assert deeds(app) == [
        ("sign-in.fail", "", None),
        ("sign-in.fail", f"user:{number}", None),
        ("sign-in.password", f"user:{number}", number),
    ]
    assert details == [{"address": "127.0.0.1"}, {"address": "127.0.0.1"}, {}]


def test_a_page_can_ask_for_the_token_of_today(stranger: Person) -> None:
    assert stranger.get("/session/token").json == {"token": stranger.token(), "user": None}
    try_it(stranger)
    answer = stranger.get("/session/token")
    assert answer.json == {"token": stranger.token(), "user": "秋山 菊乃"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_without_a_cookie_there_is_no_token(app: Flask) -> None:
    assert Person(app, use_cookies=True).get("/session/token").json == {"token": "", "user": None}


def test_the_tab_that_was_opened_to_sign_in_says_so(stranger: Person) -> None:
    assert stranger.get("/session/back").location == "/session/new?next=/session/back"
    answer = try_it(stranger, next="/session/back")
    assert answer.location == "/session/back"
    assert "秋山 菊乃" in stranger.get("/session/back").text


def test_a_form_of_before_saves_with_the_token_of_after(stranger: Person) -> None:
    """A page stays open while its session ends; another tab signs in; the page renews its token and saves."""
    try_it(stranger)
    old = stranger.token()
    stranger.post("/session/end")
    stranger.get("/session/new")
    try_it(stranger, next="/session/back")
    kept = {"name": "秋山 菊乃", "slug": "editor-slug", "bio": "長い文。", "language": "ja"}
    assert stranger.post("/editor/profile/", data=kept | {"csrf_token": old}, csrf=False).status_code == 403
    new = stranger.get("/session/token").json["token"]
    assert stranger.post("/editor/profile/", data=kept | {"csrf_token": new}, csrf=False).status_code == 303


def test_the_public_site_does_not_lead_here(stranger: Person) -> None:
    assert "/session" not in stranger.get("/").text


def test_a_role_is_not_signed_in_with(app: Flask, stranger: Person) -> None:
    try_it(stranger)
    with app.app_context():
        assert db.session.scalars(User.called(EMAIL)).one().role == Role.EDITOR
