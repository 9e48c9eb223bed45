"""Picture files, as long as a public digest shows them."""

import re

from flask import Blueprint, Response, abort, send_from_directory

from digest.domain.edition import live_picture
from digest.domain.picture import Picture
from digest.web.headers import PUBLIC
from digest.web.site import now, session, site

pages = Blueprint("pictures", __name__)

_NAME = re.compile(r"([0-9a-f]{20})-(?:(\d{1,4})\.webp|share\.jpg)\Z", re.ASCII)


@pages.get("/pictures/<name>")
def show(name: str) -> Response:
    """A picture at one width, or its preview."""
    picture = session().scalar(live_picture(picture_key(name), now()))
    if picture is None or not names_file_of(picture, name):
        abort(404)
    answer = send_from_directory(site().files.folder, name)
    answer.headers["Cache-Control"] = PUBLIC
    return answer


def picture_key(name: str) -> str:
    """The key of the picture that the file `name` is of; nothing if it is none of ours."""
    match = _NAME.match(name)
    return match[1] if match else ""


def names_file_of(picture: Picture, name: str) -> bool:
    """Whether `name` is a file that is kept of `picture`."""
    match = _NAME.match(name)
    return match is not None and match[1] == picture.key and (not match[2] or int(match[2]) in picture.widths)
