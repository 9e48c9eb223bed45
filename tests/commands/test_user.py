"""flask user: add, list, disable, enable, password, link."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from digest.commands.user import link_for_first_admin
from digest.domain.password import verified
from digest.domain.user import User
from digest.store import db, writing
from tests.support.people import Person

EMAIL, PASSWORD = "kikuno@example.jp", "three quiet herons 7"
ADD = ["user", "add", EMAIL, "--name", "秋山 菊乃", "--role", "admin"]


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def kept(app: Flask) -> User:
    with app.app_context():
        return db.session.scalars(User.called(EMAIL)).one()


def path_of(link: str) -> str:
    return link.strip().removeprefix("http://127.0.0.1:5000")


def test_with_a_password_it_prints_the_number(run: FlaskCliRunner, app: Flask) -> None:
    result = run.invoke(args=[*ADD, "--password-stdin"], input=f"{PASSWORD}\n")
    assert (result.exit_code, result.stdout) == (0, "1\n")
    assert kept(app).role == "admin"
    assert verified(kept(app).password_hash, PASSWORD)


def test_without_one_it_prints_a_link_that_signs_in_once(
    run: FlaskCliRunner, app: Flask, stranger: Person
) -> None:
    result = run.invoke(args=ADD)
    assert result.exit_code == 0
    path = path_of(result.stdout)
    assert stranger.post(path).status_code == 303
    stranger.post("/editor/profile/password", data={"new_password": PASSWORD})
    assert stranger.get("/editor/users/").status_code == 200
    assert stranger.post(path).status_code == 410


@pytest.mark.parametrize(
    ("email", "password"),
    [("nobody", PASSWORD), (EMAIL, "short"), (EMAIL, "password"), (EMAIL, "kikuno2026"), (EMAIL, "")],
)
def test_what_will_not_do_is_said_on_stderr_and_adds_nobody(
    run: FlaskCliRunner, email: str, password: str
) -> None:
    args = ["user", "add", email, "--name", "菊乃", "--password-stdin"]
    result = run.invoke(args=args, input=f"{password}\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{email}: ")
    assert run.invoke(args=["user", "list"]).stdout == ""


def test_the_same_e_mail_twice_is_refused(run: FlaskCliRunner) -> None:
    run.invoke(args=ADD)
    assert run.invoke(args=ADD).exit_code == 1


@pytest.mark.parametrize(
    "args",
    [
        ["user", "add", EMAIL],
        ["user", "add", EMAIL, "--name", "x", "--role", "owner"],
        ["user", "password", EMAIL],
        ["user", "add", EMAIL, "--name", "x", "--password", PASSWORD],
        ["user", "disable"],
    ],
)
def test_wrong_usage_is_two(run: FlaskCliRunner, args: list[str]) -> None:
    assert run.invoke(args=args).exit_code == 2


def test_list_is_one_line_for_each(run: FlaskCliRunner) -> None:
    run.invoke(args=ADD)
    run.invoke(
        args=["user", "add", "minato@example.jp", "--name", "星野 湊", "--password-stdin"], input=PASSWORD
    )
    run.invoke(args=["user", "disable", "minato@example.jp"])
    assert run.invoke(args=["user", "list"]).stdout.splitlines() == [
        f"{EMAIL}\tadmin\tinvited\t秋山 菊乃",
        "minato@example.jp\tauthor\tdisabled\t星野 湊",
    ]


def test_disabling_and_enabling(run: FlaskCliRunner, app: Flask, admin: Person) -> None:
    run.invoke(args=ADD)
    assert run.invoke(args=["user", "disable", "admin@example.jp"]).exit_code == 0
    assert admin.get("/editor/").status_code == 302
    last = run.invoke(args=["user", "disable", EMAIL])
    assert (last.exit_code, last.stdout) == (1, "")
    assert run.invoke(args=["user", "enable", "admin@example.jp"]).exit_code == 0
    assert run.invoke(args=["user", "disable", EMAIL]).exit_code == 0


def test_a_password_can_be_given(run: FlaskCliRunner, app: Flask) -> None:
    run.invoke(args=ADD)
    result = run.invoke(args=["user", "password", EMAIL, "--password-stdin"], input=f"{PASSWORD}\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert verified(kept(app).password_hash, PASSWORD)


def test_a_link_can_be_given_to_who_may_come_in(run: FlaskCliRunner, stranger: Person, admin: Person) -> None:
    run.invoke(args=ADD)
    assert stranger.get(path_of(run.invoke(args=["user", "link", EMAIL]).stdout)).status_code == 200
    run.invoke(args=["user", "disable", EMAIL])
    assert run.invoke(args=["user", "link", EMAIL]).exit_code == 1


@pytest.mark.parametrize("verb", ["disable", "enable", "link", "password"])
def test_who_is_not_there_is_said(run: FlaskCliRunner, verb: str) -> None:
    more = ["--password-stdin"] if verb == "password" else []
    result = run.invoke(args=["user", verb, "nobody@example.jp", *more], input=PASSWORD)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nobody@example.jp" in result.stderr


def test_the_first_admin_gets_a_link_until_one_has_a_password(run: FlaskCliRunner, app: Flask) -> None:
    with app.app_context():
        first, second = link_for_first_admin(), link_for_first_admin()
        assert first
        assert second
        assert first != second
    assert run.invoke(args=["user", "list"]).stdout == "admin@localhost\tadmin\tinvited\t管理者\n"
    client = app.test_client()
    assert client.get(path_of(first)).status_code == 410
    assert client.get(path_of(second)).status_code == 200
    with app.app_context():
        with writing() as session:
            session.scalars(User.called("admin@localhost")).one().password_hash = "something"
        assert link_for_first_admin() is None


def test_an_admin_who_was_invited_is_the_one(run: FlaskCliRunner, app: Flask) -> None:
    run.invoke(args=ADD)
    with app.app_context():
        assert link_for_first_admin()
    assert run.invoke(args=["user", "list"]).stdout.count("\n") == 1
