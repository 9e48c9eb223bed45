"""The page of one source: its record, and every digest that cites it."""

from flask import Blueprint, render_template

from digest.domain.listing import citing
from digest.domain.source import Source
from digest.web.finding import found_or_404
from digest.web.listings import Listing, listed_or_404
from digest.web.site import now

pages = Blueprint("sources", __name__)


@pages.get("/sources/<int(max=2147483647):source_id>")
def show(source_id: int) -> str:
    """The source, as long as a public digest cites it."""
    listing = _listing(source_id)
    return render_template(
        "sources/show.html", source=found_or_404(Source.numbered(source_id)), listing=listing
    )


@pages.get("/_/sources/<int(max=2147483647):source_id>")
def show_more(source_id: int) -> str:
    """The next digests that cite the source."""
    return render_template("shared/_listing.html", listing=_listing(source_id))


def _listing(source_id: int) -> Listing:
    return listed_or_404(citing(source_id, now()), "sources.show", source_id=source_id)
