"""The front page: the newest digest, then the days."""

from flask import Blueprint, render_template

from digest.domain.listing import Batch, batch, everything
from digest.web.listings import arranged, asked_for, listed
from digest.web.site import now, session

pages = Blueprint("home", __name__)


@pages.get("/")
def index() -> str:
    """The newest digest as lead story and the days below it; further back, the days alone."""
    before = asked_for()
    found = batch(session(), everything(now()), before)
    lead = found.editions[0] if found.editions and before is None else None
    rest = Batch(found.editions[1:], found.after) if lead else found
    listing = arranged(rest, None, "home.index")
    return render_template("home/index.html", lead=lead, listing=listing, at_start=before is None)


@pages.get("/_/latest")
def index_more() -> str:
    """The next batch of days."""
    return render_template("shared/_listing.html", listing=listed(everything(now()), "home.index"))
