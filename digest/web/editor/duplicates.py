"""Duplicates: a copy of a part, right after it."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import StringField

from digest.domain import receipt
from digest.domain.drafting import duplicate
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import is_htmx
from digest.web.editor.placing import put_in, refused, to_part
from digest.web.editor.sheet import Sheet

pages = Blueprint("duplicates", __name__)


class DuplicateForm(DeskForm):
    """The part that is copied."""

    part = StringField(validators=[AtMost(30)])


@pages.post("/articles/<int(max=2147483647):article_id>/duplicates")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Copy a part. A form that comes twice makes one copy."""
    form, before, by = DuplicateForm.sent(), access.article().draft.tree, hand()
    once, user_id = request.form.get("once", ""), by.user_id or 0
    try:
        if not form.validate():
            raise Refusal("This part is no longer in the draft.")
        with writing() as writer:
            name = receipt.taken(writer, once, user_id)
            if name is None:
                name = duplicate(writer, article_id, form.part.data or "", by)
                receipt.give(writer, once, user_id, name, by.at)
    except Refusal as refusal:
        return refused(article_id, form.part.data or "", refusal)
    if not is_htmx():
        return to_part(article_id, name, "duplicated")
    return put_in(Sheet(access.article()), name, before, gettext("Duplicated."))
