"""Whether the site is up, for load balancers."""

from flask import Blueprint, Response
from sqlalchemy import text

from digest.web.site import session

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def live() -> Response:
    """The process answers."""
    return _ok()


@pages.get("/readyz")
def ready() -> Response:
    """The database answers too; without it the answer is 500."""
    session().execute(text("SELECT 1"))
    return _ok()


def _ok() -> Response:
    answer = Response("ok\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer
