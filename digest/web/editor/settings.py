"""The settings of the installation, to be read: they are changed where the site is started."""

import platform
from importlib.metadata import version

from flask import Blueprint, render_template
from flask_babel import gettext

from digest.domain.counts import counts
from digest.domain.permission import Action
from digest.store.database import engine_name
from digest.web.editor.access import rule
from digest.web.site import session, site

pages = Blueprint("settings", __name__, url_prefix="/settings")


@pages.get("/")
@rule(Action.ADMINISTER)
def show() -> str:
    """What the installation is set to, what it runs on, and how much there is."""
    return render_template(
        "editor/settings/show.html", settings=_settings(), versions=_versions(), counts=_counts()
    )


def _settings() -> list[tuple[str, str, str]]:
    """What, its value, and the variable that sets it. No secret, and no address of a database with one."""
    here = site().settings
    return [
        (gettext("Name of the site"), site().name, "DIGEST_SITE_NAME"),
        (gettext("Address"), here.site_url, "DIGEST_SITE_URL"),
        (gettext("Language around the articles"), here.locale, "DIGEST_LOCALE"),
        (gettext("Time zone"), here.timezone, "DIGEST_TIMEZONE"),
        (gettext("Trusted proxies"), str(here.trusted_proxies), "DIGEST_TRUSTED_PROXIES"),
        (gettext("Database"), engine_name().partition(" ")[0], "DIGEST_DATABASE_URL"),
        (
            gettext("Folder of pictures, secret key and settings"),
            str(here.instance_path),
            "DIGEST_INSTANCE_PATH",
        ),
    ]


def _versions() -> list[tuple[str, str]]:
    packages = ("flask", "sqlalchemy", "wtforms", "pillow", "argon2-cffi")
    name, _, number = engine_name().partition(" ")
    return [("Python", platform.python_version()), (name, number), *((p, version(p)) for p in packages)]


def _counts() -> list[tuple[str, int]]:
    found = counts(session())
    return [
        (gettext("Articles"), found.articles),
        (gettext("Editions"), found.editions),
        (gettext("Pictures"), found.pictures),
        (gettext("Users"), found.users),
    ]
