"""The kinds of parts by the names that people at the desk know them by."""

from flask import Flask
from flask_babel import gettext

# What can be added to a draft, the most frequent first.
ADDED = ("card", "comment", "text", "quote", "picture", "timeline", "section", "page")


def init_app(app: Flask) -> None:
    """Offer kind_name() to every template."""
    app.jinja_env.globals.update(kind_name=kind_name)


def kind_name(kind: str) -> str:
    """What a part of `kind` is called."""
    return _names().get(kind) or gettext("Part")


def _names() -> dict[str, str]:
    return {
        "head": gettext("Title"),
        "lead": gettext("Lead"),
        "cover": gettext("Main picture"),
        "key-points": gettext("Key points"),
        "intro": gettext("Introduction"),
        "page": gettext("Page"),
        "section": gettext("Heading"),
        "card": gettext("Summary card"),
        "comment": gettext("Comment"),
        "text": gettext("Text"),
        "quote": gettext("Quote"),
        "picture": gettext("Picture"),
        "timeline": gettext("Timeline"),
    }
