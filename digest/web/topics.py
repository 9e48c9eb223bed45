"""The page of one topic: its digests, newest first."""

from flask import Blueprint, render_template

from digest.domain.former_name import NameKind
from digest.domain.listing import of_topic
from digest.domain.topic import Topic
from digest.web.former import found_or_moved
from digest.web.listings import Listing, is_public, listed_or_404
from digest.web.site import now

pages = Blueprint("topics", __name__)


@pages.get("/topics/<slug>")
def show(slug: str) -> str:
    """The topic with the digests that its address asks for."""
    topic = _found(slug, "topics.show")
    return render_template("topics/show.html", topic=topic, listing=_listing(topic))


@pages.get("/_/topics/<slug>")
def show_more(slug: str) -> str:
    """The next digests of the topic."""
    return render_template("shared/_listing.html", listing=_listing(_found(slug, "topics.show_more")))


def _found(slug: str, endpoint: str) -> Topic:
    return found_or_moved(Topic.at(slug), NameKind.TOPIC, Topic, endpoint, _is_shown)


def _is_shown(topic: Topic) -> bool:
    return is_public(of_topic(topic.id, now()))


def _listing(topic: Topic) -> Listing:
    return listed_or_404(of_topic(topic.id, now()), "topics.show", slug=topic.slug)
