"""Moves: a part goes up or down, or to another place."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import StringField

from digest.domain.drafting import move, place
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import is_htmx
from digest.web.editor.kinds import kind_name
from digest.web.editor.placing import moved_to, refused, to_part
from digest.web.editor.sheet import Sheet

pages = Blueprint("moves", __name__)


class MoveForm(DeskForm):
    """The part that goes `up` or `down`, or the `part` that goes behind the one called `after`."""

    up = StringField(validators=[AtMost(30)])
    down = StringField(validators=[AtMost(30)])
    part = StringField(validators=[AtMost(30)])
    after = StringField(validators=[AtMost(30)])

    @property
    def name(self) -> str:
        """The part that is moved."""
        return self.up.data or self.down.data or self.part.data or ""


@pages.post("/articles/<int(max=2147483647):article_id>/moves")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Move a part."""
    form = MoveForm.sent()
    try:
        if not form.validate():
            raise Refusal("This part is no longer in the draft.")
        with writing() as writer:
            if form.up.data or form.down.data:
                move(writer, article_id, form.name, "up" if form.up.data else "down", hand())
            else:
                place(writer, article_id, form.name, form.after.data or "", hand())
    except Refusal as refusal:
        return refused(article_id, form.name, refusal)
    if not is_htmx():
        return to_part(article_id, form.name, "moved")
    sheet = Sheet(access.article())
    return moved_to(sheet, form.name, _said(sheet, form))


def _said(sheet: Sheet, form: MoveForm) -> str:
    kind = kind_name(sheet.piece(form.name).kind)
    if form.up.data:
        return str(gettext("%(kind)s moved up", kind=kind))
    if form.down.data:
        return str(gettext("%(kind)s moved down", kind=kind))
    return str(gettext("%(kind)s moved", kind=kind))
