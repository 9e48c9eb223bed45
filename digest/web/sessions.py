"""Sign-in and sign-out."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from digest.domain.secret import new_secret
from digest.domain.sign_in import SignIn
from digest.store import writing
from digest.web.identity import give_cookie, secret, take_cookie

pages = Blueprint("session", __name__, url_prefix="/session")


@pages.get("/new")
def new() -> Response:
    """The form to sign in."""
    answer = make_response(render_template("session/new.html", next=request.args.get("next", "")))
    if not secret():
        give_cookie(answer, new_secret())
    return answer


@pages.post("/end")
def end() -> Response:
    """Sign out."""
    with writing() as writer:
        SignIn.end(writer, secret())
    answer = make_response(redirect(url_for("home.index"), 303))
    take_cookie(answer)
    return answer
