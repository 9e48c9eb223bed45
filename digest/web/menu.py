"""The menu: topics, newest digests, months, search and display settings, as a page and as a piece."""

from typing import Any

from flask import Blueprint, render_template

from digest.domain.listing import batch, everything, topic_counts
from digest.web.archive import months
from digest.web.site import now, session

pages = Blueprint("menu", __name__)

NEWEST = 5
MONTHS = 6


@pages.get("/menu")
def show() -> str:
    """The menu as a page of its own, for readers without script."""
    return render_template("menu/show.html", menu=_menu())


@pages.get("/_/menu")
def fragment() -> str:
    """The menu as the opener in the header fetches it."""
    return render_template("menu/_menu.html", menu=_menu())


def _menu() -> dict[str, Any]:
    return {
        "topics": [
            {"name": topic.name, "slug": topic.slug, "tint": topic.tint, "count": count}
            for topic, count in session().execute(topic_counts(now()))
        ],
        "newest": batch(session(), everything(now()), size=NEWEST).editions,
        "months": months()[:MONTHS],
    }
