"""The preview room: the draft as its public page, as wide as on a phone and on a desktop."""

import re
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request, url_for

from digest.domain.permission import Action
from digest.web.editor.access import article, rule
from digest.web.formats import DESK_PICTURES
from digest.web.headers import framed, framing
from digest.web.proofs import proof_page, proof_piece

pages = Blueprint("preview", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")

WIDTHS = ("both", "phone", "desktop")
_LATER = "<int(min=2, max=9999):number>"


@dataclass(frozen=True, slots=True)
class ProofWay:
    """The addresses of an article's proofs."""

    article_id: int

    def page(self, number: int) -> str:
        """The address of a page."""
        if number == 1:
            return url_for("editor.preview.proof", article_id=self.article_id)
        return url_for("editor.preview.proof_page_at", article_id=self.article_id, number=number)

    def piece(self, number: int) -> str:
        """The address of a page as it stands beneath the page before."""
        return url_for("editor.preview.piece", article_id=self.article_id, number=number)

    def together(self) -> str:
        """None: a draft is shown page by page."""
        return ""


@pages.get("/preview")
@rule(Action.WRITE)
def show(article_id: int) -> Response:
    """The room: a frame for each width that is asked for."""
    asked = request.args.get("width")
    width = asked if asked in WIDTHS else WIDTHS[0]
    shown = render_template(
        "editor/preview/show.html", article=article(), width=width, proof=ProofWay(article_id).page(1)
    )
    return framing(make_response(shown))


@pages.get("/preview/version")
@rule(Action.WRITE)
def version(article_id: int) -> Response:
    """The version of the draft: whether what a frame shows is still what it says."""
    return Response(str(article().draft.version), mimetype="text/plain")


@pages.get("/proof")
@rule(Action.WRITE)
def proof(article_id: int) -> Response:
    """The first page of the draft."""
    return _page(article_id, 1)


@pages.get(f"/proof/{_LATER}")
@rule(Action.WRITE)
def proof_page_at(article_id: int, number: int) -> Response:
    """A later page of the draft."""
    return _page(article_id, number)


@pages.get(f"/proof/pieces/{_LATER}")
@rule(Action.WRITE)
def piece(article_id: int, number: int) -> str:
    """A later page of the draft as it stands beneath the page before."""
    way = ProofWay(article_id)
    return _kept_inside(proof_piece(article(), number, way, DESK_PICTURES), way)


def _page(article_id: int, number: int) -> Response:
    way = ProofWay(article_id)
    page = proof_page(article(), number, way, DESK_PICTURES, "editor/preview/proof.html")
    return framed(make_response(_kept_inside(page, way)))


def _kept_inside(html: str, way: ProofWay) -> str:
    """Let links to proofs stay in their frame. All others open a window, as the proof's <base> says: the site
    itself refuses to be framed, and a draft that is being written must not be left by a click."""
    own = rf'<a (?=[^>]*href="(?:#|{re.escape(way.page(1))}["#/]))'
    return re.sub(own, '<a target="_self" ', html)
