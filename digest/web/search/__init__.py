"""Search: the public digests that say what is asked for, and help while it is typed."""

from flask import Blueprint, render_template, request

from digest.web.search.asking import Asked
from digest.web.search.found import results_of
from digest.web.search.help import spellings
from digest.web.search.suggesting import description, suggestions, suggestions_json

pages = Blueprint("search", __name__)

pages.get("/_/search/suggestions")(suggestions)
pages.get("/search/suggestions.json")(suggestions_json)
pages.get("/opensearch.xml")(description)


@pages.get("/search")
def results() -> str:
    """The form, and what it found or, if that is nothing, some help."""
    asked = Asked.of(request.args)
    found = results_of(asked)
    near = spellings(asked) if found and not found.results else ()
    return render_template("search/results.html", asked=asked, found=found, spellings=near)


@pages.get("/_/search")
def results_more() -> str:
    """The next digests found."""
    return render_template("search/_found.html", found=results_of(Asked.of(request.args)))
