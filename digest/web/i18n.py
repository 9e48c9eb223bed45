"""Languages: the catalogues, read as they are written, and the language of a page."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, get_locale

from digest.web.identity import me
from digest.web.site import site

FOLDER = Path(__file__).parent.parent / "translations"


def init_app(app: Flask) -> None:
    """Speak the language of the settings, whatever a request prefers: a public address has one body."""
    babel = Babel(
        app,
        locale_selector=_locale,
        timezone_selector=lambda: site().settings.timezone,
    )
    babel.domain_instance = Catalogues()
    app.jinja_env.globals["desk_language"] = lambda: get_locale().language


def _locale() -> str:
    """The user's own choice on the desk; everywhere else, and for everybody else, the site's language."""
    user = me() if has_request_context() and request.path.startswith("/editor") else None
    return (user.language if user else "") or site().settings.locale


class Catalogues(Domain):  # type: ignore[misc]
    """The .po files themselves, so that no build step stands between a translator and the page."""

    def get_translations(self) -> Translations:
        """The catalogue of the language that is spoken just now."""
        return catalogue(get_locale().language)


@cache
def catalogue(language: str) -> Translations:
    """The catalogue of `language`; English, in which the texts are written, where there is none."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Translations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)
