"""Retrievals: how far the reading of a source is, and asking for it anew."""

from flask import Blueprint, Flask, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session
from wtforms import StringField

from digest.domain.part import PartName
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.retrieving import ask_again, do_next, facts_for
from digest.domain.tree import Card
from digest.store import writing
from digest.web.background import Background
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand, recorded
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import fragment, is_htmx, placed_at, telling
from digest.web.editor.placing import refused, to_part
from digest.web.editor.readings import field_name, pause, reason
from digest.web.editor.sheet import Piece, Sheet
from digest.web.site import session, site

pages = Blueprint("retrievals", __name__)

_ARTICLE = "/articles/<int(max=2147483647):article_id>/retrievals"

pages.app_template_global("reading_pause")(pause)
pages.app_template_global("reading_reason")(reason)
pages.app_template_global("card_field_name")(field_name)


# Pages that are fetched at the same time; reading one is done by one of them at a time.
AT_ONCE = 4


def init_app(app: Flask) -> None:
    """Let pages be read in the background of `app`."""
    background: Background = app.extensions["digest.background"]
    background.register("retrievals", lambda: do_next(site().fetch, site().clock), AT_ONCE)


class RetrievalForm(DeskForm):
    """The card whose page is to be read."""

    card = StringField(validators=[AtMost(30)])


@pages.get(f"{_ARTICLE}/<int(max=2147483647):number>")
@rule(Action.WRITE)
def show(article_id: int, number: int) -> ResponseReturnValue:
    """How far a reading is: asked by the canvas until it has ended. With `form`, for the form of the card."""
    reading = session().scalar(Retrieval.numbered(article_id, number)) or abort(404)
    if not is_htmx():
        return to_part(article_id, reading.card_id, "")
    in_form = "form" in request.args
    if not reading.ended:
        return _tick(article_id, reading, in_form)
    sheet = Sheet(access.article())
    piece = sheet.pieces.get(reading.card_id)
    if piece is None or not isinstance(piece.value, Card):
        return make_response("")
    return _ended(sheet, piece, piece.value, reading, in_form)


@pages.post(_ARTICLE)
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Have the page of a card read, anew or for the first time."""
    form = RetrievalForm.sent()
    card = form.card.data or ""
    try:
        if not form.validate():
            raise Refusal("This part is no longer in the draft.")
        with writing() as writer:
            read_again(writer, article_id, card)
    except Refusal as refusal:
        return refused(article_id, card, refusal)
    site().background.wake()
    if not is_htmx():
        return to_part(article_id, card, "reading")
    sheet = Sheet(access.article())
    answer = fragment("editor/retrievals/_view.html", sheet, piece=sheet.piece(card), oob="")
    placed_at(answer, f"#view-{card}", "outerHTML")
    text = gettext("The page is being read…")
    return telling(answer, {"focuspart": {"part": card}}, told={"text": text})


def read_again(writer: Session, article_id: int, card_id: PartName) -> None:
    """Ask for the page of a card, as a deed of the user of this request. Raises Refusal."""
    ask_again(writer, article_id, card_id, hand())
    recorded(writer, "source.ask", f"article:{article_id}", count=1)


def _tick(article_id: int, reading: Retrieval, in_form: bool) -> Response:
    """The element that asks once more, a little later. Nothing that can be seen or focused changes."""
    values = {"desk_url": f"/editor/articles/{article_id}", "reading": reading, "in_form": in_form}
    answer = make_response(render_template("editor/retrievals/_tick.html", **values))
    answer.vary.add("HX-Request")
    return answer


def _ended(sheet: Sheet, piece: Piece, card: Card, reading: Retrieval, in_form: bool) -> Response:
    """The card as it is now, or what its form offers; both as pieces that find their place by themselves."""
    values = {"piece": piece, "in_form": in_form, "saved_at": sheet.article.draft.updated_at}
    answer = fragment("editor/retrievals/_ended.html", sheet, **values)
    now_is = {"part": piece.name, "version": piece.version, "label": piece.label}
    told = {"text": _said(card, reading), "bad": reading.progress == Progress.FAILED}
    return telling(answer, {"filled": now_is}, saved={"part": piece.name}, told=told)


def _said(card: Card, reading: Retrieval) -> str:
    title = card.title or card.url
    if reading.progress == Progress.FAILED:
        return str(gettext("Could not be read: %(title)s", title=title))
    if facts_for(session(), card)[1]:
        return str(
            gettext("The page has been read, and its facts are in the card's form: %(title)s", title=title)
        )
    return str(gettext("The page has been read: %(title)s", title=title))
