"""Citations: which cards a key point or a text of a draft rests on."""

from dataclasses import replace

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from digest.domain.drafting import save_part
from digest.domain.part import KeyPoints, PartGoneError, PartName, PartValue, part_of
from digest.domain.permission import Action
from digest.domain.tree import Text, Tree
from digest.store import writing
from digest.web.editor.access import article, rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import DeskForm
from digest.web.editor.notices import led_to
from digest.web.editor.part_forms.blocks import CardsField

pages = Blueprint("citations", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


class CitationForm(DeskForm):
    """A statement and the cards that are ticked for it."""

    statement = HiddenField()
    cards = CardsField("")


@pages.post("/citations")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Let a statement rest on the cards that are ticked."""
    form = CitationForm.sent()
    name, tree = form.statement.data or "", article().draft.tree
    known = {card.id for card in tree.cards()}
    cards = tuple(dict.fromkeys(card for card in form.cards.data or () if card in known))
    part, value = _citing(tree, name, cards) if form.validate() else abort(400)
    with writing() as writer:
        outcome = save_part(writer, article_id, part, value, request.form.get("version", ""), hand())
    said = "saved" if outcome.kept else "changed-meanwhile"
    return led_to("editor.coverage.show", said, article_id=article_id, _anchor=f"row-{name}")


def _citing(tree: Tree, name: str, cards: tuple[str, ...]) -> tuple[PartName, PartValue]:
    """The part that holds the statement `name`, with that resting on `cards`; 404 if there is none."""
    if any(point.id == name for point in tree.key_points):
        points = (replace(p, cards=cards) if p.id == name else p for p in tree.key_points)
        return "key-points", KeyPoints(tuple(points))
    try:
        text = part_of(tree, name)
    except PartGoneError:
        abort(404)
    return (name, replace(text, cards=cards)) if isinstance(text, Text) else abort(404)
