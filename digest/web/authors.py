"""The page of one author: its digests, newest first."""

from flask import Blueprint, render_template

from digest.domain.former_name import NameKind
from digest.domain.listing import of_author
from digest.domain.people import Author
from digest.web.former import found_or_moved
from digest.web.listings import Listing, listed
from digest.web.site import now

pages = Blueprint("authors", __name__)


@pages.get("/authors/<slug>")
def show(slug: str) -> str:
    """The author with the digests that its address asks for."""
    author = _found(slug, "authors.show")
    return render_template("authors/show.html", author=author, listing=_listing(author))


@pages.get("/_/authors/<slug>")
def show_more(slug: str) -> str:
    """The next digests of the author."""
    return render_template("shared/_listing.html", listing=_listing(_found(slug, "authors.show_more")))


def _found(slug: str, endpoint: str) -> Author:
    return found_or_moved(Author.at(slug), NameKind.AUTHOR, Author, endpoint)


def _listing(author: Author) -> Listing:
    return listed(of_author(author.id, now()), "authors.show", slug=author.slug)
