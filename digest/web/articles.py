"""Article pages: whole, as the piece that loads beneath, and the key points that open in a list."""

from typing import NoReturn

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from digest.domain.edition import Edition, EditionPage, live_named, with_all_pages, with_page
from digest.domain.leftover import leftover, moved_to
from digest.web.article_page import beneath, bound, whole
from digest.web.article_view import OneWay, PublicWay
from digest.web.errors import GoneForError
from digest.web.site import now, session

pages = Blueprint("articles", __name__)


@pages.get("/articles/<slug>")
def show(slug: str) -> str:
    """The first page of an article."""
    return _whole(slug, 1)


@pages.get("/articles/<slug>/<int(max=9999):number>")
def page(slug: str, number: int) -> ResponseReturnValue:
    """A later page of an article. The first page has one address, the article's."""
    if number == 1:
        return redirect(url_for("articles.show", slug=slug), 301)
    return _whole(slug, number)


@pages.get("/articles/<slug>/all")
def together(slug: str) -> str:
    """All pages of an article in one, for reading offline and for paper."""
    edition = session().scalars(with_all_pages(live_named(slug, now()))).unique().one_or_none()
    if edition is None:
        missed(slug)
    return render_template("articles/all.html", **bound(edition, OneWay(slug)))


@pages.get("/_/articles/<slug>/<int(min=2, max=9999):number>")
def piece(slug: str, number: int) -> str:
    """A later page as it stands beneath the page before."""
    edition, shown = _found(slug, number)
    return render_template("articles/_piece.html", **beneath(edition, shown, PublicWay(slug)))


@pages.get("/_/articles/<slug>/key-points")
def key_points(slug: str) -> str:
    """The key points of an article, for opening them in a list."""
    edition = session().scalar(live_named(slug, now()))
    if edition is None:
        _follow(slug)
        abort(404)
    return render_template("articles/_key_points.html", summary=edition, key_points=edition.key_points)


def _whole(slug: str, number: int) -> str:
    edition, shown = _found(slug, number)
    return render_template("articles/show.html", **whole(edition, shown, PublicWay(slug)))


def _found(slug: str, number: int) -> tuple[Edition, EditionPage]:
    """The public edition of an article with one of its pages."""
    found = session().execute(with_page(live_named(slug, now()), number)).unique().one_or_none()
    return (found[0], found[1]) if found else missed(slug)


def missed(slug: str) -> NoReturn:
    """301 where the article has another address now, 410 if it was public once, otherwise 404."""
    if left := leftover(session(), slug, now()):
        raise GoneForError(left)
    _follow(slug)
    abort(404)


def _follow(slug: str) -> None:
    """Lead on from a former address: to the same view, page and all. Never to what was not yet public."""
    if request.url_rule and (today := session().scalar(moved_to(slug, now()))):
        values = (request.view_args or {}) | {"slug": today}
        abort(redirect(url_for(request.url_rule.endpoint, **values), 301))
