"""Search: the public digests that contain every word asked for."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from wtforms import Form, SearchField
from wtforms.validators import Length

from digest.domain.listing import containing
from digest.domain.search_text import folded
from digest.web.listings import Listing, listed
from digest.web.site import now

pages = Blueprint("search", __name__)

WORDS_MOST = 100


class SearchForm(Form):
    """One field; an empty one asks for nothing yet."""

    q = SearchField(validators=[Length(max=WORDS_MOST)], filters=[lambda given: (given or "").strip()])


@pages.get("/search")
def results() -> str:
    """The form, and what it found."""
    form = SearchForm(request.args)
    sound, q = form.validate(), form.q.data or ""
    error = None if sound else gettext("At most %(most)s characters, please.", most=WORDS_MOST)
    listing = _listing(q) if sound and folded(q) else None
    return render_template("search/results.html", form=form, q=q, listing=listing, error=error)


@pages.get("/_/search")
def results_more() -> str:
    """The next digests found."""
    return render_template("shared/_listing.html", listing=_listing(request.args.get("q", "")[:WORDS_MOST]))


def _listing(q: str) -> Listing:
    return listed(containing(folded(q), now()), "search.results", q=q)
