"""Pages for what cannot be shown, each with a way on."""

import logging

from flask import Flask, Response, abort, make_response, render_template, request
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import Gone, HTTPException, NotFound, ServiceUnavailable

from digest.domain.drafting import BusyError, DraftGoneError
from digest.domain.leftover import Leftover
from digest.domain.listing import batch, everything
from digest.web.editor import failures
from digest.web.headers import is_private
from digest.web.site import now, session

NEWEST = 5
FRAGMENT = "errors/_fragment.html"
_log = logging.getLogger(__name__)


class GoneForError(Gone):
    """A digest that was public; the page says when and why it was withdrawn, if it was."""

    def __init__(self, left: Leftover) -> None:
        super().__init__()
        self.left = left


def init_app(app: Flask) -> None:
    """Answer errors with pages of our own."""
    app.before_request(_refuse_nul)
    app.register_error_handler(404, _missing)
    app.register_error_handler(410, _gone)
    app.register_error_handler(500, _broken)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(BusyError, _crowded)
    app.register_error_handler(DraftGoneError, _deleted)
    app.register_error_handler(HTTPException, _refused)


def _refuse_nul() -> None:
    """PostgreSQL cannot hold this character, so nothing can be found by it."""
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        abort(404)


def _missing(error: HTTPException) -> Response:
    if at_work := failures.answer_for(error):
        return at_work
    return make_response(_with_newest("errors/404.html"), 404)


def _gone(error: HTTPException) -> Response:
    left = error.left if isinstance(error, GoneForError) else Leftover()
    return make_response(_with_newest("errors/410.html", left=left), 410)


def _broken(error: HTTPException) -> Response:
    """Must not need what may be broken: no database."""
    if at_work := failures.answer_for(error):
        return at_work
    return _unkept("errors/500.html", 500)


def _refused(error: HTTPException) -> Response:
    """Every other refusal, such as a method that an address does not know."""
    if at_work := failures.answer_for(error):
        return at_work
    answer = _unkept("errors/refused.html", error.code or 500)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _busy(error: OperationalError) -> Response:
    """The database is locked, full or away: a matter of time, not of the request."""
    _log.warning("the database could not be used: %s", error.orig)
    if is_private():
        return _refused(ServiceUnavailable(retry_after=5))
    return _unkept("errors/500.html", 500)


def _crowded(_error: BusyError) -> Response:
    """Too many people save the same draft: each gets a turn."""
    return _refused(ServiceUnavailable(retry_after=1))


def _deleted(_error: DraftGoneError) -> Response:
    """Somebody deleted the article after this request had found it."""
    return _missing(NotFound())


def _unkept(template: str, code: int) -> Response:
    answer = make_response(render_template(FRAGMENT if _is_fragment() else template, code=code), code)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _is_fragment() -> bool:
    return request.path.startswith("/_/") or (is_private() and "HX-Request" in request.headers)


def _with_newest(template: str, **values: object) -> str:
    if _is_fragment():
        return render_template(FRAGMENT)
    try:
        newest = batch(session(), everything(now()), size=NEWEST).editions
    except SQLAlchemyError:
        _log.exception("the newest digests could not be read for an error page")
        newest = ()
    return render_template(template, newest=newest, **values)
