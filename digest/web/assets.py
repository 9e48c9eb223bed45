"""Static files under addresses that name their content, and the two bundles of style and behaviour."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, url_for

pages = Blueprint("assets", __name__)

FOREVER = "public, max-age=31536000, immutable"
HTMX = "vendor/htmx-2.0.11/htmx.min.js"
_TYPES = {".css": "text/css", ".js": "text/javascript"}


def init_app(app: Flask) -> None:
    """Offer asset() and bundle() to every template."""
    app.jinja_env.globals.update(asset=asset, bundle=bundle)


@pages.get("/assets/<name>")
def show(name: str) -> Response:
    """A bundle. Only the name with today's hash is answered, so an old page never gets a new style."""
    stem, _, rest = name.partition("-")
    bundled = f"{stem}{Path(name).suffix}"
    if bundled not in _PARTS or rest != f"{_hash(_content(bundled))}{Path(name).suffix}":
        abort(404)
    answer = Response(_content(bundled), mimetype=_TYPES[Path(name).suffix])
    answer.headers["Cache-Control"] = FOREVER
    return answer


def bundle(name: str) -> str:
    """The address of site.css, site.js or early.js."""
    path = Path(name)
    return url_for("assets.show", name=f"{path.stem}-{_hash(_content(name))}{path.suffix}")


def asset(name: str) -> str:
    """The address of the file `name` below static/."""
    return url_for("static", filename=name, v=_hash(_read(name)))


def _site_css(root: Path) -> list[Path]:
    return sorted(root.glob("css/*.css"))


def _site_js(root: Path) -> list[Path]:
    return [root / HTMX, *(path for path in sorted(root.glob("js/*.js")) if path.name != "early.js")]


def _early_js(root: Path) -> list[Path]:
    return [root / "js/early.js"]


_PARTS = {"site.css": _site_css, "site.js": _site_js, "early.js": _early_js}


def _content(name: str) -> bytes:
    root = Path(current_app.static_folder or "")
    paths = _PARTS[name](root)
    if not current_app.debug:
        return _joined(tuple(paths))
    return _joined.__wrapped__(tuple(paths))


@cache
def _joined(paths: tuple[Path, ...]) -> bytes:
    return b"\n".join(path.read_bytes().strip() for path in paths) + b"\n"


def _read(name: str) -> bytes:
    return _joined((Path(current_app.static_folder or "") / name,))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
