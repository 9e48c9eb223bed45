"""Copies: a new article that begins as the draft of another."""

from dataclasses import replace

from flask import Blueprint, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from digest.domain.accepting import created
from digest.domain.article import Article
from digest.domain.drafting import new_draft_article
from digest.domain.hand import Hand
from digest.domain.permission import Action
from digest.web.editor.access import rule
from digest.web.editor.forms import DeskForm
from digest.web.editor.once import done_once
from digest.web.identity import signed_in
from digest.web.site import site

pages = Blueprint("copies", __name__)


@pages.post("/articles/<int(max=2147483647):article_id>/copies")
@rule(Action.WRITE)
def create(article_id: int) -> Response:
    """Make a copy of the draft, under an address of its own, by whoever asks for it."""
    DeskForm.sent()
    return done_once(lambda writer, hand: _copy(writer, hand, article_id))


def _copy(writer: Session, hand: Hand, article_id: int) -> str:
    source = writer.get_one(Article, article_id)
    tree = source.draft.tree
    title = gettext("%(title)s (copy)", title=tree.title) if tree.title else ""
    article = new_draft_article(
        writer,
        replace(tree, title=title),
        hand,
        author_id=signed_in().author_id,
        topic=source.topic,
        tags=source.tags,
        zone=site().settings.zone,
    )
    created(writer, article, hand, f"copy of {source.slug}")
    return url_for("editor.canvas.show", article_id=article.id, said="created")
