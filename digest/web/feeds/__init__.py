"""Feeds: new digests and corrections for feed readers, as Atom (RFC 4287) and as JSON Feed.

Each goes back to the first digest, a bounded number at once (RFC 5005). Beside them are the page that says
which feeds there are, the list of them that feed readers take in at once, and the feed of SmartNews.
"""

from collections.abc import Callable, Sequence
from uuid import NAMESPACE_URL, uuid5

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext

from digest.domain.correction import corrections
from digest.domain.feed import topics_to_follow, whole_digests
from digest.domain.former_name import NameKind
from digest.domain.listing import Key, Series, everything, of_author, of_tag, of_topic
from digest.domain.people import Author
from digest.domain.plain import xml_text
from digest.domain.topic import Tag, Topic
from digest.web.feeds.entries import of_corrections, of_digests, whole_url
from digest.web.feeds.feed import Entry, Feed
from digest.web.feeds.json_feed import json_feed
from digest.web.feeds.smartnews import smart_format
from digest.web.former import found_or_moved
from digest.web.headers import shown_elsewhere
from digest.web.listings import asked_for, is_public
from digest.web.site import now, session, site

pages = Blueprint("feeds", __name__)

CORRECTIONS = 50
TYPES = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}


@pages.get("/feeds")
def index() -> str:
    """Which feeds there are, and how to follow them."""
    return render_template("feeds/index.html", topics=session().scalars(topics_to_follow(now())).all())


@pages.get("/topics.opml")
def outline() -> Response:
    """The feeds of the site and its topics, for a feed reader to take in at once (OPML 2.0)."""
    topics = session().scalars(topics_to_follow(now())).all()
    body = xml_text(render_template("feeds/topics.xml", topics=topics, whole_url=whole_url))
    return Response(body, content_type="text/x-opml; charset=utf-8")


@pages.get("/feed.smartnews.xml")
def smartnews() -> Response:
    """The newest digests as SmartNews takes them."""
    return Response(smart_format(), content_type="application/rss+xml; charset=utf-8")


@pages.get("/feed.<any(atom, json):form>")
def newest(form: str) -> Response:
    """All digests."""
    entries, after = _digests(everything(now()))
    page = whole_url("home.index")
    return _told(form, f"{site().url}/feed.atom", site().name, site().tagline, page, entries, after)


@pages.get("/topics/<slug>/feed.<any(atom, json):form>")
def topic(slug: str, form: str) -> Response:
    """The digests of a topic."""
    found = found_or_moved(Topic.at(slug), NameKind.TOPIC, Topic, "feeds.topic", _topic_is_shown)
    entries, after = _digests_or_404(of_topic(found.id, now()))
    page = whole_url("topics.show", slug=found.slug)
    return _told(form, _id("topic", found.id), _title(found.name), found.description, page, entries, after)


@pages.get("/tags/<slug>/feed.<any(atom, json):form>")
def tag(slug: str, form: str) -> Response:
    """The digests with a tag."""
    found = found_or_moved(Tag.at(slug), NameKind.TAG, Tag, "feeds.tag", _tag_is_shown)
    entries, after = _digests_or_404(of_tag(found.id, now()))
    about = gettext("Digests with the tag %(tag)s", tag=found.name)
    page = whole_url("tags.show", slug=found.slug)
    return _told(form, _id("tag", found.id), _title(found.name), about, page, entries, after)


@pages.get("/authors/<slug>/feed.<any(atom, json):form>")
def author(slug: str, form: str) -> Response:
    """The digests of an author."""
    found = found_or_moved(Author.at(slug), NameKind.AUTHOR, Author, "feeds.author")
    entries, after = _digests(of_author(found.id, now()))
    page = whole_url("authors.show", slug=found.slug)
    return _told(form, _id("author", found.id), _title(found.name), found.bio, page, entries, after)


@pages.get("/corrections/feed.<any(atom, json):form>")
def corrected(form: str) -> Response:
    """Updates and corrections, as entries of their own: what was said, what is said now, and why."""
    found = corrections(session(), now(), asked_for(), CORRECTIONS)
    feed_id, page = f"{site().url}/corrections/feed.atom", whole_url("corrections.index")
    title, about = _title(gettext("Corrections")), gettext("What was corrected, and why")
    return _told(form, feed_id, title, about, page, of_corrections(found.found), found.after)


def _digests(series: Series) -> tuple[Sequence[Entry], Key | None]:
    found = whole_digests(session(), series, asked_for())
    return of_digests(found.editions), found.after


def _digests_or_404(series: Series) -> tuple[Sequence[Entry], Key | None]:
    """The same for a list that is not there as long as it holds nothing public: its name may be a draft's."""
    entries, after = _digests(series)
    return (entries, after) if entries else abort(404)


def _topic_is_shown(topic: Topic) -> bool:
    return is_public(of_topic(topic.id, now()))


def _tag_is_shown(tag: Tag) -> bool:
    return is_public(of_tag(tag.id, now()))


def _title(name: str) -> str:
    return f"{name} | {site().name}"


def _id(kind: str, number: int) -> str:
    """A name for good: the address of a topic, tag or author may change."""
    return uuid5(NAMESPACE_URL, f"{site().url}/ {kind} {number}").urn


def _told(
    form: str, feed_id: str, title: str, about: str, page: str, entries: Sequence[Entry], after: Key | None
) -> Response:
    values = request.view_args or {}
    first = whole_url(request.endpoint or "", **values)
    url = f"{first}?before={before}" if (before := asked_for()) else first
    feed = Feed(feed_id, title, about, page, url, first, f"{first}?before={after}" if after else "", entries)
    answer = Response(_FORMS[form](feed), content_type=TYPES[form])
    if hub := site().settings.websub_hub:
        answer.headers.extend([("Link", f'<{hub}>; rel="hub"'), ("Link", f'<{url}>; rel="self"')])
    return shown_elsewhere(answer)


def _atom(feed: Feed) -> str:
    return xml_text(render_template("feeds/atom.xml", feed=feed))


_FORMS: dict[str, Callable[[Feed], str]] = {"atom": _atom, "json": json_feed}
