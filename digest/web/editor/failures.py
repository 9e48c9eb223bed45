"""Failures on the desk: said in plain words, with everything that was typed given back."""

from flask import Response, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from digest.web.csrf import FIELD, ForgedError
from digest.web.headers import is_private

# Never sent back: the browser's password store has them.
_SECRET = ("password",)


def answer_for(error: HTTPException) -> Response | None:
    """The page or piece that says `error` to somebody at work; nothing if it did not happen at the desk."""
    if not is_private() or request.path.startswith("/preview"):
        return None
    code = error.code or 500
    fragment = bool(request.headers.get("HX-Request"))
    template = "errors/_desk.html" if fragment else "errors/desk.html"
    title, text = _said(error)
    body = render_template(template, code=code, title=title, text=text, kept=_kept(error))
    answer = make_response(body, code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _said(error: HTTPException) -> tuple[str, str]:
    """A title and a sentence."""
    if isinstance(error, ForgedError):
        return gettext("Not saved yet"), gettext(
            "This page was open for too long, or the request came from elsewhere. Nothing was changed. "
            "What you typed stands below: please send it once more."
        )
    titles = {
        401: (
            gettext("Please sign in again"),
            gettext("Your session has ended. What you typed is kept: sign in in a new tab, then save again."),
        ),
        403: (
            gettext("Not for your role"),
            gettext("You may not do this. Please ask an editor or an admin."),
        ),
        404: (gettext("This is not here"), gettext("It may have been deleted or moved.")),
        413: (gettext("Too large"), gettext("What was sent is larger than can be taken here.")),
        429: (gettext("Too many tries"), gettext("Please wait a little and try again.")),
        500: (
            gettext("Something went wrong here"),
            gettext("The fault is ours and has been recorded. Please try again in a moment."),
        ),
        503: (
            gettext("Not saved yet"),
            gettext(
                "The database is busy or out of reach just now. What you typed is kept: please save again."
            ),
        ),
    }
    if (error.code or 500) in titles:
        return titles[error.code or 500]
    return gettext("This cannot be done here"), error.description or gettext(
        "What was asked is not understood at this address."
    )


def _kept(error: HTTPException) -> list[tuple[str, str]]:
    """What was typed: every field of the form but secrets and the token."""
    if isinstance(error, RequestEntityTooLarge) or request.method == "GET":
        return []
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name and name != FIELD and not any(word in name for word in _SECRET)
    ]
