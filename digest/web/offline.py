"""Offline: the service worker of readers who save digests, the page for no network, and the manifest."""

import hashlib
import json

from flask import Blueprint, Response, render_template, url_for

from digest.web.assets import asset, bundle, text_of
from digest.web.site import site

pages = Blueprint("offline", __name__)

WORKER = "worker/service-worker.js"
ICONS = (192, 512)
PAPER = "#faf7f0"
_PAGES = ("habits/offline.html", "habits/saved.html")


@pages.get("/offline")
def show() -> str:
    """What stands for every page where there is no network: what was saved can be read there."""
    return render_template(_PAGES[0])


@pages.get("/service-worker.js")
def worker() -> Response:
    """The service worker of the whole site; it is another one when what it keeps has changed."""
    shell = [
        *map(bundle, ("site.css", "early.js", "site.js")),
        url_for("offline.show"),
        url_for("habits.saved"),
    ]
    given = {
        "locale": site().locale,
        "band": render_template("habits/_kept.html"),
        "shell": shell,
        "version": _version(*shell, *map(render_template, _PAGES)),
    }
    answer = Response(f"const given = {json.dumps(given)};\n{text_of(WORKER)}", mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@pages.get("/manifest.webmanifest")
def manifest() -> Response:
    """What a device needs to know to have the site among its programs."""
    body = {
        "id": "/",
        "start_url": url_for("home.index"),
        "scope": "/",
        "name": site().name,
        "description": site().tagline,
        "lang": site().locale,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": asset(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in ICONS
        ],
    }
    return Response(json.dumps(body, ensure_ascii=False), mimetype="application/manifest+json")


def _version(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
