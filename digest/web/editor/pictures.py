"""The library of pictures: found, looked at, described and deleted when nothing shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import (
    Blueprint,
    Response,
    abort,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from digest.domain import library
from digest.domain.library import InUseError
from digest.domain.permission import Action
from digest.domain.picture import Picture
from digest.domain.picture_use import Use, UseKind, use_counts, uses
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import DeskForm
from digest.web.editor.notices import led_to
from digest.web.editor.picture_choices import asked_words
from digest.web.editor.picture_fields import DescriptionFields
from digest.web.headers import PRIVATE_FILE
from digest.web.listings import asked_for
from digest.web.pictures import names_file_of, picture_key
from digest.web.site import session, site

pages = Blueprint("pictures", __name__)

_ONE = "/pictures/<int(max=2147483647):number>"
# The page of the desk where each user of a picture is worked on.
_ROOMS = {
    UseKind.DRAFT: ("editor.canvas.show", "article_id"),
    UseKind.EDITION: ("editor.canvas.show", "article_id"),
    UseKind.SPEAKER: ("editor.speakers.show", "number"),
}


class DescriptionForm(DescriptionFields, DeskForm):
    """What the library says of a picture: what a form starts from that picks it."""

    def show(self, picture: Picture) -> "DescriptionForm":
        """Let the form say what is known of `picture`."""
        for name in ("alt", "credit", "rights", "licence", "decorative"):
            self[f"picture_{name}"].data = getattr(picture, name)
        return self

    def said(self) -> dict[str, str | bool]:
        """What the form says, by the names of the picture's columns."""
        texts = {n: " ".join((self[f"picture_{n}"].data or "").split()) for n in ("alt", "credit", "licence")}
        return {
            **texts,
            "rights": self.picture_rights.data or "",
            "decorative": bool(self.picture_decorative.data),
        }


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture as the library shows it, with the number of its users and whether all is said of it."""

    picture: Picture
    uses: int
    complete: bool


@pages.get("/pictures")
@rule(Action.VISIT)
def index() -> str:
    """The pictures, newest first."""
    words = asked_words()
    found = library.batch(session(), words, asked_for())
    values = {"before": str(found.after), "q": words or None}
    more = url_for("editor.pictures.index", **values) if found.after else ""  # type: ignore[arg-type]
    htmx = bool(request.headers.get("HX-Request"))
    template = "editor/pictures/_batch.html" if htmx else "editor/pictures/index.html"
    return render_template(template, tiles=tiles(found.pictures), words=words, more=more)


@pages.get(_ONE)
@rule(Action.VISIT)
def show(number: int) -> str:
    """A picture, what is known of it, and where it is used."""
    picture = _found(number)
    return _page(picture, DescriptionForm().show(picture))


@pages.post(_ONE)
@rule(Action.WRITE)
def describe(number: int) -> AnyResponse | tuple[str, int]:
    """Say what a picture shows, whose it is and why it may be shown."""
    form = DescriptionForm.sent()
    if not form.validate():
        return _page(_found(number), form), 422
    with writing() as writer:
        if library.describe(writer, number, form.said(), hand()) is None:
            abort(404)
    return led_to("editor.pictures.show", "saved", number=number)


@pages.post(f"{_ONE}/deletions")
@rule(Action.KEEP_LISTS)
def delete(number: int) -> AnyResponse | tuple[str, int]:
    """Delete a picture that nothing shows."""
    DeskForm.sent()
    try:
        library.delete(site().files, number, hand())
    except InUseError as refusal:
        picture = _found(number)
        return _page(picture, DescriptionForm().show(picture), str(refusal)), 409
    return led_to("editor.pictures.index", "deleted")


@pages.get("/pictures/files/<name>")
@rule(Action.VISIT)
def file(name: str) -> Response:
    """A file of any picture that is stored, for those who work here."""
    picture = session().scalar(Picture.keyed(picture_key(name)))
    if picture is None or not names_file_of(picture, name):
        abort(404)
    answer = send_from_directory(site().files.folder, name)
    answer.headers["Cache-Control"] = PRIVATE_FILE
    return answer


def tiles(pictures: Sequence[Picture]) -> list[Tile]:
    """`pictures` as the library shows them."""
    counts = use_counts(session(), pictures)
    return [Tile(picture, counts[picture.id], library.is_described(picture)) for picture in pictures]


def _found(number: int) -> Picture:
    return session().get(Picture, number) or abort(404)


def _page(picture: Picture, form: DescriptionForm, refusal: str = "") -> str:
    shown = [(use, _room(use)) for use in uses(session(), picture)]
    return render_template(
        "editor/pictures/show.html", picture=picture, form=form, uses=shown, refusal=refusal
    )


def _room(use: Use) -> str:
    """The address of the page where `use` is worked on."""
    if use.kind == UseKind.AUTHOR:
        return url_for("authors.show", slug=use.slug)
    endpoint, argument = _ROOMS[use.kind]
    return url_for(endpoint, **{argument: use.number})  # type: ignore[arg-type]
