"""Share cards: the pictures drawn for digests that have none, as long as these are public."""

import re
from datetime import timedelta

from flask import Blueprint, Response, abort, send_file, url_for

from digest.domain.edition import Edition, live_named
from digest.domain.share_card import ShareCard, drawn, is_legible
from digest.store.pictures import SHAPES, SHARE_SIZE
from digest.web.article_view import ArticleView
from digest.web.formats import day
from digest.web.site import now, session, site

pages = Blueprint("share_cards", __name__)

SIZES = {"share": SHARE_SIZE, **SHAPES}
# The name says what is drawn; yet a digest may be withdrawn.
KEPT = f"public, max-age={int(timedelta(days=1).total_seconds())}"
_NAME = re.compile(r"([0-9a-f]{16})-(share|16x9|4x3|1x1)\.png\Z", re.ASCII)


@pages.get("/articles/<slug>/cards/<name>")
def show(slug: str, name: str) -> Response:
    """The card of a digest in one shape. Only the name of what is on it today is answered."""
    edition = session().scalar(live_named(slug, now()))
    match = _NAME.match(name)
    if edition is None or match is None or not has_card(edition):
        abort(404)
    card = _card(edition)
    if card.key != match[1]:
        abort(404)
    size = SIZES[match[2]]
    path = site().drawn.kept(edition.article_id, card.key, f"{match[2]}.png", lambda: drawn(card, size))
    answer = send_file(path)
    answer.headers["Cache-Control"] = KEPT
    return answer


def has_card(edition: Edition | ArticleView) -> bool:
    """Whether a card is drawn for `edition`: it has no picture, and a title that the fonts can set."""
    return edition.picture is None and is_legible(edition.title)


def card_url(edition: Edition | ArticleView, shape: str) -> str:
    """The whole address of its card in one of SIZES."""
    name = f"{_card(edition).key}-{shape}.png"
    return f"{site().url}{url_for('share_cards.show', slug=edition.slug, name=name)}"


def _card(edition: Edition | ArticleView) -> ShareCard:
    topic = edition.topic
    return ShareCard(edition.title, topic.name, topic.tint, site().name, day(edition.published_at))
