"""Presence: who else has the article open, and which part."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField

from digest.domain.permission import Action
from digest.domain.presence import others, seen
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import is_htmx
from digest.web.identity import signed_in
from digest.web.site import now, session

pages = Blueprint("presence", __name__)


class PresenceForm(DeskForm):
    """The part whose form is open in the reporting browser, if any."""

    part = StringField(validators=[AtMost(30)])


@pages.post("/articles/<int(max=2147483647):article_id>/presence")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Note that this user has the article open; the answer says who else has."""
    form, me, at = PresenceForm.sent(), signed_in(), now()
    if not form.validate():
        abort(422)
    part = form.part.data or ""
    with writing() as writer:
        seen(writer, article_id, me.id, at, part)
    if not is_htmx():
        return redirect(url_for("editor.canvas.show", article_id=article_id), 303)
    present = session().scalars(others(article_id, me.id, at)).all()
    url = url_for("editor.canvas.show", article_id=article_id)
    return render_template("editor/canvas/_present.html", present=present, desk_url=url, again=True)
