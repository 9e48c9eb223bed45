"""The picker: pictures of the library as choices within another form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, abort, render_template, request, url_for

from digest.domain.library import batch
from digest.domain.permission import Action
from digest.domain.picture import Picture
from digest.web.editor.access import rule
from digest.web.listings import asked_for
from digest.web.site import session

pages = Blueprint("picture_choices", __name__)

BATCH = 12
WORDS_MOST = 100
FIELD = "picture_key"
_FIELD = re.compile(r"[a-z][a-z_]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class Choices:
    """Some pictures to choose from. `back` is the page of the form that gets the chosen one."""

    pictures: Sequence[Picture]
    field: str
    words: str
    back: str
    more: str

    def taking(self, picture: Picture) -> str:
        """The address of the form with `picture` chosen, for browsers without script."""
        return f"{self.back}{'&' if '?' in self.back else '?'}{urlencode({'picture': picture.key})}"


@pages.get("/pictures/choices")
@rule(Action.VISIT)
def index() -> str:
    """Pictures to choose from: radio buttons for script, and links back to the form without it."""
    field = request.args.get("field", FIELD)
    if not _FIELD.match(field):
        abort(404)
    choices = _choices(field, asked_words(), _safe(request.args.get("back", "")))
    htmx = bool(request.headers.get("HX-Request"))
    template = "editor/pictures/_choices.html" if htmx else "editor/pictures/choices.html"
    return render_template(template, choices=choices)


@pages.app_template_global("picture_choices")
def first_choices(field: str = FIELD) -> Choices:
    """The newest pictures, for a form that is shown."""
    found = batch(session(), size=BATCH)
    return Choices(found.pictures, field, "", request.path, _more(found.after, field, "", request.path))


@pages.app_template_global("picked")
def picked(key: str | None) -> tuple[str, Picture | None]:
    """The key that a picker starts with, and its picture: what was chosen without script, then `key`."""
    wanted = request.args.get("picture") or key or ""
    return wanted, Picture.named(session(), {wanted}).get(wanted) if wanted else None


def asked_words() -> str:
    """What is searched for."""
    return request.args.get("q", "").replace("\0", "").strip()[:WORDS_MOST]


def _choices(field: str, words: str, back: str) -> Choices:
    found = batch(session(), words, asked_for(), BATCH)
    return Choices(found.pictures, field, words, back, _more(found.after, field, words, back))


def _more(after: object, field: str, words: str, back: str) -> str:
    if after is None:
        return ""
    values = {"before": str(after), "field": field, "q": words or None, "back": back or None}
    # url_for() types the values by the names of its own arguments, which these never are.
    return url_for("editor.picture_choices.index", **values)  # type: ignore[arg-type]


def _safe(back: str) -> str:
    """`back` if it is a page of the desk."""
    parts = urlsplit(back)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/editor/")
    return parts.path if is_ours and "\\" not in back else ""
