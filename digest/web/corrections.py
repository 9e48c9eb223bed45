"""The corrections page: what was corrected, and why."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from digest.domain.correction import Correction, Corrections, corrections
from digest.web.listings import More, asked_for
from digest.web.site import now, session

pages = Blueprint("corrections", __name__)


@dataclass(frozen=True, slots=True)
class Listed:
    """Some corrections as templates show them, and the way to more."""

    corrections: list[Correction]
    more: More | None


@pages.get("/corrections")
def index() -> str:
    """All corrections, newest first."""
    return render_template("corrections/index.html", listing=_listing())


@pages.get("/_/corrections")
def index_more() -> str:
    """The next corrections."""
    return render_template("corrections/_batch.html", listing=_listing())


def _listing() -> Listed:
    found = corrections(session(), now(), asked_for())
    return Listed(list(found.found), _more(found))


def _more(found: Corrections) -> More | None:
    if found.after is None:
        return None
    before = str(found.after)
    return More(url_for("corrections.index", before=before), url_for("corrections.index_more", before=before))
