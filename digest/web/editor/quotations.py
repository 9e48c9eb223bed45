"""The quotation check of an article: how it stands with the law on quoting, line by line."""

from flask import Blueprint, render_template

from digest.domain.permission import Action
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.quotation_room import QuotationRoom
from digest.web.site import session

pages = Blueprint("quotations", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


@pages.get("/quotation")
@rule(Action.WRITE)
def show(article_id: int) -> str:
    """What was measured, the way to each part, and the law behind it."""
    article = access.article()
    room = QuotationRoom.of(session(), article)
    return render_template("editor/quotations/show.html", article=article, room=room)
