"""Chrysanthemum Digest: the application, put together here and nowhere else."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

from digest import commands, config, web
from digest.domain import tables
from digest.store import database
from digest.store.database import db
from digest.store.fetch import Fetch
from digest.store.pictures import PictureFiles

# Nothing that a reader sends is longer; an editor's forms will say their own limit.
REQUEST_BYTES_MOST = 64 * 1024
# What is sent compressed. Flask-Compress leaves out what is not in its list, feeds in JSON among them.
TEXTS = [
    *("text/html", "text/css", "text/javascript", "text/plain", "text/xml", "text/x-opml"),
    *("application/json", "application/feed+json", "application/ld+json", "application/manifest+json"),
    *("application/xml", "application/atom+xml", "application/rss+xml"),
    *("application/opensearchdescription+xml", "image/svg+xml", "image/x-icon"),
]


def utc_now() -> datetime:
    """The clock of a running site."""
    return datetime.now(UTC)


def create_app(settings: config.Settings | None = None, clock: Callable[[], datetime] = utc_now) -> Flask:
    """The application for `settings` (by default: of this process). `clock` tells the instant of a request.

    Raises SettingsError.
    """
    settings = settings or config.load()
    app = Flask(
        "digest",
        root_path=str(config.ROOT),
        instance_path=str(settings.instance_path),
        template_folder="templates",
        static_folder="static",
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=REQUEST_BYTES_MOST,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={
            "json_serializer": partial(json.dumps, ensure_ascii=False),
            # A database server may have been restarted since the last request.
            "pool_pre_ping": settings.database_url.startswith("postgresql"),
        },
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIMETYPES=TEXTS,
    )
    app.extensions["digest"] = _site(settings, clock)
    _store(app)
    Htmx(app)
    Compress(app)
    web.init_app(app)
    commands.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        # Flask's documented place for middleware, which its types call a method.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _site(settings: config.Settings, clock: Callable[[], datetime]) -> web.Site:
    folder = settings.instance_path
    fetch = Fetch(settings.agent, settings.fetch_allow, folder / "fetch")
    return web.Site(settings, clock, PictureFiles(folder / "pictures"), fetch)


def _store(app: Flask) -> None:
    # Named so that every mapped class is known to migrations, also those that no view uses.
    app.extensions["digest.tables"] = tables.TABLES
    db.init_app(app)
    # Batch mode, because SQLite cannot alter a table in place.
    Migrate(app, db, directory=str(config.ROOT / "digest" / "migrations"), render_as_batch=True)
    with app.app_context():
        database.prepare(db.engine)
