"""Picture files, as long as a public digest shows them."""

import re

from flask import Blueprint, Response, abort, send_from_directory

from digest.domain.edition import live_picture
from digest.web.headers import PUBLIC
from digest.web.site import now, session, site

pages = Blueprint("pictures", __name__)

_NAME = re.compile(r"([0-9a-f]{20})-(?:(\d{1,4})\.webp|share\.jpg)\Z", re.ASCII)


@pages.get("/pictures/<name>")
def show(name: str) -> Response:
    """A picture at one width, or its preview."""
    match = _NAME.match(name)
    picture = session().scalar(live_picture(match[1], now())) if match else None
    if match is None or picture is None or (match[2] and int(match[2]) not in picture.widths):
        abort(404)
    answer = send_from_directory(site().files.folder, name)
    answer.headers["Cache-Control"] = PUBLIC
    return answer
