"""Static files under addresses that name their content, and the bundles of style and behaviour."""

import hashlib
from dataclasses import dataclass
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
    bundled = f"{name.partition('-')[0]}{Path(name).suffix}"
    if bundled not in _PARTS or name != _hashed_name(bundled):
        abort(404)
    answer = Response(_read(bundled).content, mimetype=_TYPES[Path(name).suffix])
    answer.headers["Cache-Control"] = FOREVER
    return answer


def bundle(name: str) -> str:
    """The address of a bundle, such as site.css."""
    return url_for("assets.show", name=_hashed_name(name))


def asset(name: str) -> str:
    """The address of the file `name` below static/."""
    return url_for("static", filename=name, v=_read(name).hash)


def text_of(name: str) -> str:
    """The text of the file `name` below static/."""
    return _read(name).content.decode()


def _hashed_name(name: str) -> str:
    path = Path(name)
    return f"{path.stem}-{_read(name).hash}{path.suffix}"


def _site_css(root: Path) -> list[Path]:
    return sorted(root.glob("css/*.css"))


def _site_js(root: Path) -> list[Path]:
    return [root / HTMX, *(path for path in sorted(root.glob("js/*.js")) if path.name != "early.js")]


def _editor_css(root: Path) -> list[Path]:
    return sorted(root.glob("css/editor/*.css"))


def _editor_js(root: Path) -> list[Path]:
    return sorted(root.glob("js/editor/*.js"))


def _early_js(root: Path) -> list[Path]:
    return [root / "js/early.js"]


_PARTS = {
    "site.css": _site_css,
    "site.js": _site_js,
    "early.js": _early_js,
    "editor.css": _editor_css,
    "editor.js": _editor_js,
}


@dataclass(frozen=True, slots=True)
class _Files:
    """Files one after another, and the hash of that."""

    content: bytes
    hash: str

    @classmethod
    def of(cls, folder: str, name: str) -> "_Files":
        """The files of the bundle `name`, or the one file of that name."""
        paths = _PARTS[name](Path(folder)) if name in _PARTS else [Path(folder) / name]
        content = b"\n".join(path.read_bytes().strip() for path in paths) + b"\n"
        return cls(content, hashlib.sha256(content).hexdigest()[:12])


_kept = cache(_Files.of)


def _read(name: str) -> _Files:
    """Looked for and read once, but each time while the program is being worked on."""
    return (_Files.of if current_app.debug else _kept)(current_app.static_folder or "", name)
