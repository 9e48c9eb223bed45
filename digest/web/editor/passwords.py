"""One's own password: chosen after a one-time link, or changed."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import PasswordField

from digest.domain import password
from digest.domain.accounts import choose_password
from digest.domain.guessing import Guess, TooManyGuessesError
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.user import User
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.deeds import recorded
from digest.web.editor.forms import AtMost, DeskForm, Needed
from digest.web.editor.notices import led_to
from digest.web.editor.refusals import tell
from digest.web.finding import found_or_404
from digest.web.identity import secret, signed_in
from digest.web.site import now

pages = Blueprint("passwords", __name__, url_prefix="/profile/password")


class PasswordForm(DeskForm):
    """A new password, and the present one as proof that it is the owner who changes it."""

    present_password = PasswordField(
        _("Present password"), [AtMost(password.MOST)], render_kw={"autocomplete": "current-password"}
    )
    new_password = PasswordField(
        _("New password"), [Needed(), AtMost(password.MOST)], render_kw={"autocomplete": "new-password"}
    )


@pages.get("")
@rule(Action.VISIT)
def show() -> str:
    """The form to choose a password."""
    return _page(PasswordForm())


@pages.post("")
@rule(Action.VISIT)
def change() -> ResponseReturnValue:
    """Take the new password; every other browser is signed out."""
    form = PasswordForm.sent()
    if not (form.validate() and _is_proven(form) and _is_chosen(form)):
        return _page(form), 422
    return led_to("editor.profile.show", "password-changed")


def _is_proven(form: PasswordForm) -> bool:
    """Whether the present password is right, or there is none. Guesses are counted as at the front door."""
    user = signed_in()
    kept = found_or_404(User.numbered(user.id)).password_hash
    if not kept:
        return True
    guess = Guess.at_desk(user.email, user.id)
    try:
        with writing() as writer:
            guess.begin(writer, now())
    except TooManyGuessesError as error:
        tell(form.present_password, error)
        return False
    if not password.verified(kept, form.present_password.data or ""):
        form.present_password.errors = [gettext("This is not your present password.")]
        return False
    with writing() as writer:
        guess.succeeded(writer)
    return True


def _is_chosen(form: PasswordForm) -> bool:
    try:
        with writing() as writer:
            user = writer.scalars(User.numbered(signed_in().id)).one()
            choose_password(writer, user, form.new_password.data or "", keeping=secret())
            recorded(writer, "user.password", f"user:{user.id}")
    except Refusal as error:
        tell(form.new_password, error)
        return False
    return True


def _page(form: PasswordForm) -> str:
    user = found_or_404(User.numbered(signed_in().id))
    return render_template("editor/passwords/show.html", form=form, user=user, suggested=password.SUGGESTED)
