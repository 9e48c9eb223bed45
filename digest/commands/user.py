"""flask user: who may sign in."""

import sys
from datetime import datetime
from typing import Any, NoReturn

import click
from flask.cli import AppGroup
from flask_babel import gettext
from sqlalchemy.orm import Session

from digest.commands.answers import refuse, said
from digest.domain import accounts
from digest.domain.audit import record
from digest.domain.refusal import Refusal
from digest.domain.sign_in_link import SignInLink
from digest.domain.user import Role, User
from digest.store import writing
from digest.web.site import session, site

group = AppGroup("user", help="Add users, let them in or not, give them passwords and links.")
from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@group.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The public name.")
@click.option("--role", type=click.Choice(list(map(str, Role))), default=str(Role.AUTHOR), show_default=True)
@from_stdin
def add(email: str, name: str, role: str, password_stdin: bool) -> None:
    """Add a user. Prints the number of the user, or without a password a link that signs in once."""
    password = _read() if password_stdin else None
    try:
        with writing() as writer:
            user = accounts.add(writer, email, name, Role(role), site().clock())
            _recorded(writer, "user.add", user, role=role)
            if password is not None:
                accounts.choose_password(writer, user, password)
            answer = str(user.id) if password is not None else _link(writer, user, site().clock())
    except Refusal as error:
        _refuse(email, error)
    click.echo(answer)


@group.command("list")
def list_() -> None:
    """Print each user: e-mail, role, state and name, with tabs between."""
    for user in session().scalars(User.everybody()):
        state = "disabled" if not user.is_enabled else "enabled" if user.password_hash else "invited"
        click.echo(f"{user.email}\t{user.role}\t{state}\t{user.name}")


@group.command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Let a user in no more, and end where they are signed in."""
    try:
        with writing() as writer:
            user = _found(writer, email)
            accounts.disable(writer, user, site().clock())
            _recorded(writer, "user.disable", user)
    except Refusal as error:
        _refuse(email, error)


@group.command("enable")
@click.argument("email")
def enable(email: str) -> None:
    """Let a disabled user in again."""
    with writing() as writer:
        user = _found(writer, email)
        accounts.enable(writer, user)
        _recorded(writer, "user.enable", user)


@group.command("password")
@click.argument("email")
@from_stdin
def password(email: str, password_stdin: bool) -> None:
    """Give a user another password, and end where they are signed in."""
    if not password_stdin:
        raise click.UsageError(gettext("Give the password on standard input, with --password-stdin."))
    given = _read()
    try:
        with writing() as writer:
            user = _found(writer, email)
            accounts.choose_password(writer, user, given)
            _recorded(writer, "user.password", user)
    except Refusal as error:
        _refuse(email, error)


@group.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a link that signs a user in once, to choose a new password."""
    with writing() as writer:
        user = _found(writer, email)
        if not user.is_enabled:
            refuse(gettext("%(email)s: this user is disabled", email=email))
        answer = _link(writer, user, site().clock())
        _recorded(writer, "user.link", user)
    click.echo(answer)


def link_for_first_admin() -> str | None:
    """A link for a site that no admin can sign in to yet; an admin is made if there is none."""
    with writing() as writer:
        admins = writer.scalars(User.admins()).all()
        if any(admin.password_hash for admin in admins):
            return None
        at = site().clock()
        admin = admins[0] if admins else accounts.add(writer, "admin@localhost", "管理者", Role.ADMIN, at)
        return _link(writer, admin, at)


def _link(writer: Session, user: User, at: datetime) -> str:
    return f"{site().url}/session/links/{SignInLink.make(writer, user, at)}"


def _found(writer: Session, email: str) -> User:
    user = writer.scalar(User.called(email))
    if user is None:
        refuse(gettext("%(email)s: there is no such user", email=email))
    return user


def _read() -> str:
    """The first line of standard input; a password with a line end in it could not be typed."""
    return sys.stdin.readline().rstrip("\r\n")


def _recorded(writer: Session, action: str, user: User, **detail: Any) -> None:
    record(writer, site().clock(), action, subject=f"user:{user.id}", user_name="flask user", **detail)


def _refuse(email: str, error: Refusal) -> NoReturn:
    refuse(f"{email}: {said(error)}")
