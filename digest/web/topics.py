"""The page of one topic: its digests, newest first."""

from flask import Blueprint, render_template

from digest.domain.listing import of_topic
from digest.domain.topic import Topic
from digest.web.finding import found_or_404
from digest.web.listings import Listing, listed
from digest.web.site import now

pages = Blueprint("topics", __name__)


@pages.get("/topics/<slug>")
def show(slug: str) -> str:
    """The topic with the digests that its address asks for."""
    topic = found_or_404(Topic.at(slug))
    return render_template("topics/show.html", topic=topic, listing=_listing(topic))


@pages.get("/_/topics/<slug>")
def show_more(slug: str) -> str:
    """The next digests of the topic."""
    return render_template("shared/_listing.html", listing=_listing(found_or_404(Topic.at(slug))))


def _listing(topic: Topic) -> Listing:
    return listed(of_topic(topic.id, now()), "topics.show", slug=topic.slug)
