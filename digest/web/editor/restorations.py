"""Restorations: an earlier text is public again, as it was."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.hand import Hand
from digest.domain.permission import Action
from digest.domain.publishing import NotReadyError, restore
from digest.web.editor.access import rule
from digest.web.editor.forms import DeskForm
from digest.web.editor.once import done_once
from digest.web.editor.publications import here, room_with
from digest.web.printing import SitePress

pages = Blueprint("restorations", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


@pages.post("/restorations")
@rule(Action.PUBLISH)
def create(article_id: int) -> ResponseReturnValue:
    """Make what was public last public again."""
    DeskForm.sent()

    def deed(writer: Session, hand: Hand) -> str:
        restore(writer, writer.get_one(Article, article_id), SitePress(), hand)
        return here(article_id, "public-again")

    try:
        return done_once(deed)
    except NotReadyError as why:
        return room_with(refusal=gettext(why.message)), 422
