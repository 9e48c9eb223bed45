"""Picture files, as long as a public digest shows them."""

import re

from flask import Blueprint, Response, abort, send_from_directory

from digest.domain.edition import live_picture
from digest.domain.picture import Picture
from digest.store.pictures import SHAPES
from digest.web.headers import PUBLIC, shown_elsewhere
from digest.web.site import now, session, site

pages = Blueprint("pictures", __name__)

_NAME = re.compile(r"([0-9a-f]{20})-(?:(\d{1,4})\.webp|(share|16x9|4x3|1x1)\.jpg)\Z", re.ASCII)


@pages.get("/pictures/<name>")
def show(name: str) -> Response:
    """A picture at one width, its preview, or one of the shapes of news."""
    picture = session().scalar(live_picture(picture_key(name), now()))
    if picture is None or not names_file_of(picture, name):
        abort(404)
    _shape(picture, name)
    answer = send_from_directory(site().files.folder, name)
    answer.headers["Cache-Control"] = PUBLIC
    return shown_elsewhere(answer)


def picture_key(name: str) -> str:
    """The key of the picture that the file `name` is of; nothing if it is none of ours."""
    match = _NAME.match(name)
    return match[1] if match else ""


def names_file_of(picture: Picture, name: str) -> bool:
    """Whether `name` is a file that is kept of `picture`."""
    match = _NAME.match(name)
    return match is not None and match[1] == picture.key and (not match[2] or int(match[2]) in picture.widths)


def _shape(picture: Picture, name: str) -> None:
    """Have the file `name` made if it is a shape that nobody has asked for yet."""
    match = _NAME.match(name)
    if match and match[3] in SHAPES:
        try:
            site().files.shaped(picture.key, picture.widths[-1], match[3])
        except FileNotFoundError:
            abort(404)
