"""Invitations: a new account, and a one-time link that is shown once and passed on by hand."""

from contextlib import suppress
from secrets import token_urlsafe

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from digest.domain import accounts
from digest.domain.permission import Action
from digest.domain.receipt import give, taken
from digest.domain.refusal import Refusal
from digest.domain.sign_in_link import LASTS, SignInLink
from digest.domain.user import Role, User
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.deeds import recorded
from digest.web.editor.forms import DeskForm
from digest.web.editor.refusals import told_at
from digest.web.editor.users import NUMBER, UserForm, found
from digest.web.identity import signed_in
from digest.web.site import now, site

pages = Blueprint("invitations", __name__, url_prefix="/users")


@pages.get("/new")
@rule(Action.ADMINISTER)
def new() -> str:
    """The form to invite somebody."""
    return _form(UserForm(data={"role": Role.AUTHOR}))


@pages.post("/")
@rule(Action.ADMINISTER)
def create() -> ResponseReturnValue:
    """Make an account, and show the link of the invitation this once."""
    form = UserForm.sent()
    if form.validate():
        with suppress(Refusal), writing() as writer:
            if done := taken(writer, _key(), signed_in().id):
                return redirect(done, 303)
            role = Role(form.role.data)
            with told_at(form.email):
                user = accounts.add(writer, form.email.data or "", form.name.data or "", role, now())
            recorded(writer, "user.invite", f"user:{user.id}", role=role.value)
            return _link(writer, user)
    return _form(form), 422


@pages.post(f"/{NUMBER}/links")
@rule(Action.ADMINISTER)
def give_link(user_id: int) -> ResponseReturnValue:
    """Make another link, for a forgotten password, and show it this once."""
    DeskForm.sent()
    with writing() as writer:
        if done := taken(writer, _key(), signed_in().id):
            return redirect(done, 303)
        user = found(writer, user_id)
        if not user.is_enabled:
            abort(409)
        recorded(writer, "user.link", f"user:{user.id}")
        return _link(writer, user)


def _key() -> str:
    return request.form.get("once", "")


def _link(writer: Session, user: User) -> str:
    secret = SignInLink.make(writer, user, now())
    # The page that is led to cannot show the link again: only its hash is kept.
    led_to = url_for("editor.users.show", user_id=user.id, said="link-was-shown")
    give(writer, _key(), signed_in().id, led_to, now())
    address = f"{site().url}{url_for('sign_in_links.show', secret=secret)}"
    return render_template("editor/users/link.html", user=user, address=address, days=LASTS.days)


def _form(form: UserForm) -> str:
    return render_template("editor/users/new.html", form=form, once=token_urlsafe(16))
