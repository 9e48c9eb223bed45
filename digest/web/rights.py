"""What the bases of rights in a picture are called."""

from flask import Flask
from flask_babel import gettext

from digest.domain.tree import Rights


def init_app(app: Flask) -> None:
    """Offer rights_name() to every template."""
    app.jinja_env.globals.update(rights_name=rights_name)


def rights_names() -> dict[str, str]:
    """The name of each basis, in the order in which they are offered."""
    return {
        Rights.OWN: gettext("Own work"),
        Rights.LICENSED: gettext("Licensed"),
        Rights.PUBLIC_DOMAIN: gettext("Public domain"),
        Rights.PERMISSION: gettext("By permission"),
        Rights.QUOTATION: gettext("Quotation"),
    }


def rights_name(value: str | None) -> str:
    """The name of the basis `value`; nothing for none."""
    return rights_names().get(value or "", "")
