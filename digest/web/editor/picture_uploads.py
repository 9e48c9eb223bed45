"""Uploads: files that were chosen, dropped or pasted, into the library."""

from dataclasses import dataclass, field

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import MultipleFileField, StringField
from wtforms.validators import Regexp

from digest.domain import library
from digest.domain.permission import Action
from digest.domain.picture import Picture
from digest.store.picture_guard import BYTES_MOST, FORMATS, PictureError
from digest.web.editor.access import FORM_BYTES_MOST, rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import DeskForm
from digest.web.editor.notices import led_to
from digest.web.editor.pictures import tiles
from digest.web.site import site

pages = Blueprint("picture_uploads", __name__)

FILES_MOST = 10
# Ten of ordinary size, or some of the largest; with room for what multipart says around them.
TOTAL_MOST = 40 * 1024 * 1024
_REQUEST_MOST = TOTAL_MOST + 64 * 1024
ACCEPTED = ",".join(f"image/{name.lower()}" for name in FORMATS)


class UploadForm(DeskForm):
    """Files, and the field of the picker that asks for them, if one does."""

    file = MultipleFileField()
    field = StringField(validators=[Regexp(r"([a-z][a-z_]{0,39})?\Z")])


@dataclass(slots=True)
class Outcome:
    """What became of some files."""

    pictures: list[Picture] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@pages.post("/pictures")
@rule(Action.WRITE, bytes_most=_REQUEST_MOST, text_most=FORM_BYTES_MOST)
def create() -> Response | tuple[str, int]:
    """Take files in. Script gets pieces; a plain form is led to the picture, or told what was refused."""
    form = UploadForm.sent()
    if not form.validate():
        return _answer(Outcome(refused=[("", gettext("The form is not one of this site."))]), "")
    outcome = _taken([each for each in request.files.getlist("file") if each.filename])
    if request.headers.get("HX-Request") or outcome.refused:
        return _answer(outcome, form["field"].data or "")
    if len(outcome.pictures) > 1:
        return led_to("editor.pictures.index", "stored")
    return led_to("editor.pictures.show", "stored", number=outcome.pictures[0].id)


@pages.app_template_global("upload_limits")
def limits() -> dict[str, object]:
    """What a page says of files before they are sent."""
    return {"accept": ACCEPTED, "bytes": BYTES_MOST, "megabytes": BYTES_MOST // 2**20, "files": FILES_MOST}


def _taken(files: list[FileStorage]) -> Outcome:
    outcome = Outcome()
    if not files:
        outcome.refused.append(("", gettext("Please choose a file.")))
    for number, each in enumerate(files, start=1):
        name = library.bare_name(each.filename or "")
        try:
            if number > FILES_MOST:
                raise PictureError("more than %(most)s files at once", most=FILES_MOST)
            # One byte more than may be, so that the guard sees that it is too many.
            data = each.stream.read(BYTES_MOST + 1)
            picture, _ = library.take_in(site().files, data, name, hand())
            outcome.pictures.append(picture)
        except PictureError as error:
            outcome.refused.append((name, gettext(error.message, **error.params)))
    return outcome


def _answer(outcome: Outcome, field: str) -> tuple[str, int]:
    """The pictures that were taken in, and what was wrong with the others."""
    htmx = bool(request.headers.get("HX-Request"))
    template = "editor/pictures/_uploaded.html" if htmx else "editor/pictures/uploaded.html"
    shown = {"tiles": tiles(outcome.pictures), "refused": outcome.refused, "field": field}
    return render_template(template, **shown), 422 if outcome.refused else 200
