"""The page of one tag: its digests, newest first."""

from flask import Blueprint, render_template

from digest.domain.listing import of_tag
from digest.domain.topic import Tag
from digest.web.finding import found_or_404
from digest.web.listings import Listing, listed
from digest.web.site import now

pages = Blueprint("tags", __name__)


@pages.get("/tags/<slug>")
def show(slug: str) -> str:
    """The tag with the digests that its address asks for."""
    tag = found_or_404(Tag.at(slug))
    return render_template("tags/show.html", tag=tag, listing=_listing(tag))


@pages.get("/_/tags/<slug>")
def show_more(slug: str) -> str:
    """The next digests of the tag."""
    return render_template("shared/_listing.html", listing=_listing(found_or_404(Tag.at(slug))))


def _listing(tag: Tag) -> Listing:
    return listed(of_tag(tag.id, now()), "tags.show", slug=tag.slug)
