"""Article pages: whole, as the piece that loads beneath, and the key points that open in a list."""

from dataclasses import dataclass
from typing import Any, NoReturn

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from digest.domain.correction import notes_of
from digest.domain.edition import Edition, EditionPage, live_named, with_page
from digest.domain.leftover import leftover, moved_to
from digest.domain.listing import Key, batch, of_topic
from digest.domain.phrases import phrases
from digest.web.article_view import ArticleView, page_url
from digest.web.errors import GoneForError
from digest.web.site import now, session

pages = Blueprint("articles", __name__)

RELATED = 4


@dataclass(frozen=True, slots=True)
class NextPage:
    """The way to a later page."""

    number: int
    title: str
    title_html: Markup
    url: str
    fragment: str
    count: str


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


@pages.get("/_/articles/<slug>/<int(min=2, max=9999):number>")
def piece(slug: str, number: int) -> str:
    """A later page as it stands beneath the page before."""
    edition, shown = _found(slug, number)
    return render_template("articles/_piece.html", **_piece(edition, shown))


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
    beside = batch(session(), of_topic(edition.article.topic_id, now()), size=RELATED + 1).editions
    return render_template(
        "articles/show.html",
        related=[other for other in beside if other.article_id != edition.article_id][:RELATED],
        previous_page=page_url(slug, number - 1) if number > 1 else None,
        notes=session().scalars(notes_of(edition)).all() if edition.updated_at else (),
        **_piece(edition, shown),
    )


def _found(slug: str, number: int) -> tuple[Edition, EditionPage]:
    """The public edition of an article with one of its pages."""
    found = session().execute(with_page(live_named(slug, now()), number)).unique().one_or_none()
    return (found[0], found[1]) if found else _missed(slug)


def _missed(slug: str) -> NoReturn:
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


def _piece(edition: Edition, shown: EditionPage) -> dict[str, Any]:
    """What a page shows of its article, whole or as a piece."""
    last = shown.number == edition.page_count
    return {
        "article": ArticleView(edition),
        "page": shown,
        "next_page": None if last else _next_page(edition, shown.number + 1),
        "next_digest": _next_digest(edition) if last else None,
    }


def _next_page(edition: Edition, number: int) -> NextPage:
    title = edition.contents[number - 1]["title"]
    return NextPage(
        number=number,
        title=title,
        title_html=phrases(title, edition.language),
        url=page_url(edition.slug, number),
        fragment=url_for("articles.piece", slug=edition.slug, number=number),
        count=f"{number} / {edition.page_count}",
    )


def _next_digest(edition: Edition) -> Edition | None:
    """The digest of the same topic that was published before this one."""
    found = batch(session(), of_topic(edition.article.topic_id, now()), Key.of(edition), size=1)
    return found.editions[0] if found.editions else None
