"""Additions: new parts of a draft, empty, with their form open."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import StringField

from digest.domain import receipt
from digest.domain.drafting import add
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.secret import new_secret
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.canvas import bar
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import context, is_htmx
from digest.web.editor.kinds import ADDED, kind_name
from digest.web.editor.part_forms import PART_FORMS
from digest.web.editor.part_forms.offers import offers
from digest.web.editor.placing import put_in, refused
from digest.web.editor.sheet import Sheet

pages = Blueprint("additions", __name__)


class AdditionForm(DeskForm):
    """What is added, and after which part."""

    kind = StringField(validators=[AtMost(20)])
    after = StringField(validators=[AtMost(30)])


@pages.get("/articles/<int(max=2147483647):article_id>/additions/new")
@rule(Action.WRITE)
def new(article_id: int) -> str:
    """What can be added here."""
    sheet = Sheet(access.article())
    after = sheet.pieces.get(request.args.get("after", ""))
    return render_template(
        "editor/additions/new.html", **context(sheet), **bar(), after=after, kinds=ADDED, once=new_secret()
    )


@pages.post("/articles/<int(max=2147483647):article_id>/additions")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Add an empty part. A form that comes twice adds one."""
    form, before, by = AdditionForm.sent(), access.article().draft.tree, hand()
    once, user_id = request.form.get("once", ""), by.user_id or 0
    kind, after = form.kind.data or "", form.after.data or ""
    try:
        if not form.validate() or kind not in ADDED:
            raise Refusal("There is no such kind of part.")
        with writing() as writer:
            name = receipt.taken(writer, once, user_id)
            if name is None:
                name = add(writer, article_id, kind, after, by)
                receipt.give(writer, once, user_id, name, by.at)
    except Refusal as refusal:
        return refused(article_id, after, refusal)
    if not is_htmx():
        return redirect(url_for("editor.parts.edit", article_id=article_id, part=name), 303)
    sheet = Sheet(access.article())
    shown = PART_FORMS[kind].showing(sheet.piece(name).value, sheet.tree)
    shown.named_for(name)
    text = gettext("Added: %(kind)s", kind=kind_name(kind))
    return put_in(sheet, name, before, text, form=shown, **offers(kind, sheet.tree))
