"""Sitemaps: the addresses of all public pages with their last change, and those of the last two days as news.

The form is that of sitemaps.org/protocol.html: whole addresses, instants as W3C dates, at most 50,000
addresses and 50 MB a file, which that number cannot reach: a name of an article has at most 80 characters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from flask import Blueprint, Response, abort, render_template, url_for

from digest.domain.people import Author
from digest.domain.sitemap import Noun, article_ranges, articles_in, lists_in, ranges_of
from digest.domain.sitemap import news as news_of
from digest.domain.topic import Tag, Topic
from digest.web.archive import months
from digest.web.article_view import PublicWay
from digest.web.site import now, session

pages = Blueprint("sitemaps", __name__)

MOST = 50_000
# The nouns that have a page with a list, with its view.
_NOUNS: dict[str, tuple[Noun, str]] = {
    "topics": (Topic, "topics.show"),
    "tags": (Tag, "tags.show"),
    "authors": (Author, "authors.show"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A public address, and when what is there changed last, if that is known."""

    path: str
    changed: datetime | None = None


@pages.get("/sitemap.xml")
def index() -> Response:
    """The files, each with its last change."""
    return _answer("sitemaps/index.xml", places=_files())


@pages.get("/sitemaps/lists.xml")
def lists() -> Response:
    """The pages that there is one of, and the months of the archive."""
    names = ("home.index", "archive.index", "corrections.index", "feeds.index")
    return _answer(
        "sitemaps/file.xml", places=[Place(url_for(n)) for n in names] + [Place(m.url) for m in months()]
    )


@pages.get("/sitemaps/<any(topics, tags, authors):kind>-<int(max=9999999):number>.xml")
def nouns(kind: str, number: int) -> Response:
    """The pages of topics, tags or authors that have public digests."""
    noun, view = _NOUNS[kind]
    found = session().execute(lists_in(noun, number, now()))
    return _filled([Place(url_for(view, slug=slug), changed) for slug, changed in found])


@pages.get("/sitemaps/articles-<int(max=9999999):number>.xml", defaults={"part": 1})
@pages.get("/sitemaps/articles-<int(max=9999999):number>-<int(min=2, max=9999):part>.xml")
def articles(number: int, part: int) -> Response:
    """Every page of the articles in a range; where that is too much for a file, a part of them."""
    return _filled(list(islice(_pages(number), (part - 1) * MOST, part * MOST)))


@pages.get("/sitemap-news.xml")
def news() -> Response:
    """What was first published in the last two days."""
    return _answer("sitemaps/news.xml", found=session().execute(news_of(now())), language_of=news_language)


def _files() -> Iterator[Place]:
    yield Place(url_for("sitemaps.lists"))
    for kind, (noun, _) in _NOUNS.items():
        for number in session().scalars(ranges_of(noun, now())):
            yield Place(url_for("sitemaps.nouns", kind=kind, number=number))
    for number, count, changed in session().execute(article_ranges(now())):
        for part in range(1, (count - 1) // MOST + 2):
            yield Place(url_for("sitemaps.articles", number=number, part=part), changed)


def _pages(number: int) -> Iterator[Place]:
    for slug, count, changed in session().execute(articles_in(number, now())):
        way = PublicWay(slug)
        yield from (Place(way.page(page), changed) for page in range(1, count + 1))


def _filled(places: list[Place]) -> Response:
    """A file is there as long as there is something in it."""
    return _answer("sitemaps/file.xml", places=places) if places else abort(404)


def news_language(language: str) -> str:
    """As news sitemaps name it: two or three letters, but Chinese with its script."""
    return language.lower() if language.lower() in ("zh-cn", "zh-tw") else language.partition("-")[0].lower()


def _answer(template: str, **values: object) -> Response:
    body = render_template(template, **values)
    return Response(body, content_type="application/xml; charset=utf-8")
