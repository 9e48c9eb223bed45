"""Pages behind a secret link: the draft of one article, for somebody without an account."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, send_from_directory, url_for

from digest.domain.edition import live_picture
from digest.domain.preview_link import PreviewLink
from digest.domain.proof import shown_picture
from digest.web.pictures import names_file_of, picture_key
from digest.web.proofs import proof_page, proof_piece
from digest.web.site import now, session, site

pages = Blueprint("preview_links", __name__, url_prefix="/preview/<secret>")

_LATER = "<int(min=2, max=9999):number>"


@dataclass(frozen=True, slots=True)
class SecretWay:
    """The addresses of an article's pages below a secret link."""

    secret: str

    def page(self, number: int) -> str:
        """The address of a page."""
        if number == 1:
            return url_for("preview_links.show", secret=self.secret)
        return url_for("preview_links.page", secret=self.secret, number=number)

    def piece(self, number: int) -> str:
        """The address of a page as it stands beneath the page before."""
        return url_for("preview_links.piece", secret=self.secret, number=number)

    def together(self) -> str:
        """None: a draft is shown page by page."""
        return ""

    @property
    def pictures(self) -> str:
        """Where the pictures of the draft are, published or not."""
        return f"{self.page(1)}/pictures"


@pages.get("")
def show(secret: str) -> str:
    """The first page of the draft."""
    return _page(secret, 1)


@pages.get(f"/{_LATER}")
def page(secret: str, number: int) -> str:
    """A later page of the draft."""
    return _page(secret, number)


@pages.get(f"/pieces/{_LATER}")
def piece(secret: str, number: int) -> str:
    """A later page of the draft as it stands beneath the page before."""
    way = SecretWay(secret)
    return proof_piece(_opened(secret).article, number, way, way.pictures)


@pages.get("/pictures/<name>")
def picture(secret: str, name: str) -> Response:
    """A picture that the draft shows, or one that everybody may see."""
    link, key = _opened(secret), picture_key(name)
    found = shown_picture(session(), link.article, key) or session().scalar(live_picture(key, now()))
    if found is None or not names_file_of(found, name):
        abort(404)
    return send_from_directory(site().files.folder, name)


def _page(secret: str, number: int) -> str:
    link, way = _opened(secret), SecretWay(secret)
    return proof_page(link.article, number, way, way.pictures, "preview_links/show.html", link=link)


def _opened(secret: str) -> PreviewLink:
    """The link of `secret`. Unknown, expired, ended or altered: nobody is told which."""
    return PreviewLink.opened(session(), secret, now()) or abort(404)
