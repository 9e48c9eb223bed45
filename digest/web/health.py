"""Whether the site is up, for load balancers, and what robots may read."""

from flask import Blueprint, Response
from sqlalchemy import text

from digest.web.site import session

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def live() -> Response:
    """The process answers."""
    return _plain("ok\n", "no-store")


@pages.get("/readyz")
def ready() -> Response:
    """The database answers too; without it the answer is 500."""
    session().execute(text("SELECT 1"))
    return _plain("ok\n", "no-store")


@pages.get("/robots.txt")
def robots() -> Response:
    """Everything but the fragments, which are parts of pages, and what is for one person alone."""
    return _plain(
        "User-agent: *\nDisallow: /_/\nDisallow: /editor\nDisallow: /session\nDisallow: /preview\n",
        "public, max-age=3600",
    )


def _plain(body: str, kept: str) -> Response:
    answer = Response(body, mimetype="text/plain")
    answer.headers["Cache-Control"] = kept
    return answer
