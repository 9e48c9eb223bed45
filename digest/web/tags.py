"""The page of one tag: its digests, newest first."""

from flask import Blueprint, render_template

from digest.domain.former_name import NameKind
from digest.domain.listing import of_tag
from digest.domain.topic import Tag
from digest.web.former import found_or_moved
from digest.web.listings import Listing, is_public, listed_or_404
from digest.web.site import now

pages = Blueprint("tags", __name__)


@pages.get("/tags/<slug>")
def show(slug: str) -> str:
    """The tag with the digests that its address asks for."""
    tag = _found(slug, "tags.show")
    return render_template("tags/show.html", tag=tag, listing=_listing(tag))


@pages.get("/_/tags/<slug>")
def show_more(slug: str) -> str:
    """The next digests of the tag."""
    return render_template("shared/_listing.html", listing=_listing(_found(slug, "tags.show_more")))


def _found(slug: str, endpoint: str) -> Tag:
    return found_or_moved(Tag.at(slug), NameKind.TAG, Tag, endpoint, _is_shown)


def _is_shown(tag: Tag) -> bool:
    return is_public(of_tag(tag.id, now()))


def _listing(tag: Tag) -> Listing:
    return listed_or_404(of_tag(tag.id, now()), "tags.show", slug=tag.slug)
