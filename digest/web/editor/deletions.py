"""Deletions: parts that are taken out of a draft, and how they come back."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import IntegerField, StringField

from digest.domain.deletion import Deletion
from digest.domain.drafting import bring_back, delete
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.set_aside import SetAside
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.canvas import bar
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import context, fragment, is_htmx, placed_at, telling
from digest.web.editor.kinds import kind_name
from digest.web.editor.placing import put_in, refused, to_part
from digest.web.editor.sheet import Sheet
from digest.web.site import session

pages = Blueprint("deletions", __name__)

ASIDE_SHOWN = 50


class DeletionForm(DeskForm):
    """The part that is deleted."""

    part = StringField(validators=[AtMost(30)])


class ReturnForm(DeskForm):
    """The number of what is brought back."""

    deletion = IntegerField()


@pages.get("/articles/<int(max=2147483647):article_id>/deletions")
@rule(Action.WRITE)
def index(article_id: int) -> str:
    """What was deleted, and what was typed and could not be saved."""
    return render_template(
        "editor/deletions/index.html",
        **context(Sheet(access.article())),
        **bar(),
        deletions=session().scalars(Deletion.of_article(article_id)).all(),
        asides=session().scalars(SetAside.of_article(article_id).limit(ASIDE_SHOWN)).all(),
    )


@pages.post("/articles/<int(max=2147483647):article_id>/deletions")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Take a part out; the answer stands in its place and offers the way back."""
    form = DeletionForm.sent()
    part = form.part.data or ""
    try:
        if not form.validate():
            raise Refusal("This part is no longer in the draft.")
        held = Sheet(access.article()).piece(part).holds
        with writing() as writer:
            deletion = delete(writer, article_id, part, hand())
            number, kind = deletion.id, deletion.kind
    except Refusal as refusal:
        return refused(article_id, part, refusal)
    if not is_htmx():
        return to_part(article_id, part, "part-deleted")
    text = gettext("%(kind)s deleted", kind=kind_name(kind))
    answer = fragment(
        "editor/deletions/_notice.html", Sheet(access.article()), number=number, text=text, outline=held
    )
    placed_at(answer, f"#{'hold' if held else 'part'}-{part}", "outerHTML")
    return telling(
        answer, {"focusid": {"id": f"deleted-{number}"}}, saved={"part": part}, told={"text": text}
    )


@pages.post("/articles/<int(max=2147483647):article_id>/returns")
@rule(Action.WRITE)
def undo(article_id: int) -> ResponseReturnValue:
    """Bring back what was deleted, where it was."""
    form, before = ReturnForm.sent(), access.article().draft.tree
    try:
        if not form.validate() or form.deletion.data is None or not 0 < form.deletion.data < 2**31:
            raise Refusal("This has been brought back already.")
        with writing() as writer:
            name = bring_back(writer, article_id, form.deletion.data, hand())
    except Refusal as refusal:
        return refused(article_id, "", refusal)
    if not is_htmx():
        return to_part(article_id, name, "restored")
    gone = f"deleted-{form.deletion.data}"
    return put_in(Sheet(access.article()), name, before, gettext("Brought back."), gone=gone)
