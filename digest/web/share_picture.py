"""The pictures of a digest that other sites show: in the preview of a link, and beside news."""

from flask import Flask

from digest.domain.edition import Edition
from digest.domain.picture import Picture
from digest.store.pictures import SHAPES
from digest.web.article_view import ArticleView
from digest.web.assets import asset
from digest.web.formats import PUBLIC_PICTURES
from digest.web.share_cards import card_url, has_card
from digest.web.site import site


def init_app(app: Flask) -> None:
    """Offer share_picture() to every template."""
    app.jinja_env.globals.update(share_picture=share_picture)


def share_picture(edition: Edition | ArticleView) -> str:
    """The whole address of the preview of `edition`, 1200 by 630 pixels."""
    if edition.picture:
        return _url(edition.picture, "share")
    if has_card(edition):
        return card_url(edition, "share")
    return f"{site().url}{asset('img/share.png')}"


def news_pictures(edition: Edition | ArticleView) -> list[str]:
    """The whole addresses of its picture, or of the card drawn for it, at 16:9, 4:3 and 1:1.

    Where neither can be had it is the preview alone.
    """
    if edition.picture:
        return [_url(edition.picture, shape) for shape in SHAPES]
    return [card_url(edition, shape) for shape in SHAPES] if has_card(edition) else [share_picture(edition)]


def _url(picture: Picture, shape: str) -> str:
    return f"{site().url}{PUBLIC_PICTURES}/{picture.key}-{shape}.jpg"
