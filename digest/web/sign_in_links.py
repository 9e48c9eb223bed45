"""One-time links: for the first admin, for who was invited, for a forgotten password."""

import logging

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from digest.domain.sign_in_link import SignInLink
from digest.domain.signing_in import begin
from digest.store import writing
from digest.web.identity import give_cookie, with_cookie
from digest.web.sessions import browser
from digest.web.site import now, session

pages = Blueprint("sign_in_links", __name__, url_prefix="/session/links")
_log = logging.getLogger(__name__)


@pages.get("/<secret>")
def show(secret: str) -> ResponseReturnValue:
    """Whom the link signs in. It is not used yet: programs that look at links in messages only read."""
    link = session().scalar(SignInLink.valid(secret, now()))
    if link is None:
        return _ended()
    user = link.user
    return with_cookie(lambda: render_template("sign_in_links/show.html", user=user, secret=secret))


@pages.post("/<secret>")
def use(secret: str) -> ResponseReturnValue:
    """Sign in, once, and go on to choose a password."""
    with writing() as writer:
        user = SignInLink.use(writer, secret, now())
        given = begin(writer, user, browser(), now(), "sign-in.link") if user else None
    if given is None:
        return _ended()
    answer = make_response(redirect(url_for("editor.passwords.show"), 303))
    give_cookie(answer, given)
    return answer


def _ended() -> Response:
    """The same for a link that was used, has expired or never was."""
    _log.warning("a sign-in link was refused")
    return make_response(render_template("sign_in_links/ended.html"), 410)
