"""Accounts: how one is made, changed, closed and opened again, and what ends with that."""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain import password as passwords
from digest.domain.author_page import free_slug, public_name
from digest.domain.people import Author
from digest.domain.refusal import Refusal
from digest.domain.sign_in import SignIn
from digest.domain.sign_in_link import SignInLink
from digest.domain.user import EMAIL_MOST, Role, User, email_key

# Something on either side of an @. Whether mail arrives there, only mail could tell; none is sent.
_EMAIL = re.compile(r"[^\s@\x00-\x1f\x7f]+@[^\s@\x00-\x1f\x7f]+\Z")


def add(session: Session, email: str, name: str, role: Role, at: datetime) -> User:
    """A new user, without a password. An author of this name whom nobody signs in as yet becomes theirs.

    Raises Refusal.
    """
    user = User(
        email=_free_email(session, email),
        role=role,
        author=_author(session, public_name(name)),
        password_hash="",
        language="",
        created_at=at,
    )
    session.add(user)
    session.flush()
    return user


def choose_password(session: Session, user: User, password: str, keeping: str = "") -> None:
    """Give `user` a password. Every sign-in ends but that of the browser with the secret `keeping`.

    Raises Refusal for a password that will not do.
    """
    passwords.check(password, user.email, user.name)
    user.password_hash = passwords.hashed(password)
    SignIn.end_all(session, user.id, but=keeping)
    SignInLink.end_all(session, user.id)
    session.flush()


def disable(session: Session, user: User, at: datetime) -> None:
    """Let `user` in no more, beginning with the next request. Raises Refusal for the last admin."""
    _keep_an_admin(session, user)
    user.disabled_at = user.disabled_at or at
    SignIn.end_all(session, user.id)
    SignInLink.end_all(session, user.id)
    session.flush()


def enable(session: Session, user: User) -> None:
    """Let `user` in again."""
    user.disabled_at = None
    session.flush()


def give_role(session: Session, user: User, role: Role, by: User) -> None:
    """Make `user` what `role` says. Raises Refusal if somebody raises themselves, or no admin is left."""
    if role.rank > Role(by.role).rank or (user.id == by.id and role.rank > Role(user.role).rank):
        raise Refusal("Nobody can give a role that is above their own.")
    if role != Role.ADMIN:
        _keep_an_admin(session, user)
    user.role = role
    session.flush()


def give_email(session: Session, user: User, email: str) -> None:
    """Let `user` sign in with `email` from now on. Raises Refusal."""
    user.email = _free_email(session, email, user.id)
    session.flush()


def _keep_an_admin(session: Session, user: User) -> None:
    """Refuse to lose the last admin. The rows are locked, so that two admins cannot remove one another."""
    if user.role != Role.ADMIN or not user.is_enabled:
        return
    admins = select(User.id).where(User.role == Role.ADMIN, User.disabled_at.is_(None))
    if set(session.scalars(admins.order_by(User.id).with_for_update())) <= {user.id}:
        raise Refusal("This is the last admin. Please make somebody else an admin first.")


def _free_email(session: Session, email: str, user_id: int | None = None) -> str:
    key = email_key(email)
    if len(key) > EMAIL_MOST or not _EMAIL.match(key):
        raise Refusal("This is no e-mail address.")
    holder = session.scalar(select(User.id).where(User.email == key))
    if holder is not None and holder != user_id:
        raise Refusal("Somebody signs in with this e-mail already.")
    return key


def _author(session: Session, name: str) -> Author:
    taken = select(User.author_id)
    waiting = select(Author).where(Author.name == name, Author.id.not_in(taken)).order_by(Author.id).limit(1)
    found = session.scalar(waiting)
    if found is None:
        found = Author(name=name, slug=free_slug(session, name), bio="")
        session.add(found)
        session.flush()
    return found
