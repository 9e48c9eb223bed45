"""Users: who may sign in, and in which role; kept by admins."""

from contextlib import suppress
from secrets import token_urlsafe

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import StringField

from digest.domain import accounts
from digest.domain.author_page import NAME_MOST, public_name
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.user import EMAIL_MOST, Role, User
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.choices import choice_of
from digest.web.editor.deeds import recorded
from digest.web.editor.forms import AtMost, DeskForm, Needed
from digest.web.editor.notices import led_to
from digest.web.editor.refusals import told_at
from digest.web.finding import found_or_404
from digest.web.identity import signed_in
from digest.web.site import now, session

pages = Blueprint("users", __name__, url_prefix="/users")
NUMBER = "<int(max=2147483647):user_id>"
ROLES = {
    Role.AUTHOR.value: _("Author: writes their own articles"),
    Role.EDITOR.value: _("Editor: all articles, lists, publishing"),
    Role.ADMIN.value: _("Admin: users and settings too"),
}


class UserForm(DeskForm):
    """Who somebody is, and what they may do."""

    email = StringField(
        _("E-mail"), [Needed(), AtMost(EMAIL_MOST)], render_kw={"autocomplete": "off", "inputmode": "email"}
    )
    name = StringField(_("Public name"), [Needed(), AtMost(NAME_MOST)], render_kw={"autocomplete": "off"})
    role = choice_of(_("Role"), ROLES)

    @classmethod
    def of(cls, user: User) -> "UserForm":
        """The form as `user` is."""
        return cls(data={"email": user.email, "name": user.name, "role": user.role})


@pages.get("/")
@rule(Action.ADMINISTER)
def index() -> str:
    """Everybody with an account."""
    return render_template("editor/users/index.html", users=session().scalars(User.everybody()).all())


@pages.get(f"/{NUMBER}")
@rule(Action.ADMINISTER)
def show(user_id: int) -> str:
    """One user, with what can be changed."""
    return _page(user_id)


@pages.post(f"/{NUMBER}")
@rule(Action.ADMINISTER)
def update(user_id: int) -> ResponseReturnValue:
    """Change e-mail, name and role."""
    form = UserForm.sent()
    if form.validate():
        with suppress(Refusal):
            with writing() as writer:
                _change(writer, found(writer, user_id), form)
            return led_to("editor.users.show", "saved", user_id=user_id)
    return _page(user_id, form), 422


@pages.post(f"/{NUMBER}/disable")
@rule(Action.ADMINISTER)
def disable(user_id: int) -> ResponseReturnValue:
    """Let somebody in no more."""
    DeskForm.sent()
    form = UserForm.of(found_or_404(User.numbered(user_id)))
    with suppress(Refusal):
        with writing() as writer, told_at(form.role):
            accounts.disable(writer, found(writer, user_id), now())
            recorded(writer, "user.disable", f"user:{user_id}")
        return led_to("editor.users.show", "disabled", user_id=user_id)
    return _page(user_id, form), 422


@pages.post(f"/{NUMBER}/enable")
@rule(Action.ADMINISTER)
def enable(user_id: int) -> ResponseReturnValue:
    """Let somebody in again."""
    DeskForm.sent()
    with writing() as writer:
        accounts.enable(writer, found(writer, user_id))
        recorded(writer, "user.enable", f"user:{user_id}")
    return led_to("editor.users.show", "enabled", user_id=user_id)


def found(writer: Session, number: int) -> User:
    """The user with this number, to be changed."""
    return writer.scalars(User.numbered(number)).one_or_none() or abort(404)


def _change(writer: Session, user: User, form: UserForm) -> None:
    """Take over what differs, each change with an entry of its own."""
    subject, role, email, name = f"user:{user.id}", Role(form.role.data), user.email, user.name
    with told_at(form.role):
        if role != user.role:
            accounts.give_role(writer, user, role, by=found(writer, signed_in().id))
            recorded(writer, "user.role", subject, role=role.value)
    with told_at(form.email):
        accounts.give_email(writer, user, form.email.data or "")
        if user.email != email:
            recorded(writer, "user.email", subject)
    with told_at(form.name):
        user.author.name = public_name(form.name.data or "")
        if user.name != name:
            recorded(writer, "user.describe", subject, name=user.name)


def _page(user_id: int, form: UserForm | None = None) -> str:
    user = found_or_404(User.numbered(user_id))
    return render_template(
        "editor/users/show.html", form=form or UserForm.of(user), user=user, once=token_urlsafe(16)
    )
