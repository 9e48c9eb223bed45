"""Sign-in and sign-out."""

import logging

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, StringField

from digest.domain import password
from digest.domain.audit import record
from digest.domain.guessing import Guess, TooManyGuessesError
from digest.domain.sign_in import SignIn
from digest.domain.signing_in import Attempt, Browser
from digest.domain.user import EMAIL_MOST
from digest.store import writing
from digest.web import csrf
from digest.web.editor.forms import AtMost, DeskForm, Needed
from digest.web.identity import give_cookie, me, secret, take_cookie, with_cookie
from digest.web.site import now
from digest.web.way_back import way_back

pages = Blueprint("session", __name__, url_prefix="/session")
_log = logging.getLogger(__name__)


class SignInForm(DeskForm):
    """Who somebody says they are, and what proves it."""

    email = StringField(
        _("E-mail"),
        [Needed(), AtMost(EMAIL_MOST)],
        render_kw={"autocomplete": "username", "inputmode": "email", "autofocus": True},
    )
    password = PasswordField(
        _("Password"), [Needed(), AtMost(password.MOST)], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


@pages.get("/new")
def new() -> ResponseReturnValue:
    """The form to sign in."""
    wanted = request.args.get("next", "")
    if me():
        return redirect(way_back(wanted))
    return _form(SignInForm(data={"next": wanted}))


@pages.post("")
def create() -> ResponseReturnValue:
    """Sign in. What is wrong is never said more exactly than that something is."""
    form = SignInForm.sent()
    if not form.validate():
        return _form(form, 422)
    try:
        given = _try(form)
    except TooManyGuessesError as error:
        return _wait(form, error)
    if given is None:
        form.password.errors = [gettext("This e-mail and this password do not belong together.")]
        return _form(form, 422)
    answer = make_response(redirect(way_back(form.next.data or ""), 303))
    give_cookie(answer, given)
    return answer


@pages.post("/end")
def end() -> Response:
    """Sign out."""
    user = me()
    with writing() as writer:
        SignIn.end(writer, secret())
        if user:
            record(
                writer, now(), "sign-in.end", subject=f"user:{user.id}", user_id=user.id, user_name=user.name
            )
    answer = make_response(redirect(url_for("home.index"), 303))
    take_cookie(answer)
    return answer


@pages.get("/back")
def back() -> ResponseReturnValue:
    """That one is signed in again: shown in the tab that was opened for it, beside a form not saved yet."""
    if me() is None:
        return redirect(url_for("session.new", next=url_for("session.back")))
    return render_template("sessions/back.html", user=me())


@pages.get("/token")
def token() -> Response:
    """The token of today's session, for a page that was opened in the one before, and whose session it is."""
    user = me()
    return jsonify(token=csrf.token() if secret() else "", user=user.name if user else None)


def browser() -> Browser:
    """The browser of this request."""
    return Browser(secret(), request.user_agent.string)


def _try(form: SignInForm) -> str | None:
    """The secret of the new sign-in; none if the two do not belong together."""
    given = form.password.data or ""
    with writing() as writer:
        attempt = Attempt.begin(writer, form.email.data or "", request.remote_addr or "", now())
    right = attempt.is_right(given)
    with writing() as writer:
        opened = attempt.finish(writer, given if right else None, browser(), now())
    if opened is None:
        _log.warning("a sign-in was refused: user %s, from %s", attempt.user_id, attempt.guess.address)
    return opened


def _wait(form: SignInForm, error: TooManyGuessesError) -> Response:
    guess = Guess.of(form.email.data or "", request.remote_addr or "")
    _log.warning("a sign-in was refused: too many from %s", guess.address)
    form.password.errors = [gettext(error.message)]
    answer = _form(form, 429)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _form(form: SignInForm, status: int = 200) -> Response:
    return with_cookie(lambda: render_template("sessions/new.html", form=form), status)
