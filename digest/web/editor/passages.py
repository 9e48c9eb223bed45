"""Passages: finding the sentence of a source that a point rests on, and attaching it."""

from dataclasses import replace

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from digest.domain.drafting import save_part
from digest.domain.part import PartGoneError, part_of, version_of
from digest.domain.passages import passages
from digest.domain.permission import Action
from digest.domain.plain import one_line
from digest.domain.source import Source
from digest.domain.tree import NODE_ID, Card, Point
from digest.store import writing
from digest.web.editor.access import article, rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import is_htmx
from digest.web.editor.notices import led_to
from digest.web.editor.part_forms.base import Line
from digest.web.editor.part_forms.card import PASSAGE_MOST
from digest.web.site import session

pages = Blueprint("passages", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")

QUERY_MOST = 300


class PassageForm(DeskForm):
    """A passage and the point that it is for."""

    point = HiddenField(validators=[AtMost(30)])
    passage = Line("", PASSAGE_MOST)


@pages.get("/passages/<card>")
@rule(Action.WRITE)
def show(article_id: int, card: str) -> ResponseReturnValue:
    """The sentences of the card's source that are like the point, or like what is looked for."""
    there = _card(card)
    point = _point(there, request.args.get("point", ""))
    query = one_line(request.args.get("q", point.text))[:QUERY_MOST]
    text = Source.texts(session(), [there]).get(there.id, "")
    template = "editor/passages/_found.html" if is_htmx() else "editor/passages/show.html"
    answer = make_response(
        render_template(
            template,
            article=article(),
            card=there,
            point=point,
            query=query,
            kept=bool(text),
            found=passages(text, query),
            version=version_of(there),
            piece_alone=is_htmx(),
        )
    )
    answer.vary.add("HX-Request")
    return answer


@pages.post("/passages/<card>")
@rule(Action.WRITE)
def create(article_id: int, card: str) -> ResponseReturnValue:
    """Attach a passage to a point. That is no confirmation yet: somebody still has to look."""
    form, there = PassageForm.sent(), _card(card)
    if not form.validate():
        abort(422)
    point = _point(there, form.point.data or "")
    changed = replace(point, passage=form.passage.data or "")
    points = tuple(changed if each.id == point.id else each for each in there.points)
    with writing() as writer:
        version = request.form.get("version", "")
        outcome = save_part(writer, article_id, card, replace(there, points=points), version, hand())
    if not outcome.kept:
        return led_to(
            "editor.passages.show", "changed-meanwhile", article_id=article_id, card=card, point=point.id
        )
    return led_to("editor.parts.edit", "saved", article_id=article_id, part=card)


def _card(name: str) -> Card:
    """The card with this id, or 404."""
    try:
        part = part_of(article().draft.tree, name) if NODE_ID.match(name) else None
    except PartGoneError:
        part = None
    return part if isinstance(part, Card) else abort(404)


def _point(card: Card, name: str) -> Point:
    """The point with this id, or the first where none is named; 404 if there is none."""
    return next((point for point in card.points if name in ("", point.id)), None) or abort(404)
