"""Removal of an article that never was public."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.hand import Hand
from digest.domain.permission import Action
from digest.domain.removing import WasPublicError, remove
from digest.web.editor.access import rule
from digest.web.editor.ending_forms import RemovalForm
from digest.web.editor.once import done_once
from digest.web.editor.publications import room_with

pages = Blueprint("removal", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


@pages.post("/removal")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Delete the article for good."""
    form = RemovalForm.sent()
    if not form.validate():
        return room_with(removal=form), 422

    def deed(writer: Session, hand: Hand) -> str:
        remove(writer, writer.get_one(Article, article_id), hand)
        return url_for("editor.desk.index", said="deleted")

    try:
        return done_once(deed)
    except WasPublicError as why:
        return room_with(refusal=gettext(why.message)), 422
