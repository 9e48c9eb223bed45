"""Proof pages: the public page of a draft, with the public page's own templates, at addresses of its own."""

from typing import Any

from flask import abort, render_template
from flask_babel import force_locale

from digest.domain.article import Article
from digest.domain.edition import Edition, EditionPage
from digest.domain.proof import proof
from digest.web.article_page import beneath, whole
from digest.web.article_view import Way
from digest.web.formats import pictures_at
from digest.web.printing import SitePress
from digest.web.site import now, session, site


def proof_page(article: Article, number: int, way: Way, pictures: str, template: str, **more: Any) -> str:
    """A whole page of the draft. `template` is that of public pages, or extends it."""
    edition, shown = _proof(article, number, way, pictures)
    with force_locale(site().locale), pictures_at(pictures):
        return render_template(template, robots="noindex", **whole(edition, shown, way), **more)


def proof_piece(article: Article, number: int, way: Way, pictures: str) -> str:
    """A later page of the draft as it stands beneath the page before."""
    edition, shown = _proof(article, number, way, pictures)
    with force_locale(site().locale), pictures_at(pictures):
        return render_template("articles/_piece.html", **beneath(edition, shown, way))


def _proof(article: Article, number: int, way: Way, pictures: str) -> tuple[Edition, EditionPage]:
    """The draft of `article` as an edition, with one of its pages."""
    edition = proof(session(), article, SitePress(pictures, way.page), now())
    if number > edition.page_count:
        abort(404)
    return edition, edition.pages[number - 1]
