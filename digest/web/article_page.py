"""One page of an article: what its templates show, whether it is read in public or as a proof."""

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from digest.domain.correction import notes_of
from digest.domain.edition import Edition, EditionPage
from digest.domain.listing import Key, batch, of_topic
from digest.domain.phrases import phrases
from digest.domain.translation import work_of
from digest.web.article_view import ArticleView, OneWay, PublicWay, Way
from digest.web.kin import shown_with
from digest.web.site import now, session, site

# Of one digest in several languages so many may stand in a row before the next one is not found.
LANGUAGES_MOST = 4


@dataclass(frozen=True, slots=True)
class NextPage:
    """The way to a later page."""

    number: int
    title: str
    title_html: Markup
    url: str
    fragment: str
    count: str


@dataclass(frozen=True, slots=True)
class BoundPage:
    """A page among the others of its article."""

    number: int
    title: str
    html: Markup


def whole(edition: Edition, shown: EditionPage, way: Way) -> dict[str, Any]:
    """What the whole page `shown` needs."""
    return {
        **shown_with(edition),
        "notes": session().scalars(notes_of(edition)).all() if edition.updated_at else (),
        "previous_page": way.page(shown.number - 1) if shown.number > 1 else None,
        **beneath(edition, shown, way),
    }


def beneath(edition: Edition, shown: EditionPage, way: Way) -> dict[str, Any]:
    """What the page `shown` needs as the piece beneath the page before."""
    last = shown.number == edition.page_count
    return {
        "article": ArticleView(edition, way),
        "page": shown,
        "next_page": None if last else _next_page(edition, shown.number + 1, way),
        "next_digest": _next_digest(edition) if last else None,
    }


def bound(edition: Edition, way: OneWay) -> dict[str, Any]:
    """What all pages in one need."""
    first, last = edition.pages[0], edition.pages[-1]
    return {
        **whole(edition, first, way),
        **beneath(edition, last, way),
        "page": first,
        "bound": [BoundPage(page.number, page.title, _within(page.html, way.slug)) for page in edition.pages],
        "canonical": f"{site().url}{PublicWay(way.slug).page(1)}",
    }


def _within(html: Markup, slug: str) -> Markup:
    """`html` of a page, with links to places on any page of the article leading to them on this one."""
    address = re.escape(PublicWay(slug).page(1))
    return Markup(re.sub(rf'href="{address}(?:/[0-9]+)?#', 'href="#', html))  # noqa: S704 -- printed by us


def _next_page(edition: Edition, number: int, way: Way) -> NextPage:
    title = edition.contents[number - 1]["title"]
    return NextPage(
        number=number,
        title=title,
        title_html=phrases(title, edition.language),
        url=way.page(number),
        fragment=way.piece(number),
        count=f"{number} / {edition.page_count}",
    )


def _next_digest(edition: Edition) -> Edition | None:
    """The digest of the same topic that was published before this one; not this one in another language."""
    article = edition.article
    place = Key(edition.published_at, article.id)
    found = batch(session(), of_topic(article.topic_id, now()), place, size=LANGUAGES_MOST)
    return next((other for other in found.editions if work_of(other.article) != work_of(article)), None)
