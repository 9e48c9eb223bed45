"""llms.txt: what this site is and where its texts are, in Markdown, for programs that read (llmstxt.org)."""

import re
from collections.abc import Iterator

from flask import Blueprint, Response, url_for
from flask_babel import gettext

from digest.domain.edition import Edition
from digest.domain.listing import batch, everything, topic_counts
from digest.domain.topic import Topic
from digest.web.site import now, session, site

pages = Blueprint("llms", __name__)

# Signs by which a text in a link could end it, or begin something else.
_MARKS = re.compile(r"([\\`*_\[\]<>()#|~!&])")


@pages.get("/llms.txt")
def show() -> Response:
    """The topics, the newest digests as plain text, and where everything is listed."""
    return Response("\n".join(_lines()) + "\n", content_type="text/plain; charset=utf-8")


def _lines() -> Iterator[str]:
    topics = [topic for topic, _ in session().execute(topic_counts(now()))]
    editions = batch(session(), everything(now())).editions
    about = gettext(
        "Each digest is to be had as plain text and as JSON, too: put .txt or .json behind its address."
    )
    yield from (f"# {plain(site().name)}", "", f"> {plain(site().tagline)}", "", about)
    yield from _part(gettext("Topics"), map(_topic, topics))
    yield from _part(gettext("Newest digests"), map(_digest, editions))
    yield from _part(gettext("Where everything is listed"), _everything())


def _part(title: str, links: Iterator[str]) -> Iterator[str]:
    if listed := list(links):
        yield from ("", f"## {title}", "", *listed)


def _topic(topic: Topic) -> str:
    return _link(topic.name, url_for("topics.show", slug=topic.slug), topic.description)


def _digest(edition: Edition) -> str:
    return _link(edition.title, url_for("copies.show", slug=edition.slug, form="txt"), edition.lead)


def _everything() -> Iterator[str]:
    yield _link(gettext("Sitemap"), url_for("sitemaps.index"))
    yield _link(gettext("Feeds"), url_for("feeds.index"))
    yield _link(gettext("Corrections"), url_for("corrections.index"))


def _link(name: str, path: str, about: str = "") -> str:
    return f"- [{plain(name)}]({site().url}{path})" + (f": {plain(about)}" if about else "")


def plain(text: str) -> str:
    """`text` in one line, as Markdown shows it and not as it would read it."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
