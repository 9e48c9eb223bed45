"""People who are signed in: each with a client that checks every answer and sends this site's token."""

import hmac
from hashlib import sha256
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from digest.domain.people import Author
from digest.domain.sign_in import SignIn
from digest.domain.user import Role, User
from digest.store import writing
from tests.support.checking import CheckingClient
from tests.support.sites import KEY

COOKIE = "digest"
# Chosen, but nobody knows it: no password makes this hash.
NO_PASSWORD = "!"
NAMES = {"author": "若葉 文", "editor": "秋山 菊乃", "admin": "管理 人", "colleague": "星野 湊"}


class Person(CheckingClient):
    """A browser that may be signed in. `htmx=True` asks as htmx does, `csrf=False` leaves the token out."""

    user_id = 0

    def open(self, *args: Any, htmx: bool = False, csrf: bool = True, **kwargs: Any) -> TestResponse:
        """Send a request."""
        headers = dict(kwargs.pop("headers", None) or {})
        if htmx:
            headers["HX-Request"] = "true"
        if csrf and kwargs.get("method", "GET") not in ("GET", "HEAD"):
            headers.setdefault("X-CSRF-Token", self.token())
        return super().open(*args, headers=headers, **kwargs)

    def token(self) -> str:
        """The token that pages show this browser."""
        cookie = self.get_cookie(COOKIE)
        return token_for(cookie.value if cookie else "")


def token_for(secret: str) -> str:
    """The token of the browser whose cookie says `secret`."""
    return hmac.new(KEY.encode(), f"csrf:{secret}".encode(), sha256).hexdigest()


def a_user(name: str = "editor", role: Role | None = None) -> User:
    """The user `name`, made if there is none; the role is that of the same name, or editor's."""
    email = f"{name}@example.jp"
    with writing() as session:
        user = session.scalar(select(User).where(User.email == email))
        if user is None:
            known = role or (Role(name) if name in list(Role) else Role.EDITOR)
            public = NAMES.get(name, name)
            author = session.scalar(select(Author).where(Author.name == public)) or Author(
                name=public, slug=f"{name}-slug", bio=""
            )
            user = User(email=email, role=known, author=author, password_hash=NO_PASSWORD, language="")
            session.add(user)
            session.flush()
        return user


def signed_in(app: Flask, name: str = "editor", role: Role | None = None) -> Person:
    """The browser of the user `name`, signed in at the site's clock."""
    with app.app_context():
        user = a_user(name, role)
        with writing() as session:
            secret = SignIn.begin(session, session.merge(user), app.extensions["digest"].clock())
        number = user.id
    person = Person(app, use_cookies=True)
    person.set_cookie(COOKIE, secret)
    person.user_id = number
    return person
