"""HTTP in, HTML out: blueprints that find, call one verb and answer."""

from flask import Flask

from digest.web import (
    archive,
    articles,
    assets,
    assisting,
    authors,
    background,
    copies,
    corrections,
    csrf,
    editor,
    errors,
    feeds,
    formats,
    habits,
    headers,
    health,
    home,
    i18n,
    json_ld,
    llms,
    menu,
    offline,
    pictures,
    preview_links,
    rights,
    robots,
    search,
    sessions,
    share_cards,
    share_picture,
    sign_in_links,
    sitemaps,
    sources,
    survival,
    tags,
    threads,
    topics,
    websub,
)
from digest.web.contract import running
from digest.web.site import Site

__all__ = ["Site", "init_app"]

_BLUEPRINTS = (
    home.pages,
    articles.pages,
    copies.pages,
    topics.pages,
    tags.pages,
    authors.pages,
    threads.pages,
    archive.pages,
    sources.pages,
    search.pages,
    menu.pages,
    habits.pages,
    offline.pages,
    corrections.pages,
    feeds.pages,
    pictures.pages,
    share_cards.pages,
    preview_links.pages,
    assets.pages,
    robots.pages,
    llms.pages,
    sitemaps.pages,
    health.pages,
    sessions.pages,
    sign_in_links.pages,
)


def init_app(app: Flask) -> None:
    """Add the whole web layer to `app`."""
    background.init_app(app)
    i18n.init_app(app)
    formats.init_app(app)
    share_picture.init_app(app)
    json_ld.init_app(app)
    rights.init_app(app)
    assets.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    editor.init_app(app)
    csrf.init_app(app)
    assisting.init_app(app)
    survival.init_app(app)
    websub.init_app(app)
    running.init_app(app)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
