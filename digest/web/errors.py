"""Pages for what cannot be shown, each with a way on."""

import logging

from flask import Flask, abort, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from digest.domain.listing import batch, everything
from digest.web.site import now, session

NEWEST = 5
_log = logging.getLogger(__name__)

Answer = tuple[str, int]


def init_app(app: Flask) -> None:
    """Answer errors with pages of our own."""
    app.before_request(_refuse_nul)
    app.register_error_handler(404, _missing)
    app.register_error_handler(410, _gone)
    app.register_error_handler(500, _broken)


def _refuse_nul() -> None:
    """PostgreSQL cannot hold this character, so nothing can be found by it."""
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        abort(404)


def _missing(_error: HTTPException) -> Answer:
    return _with_newest("errors/404.html"), 404


def _gone(_error: HTTPException) -> Answer:
    return _with_newest("errors/410.html"), 410


def _broken(_error: HTTPException) -> Answer:
    """Must not need what may be broken: no database."""
    return render_template("errors/500.html"), 500


def _with_newest(template: str) -> str:
    if request.path.startswith("/_/"):
        return render_template("errors/_fragment.html")
    try:
        newest = batch(session(), everything(now()), size=NEWEST).editions
    except SQLAlchemyError:
        _log.exception("the newest digests could not be read for an error page")
        newest = ()
    return render_template(template, newest=newest)
