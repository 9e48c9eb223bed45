"""Texts set aside: each beside what stands in its place now, with the way into the draft."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from digest.domain.comparison import stretches
from digest.domain.drafting import use_text
from digest.domain.part import PartGoneError, numbered, part_of, part_text, version_of
from digest.domain.permission import Action
from digest.domain.rearranging import FullError
from digest.domain.returning import return_text
from digest.domain.set_aside import WHOLE_TEXT, SetAside
from digest.domain.tree_json import tree_from_json
from digest.domain.wording import marked
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import DeskForm
from digest.web.editor.notices import led_to
from digest.web.finding import found_or_404

pages = Blueprint("set_asides", __name__, url_prefix="/articles/<int(max=2147483647):article_id>/set-asides")

_ASIDE = "/<int(max=2147483647):aside_id>"


@pages.get(_ASIDE)
@rule(Action.WRITE)
def show(article_id: int, aside_id: int) -> str:
    """A text beside the part as it is now."""
    return _shown(found_or_404(SetAside.numbered(article_id, aside_id)))


@pages.post(f"{_ASIDE}/uses")
@rule(Action.WRITE)
def use(article_id: int, aside_id: int) -> ResponseReturnValue:
    """Save it where it was meant to go."""
    DeskForm.sent()
    try:
        with writing() as writer:
            outcome = use_text(writer, article_id, aside_id, request.form.get("version", ""), hand())
    except PartGoneError:
        return led_to("editor.history.index", "used-already", article_id=article_id)
    if outcome.kept:
        return led_to("editor.history.index", "used", article_id=article_id)
    trouble = gettext("What stands there now has changed once more. Please compare again.")
    return _shown(found_or_404(SetAside.numbered(article_id, aside_id)), trouble), 409


@pages.post(f"{_ASIDE}/returns")
@rule(Action.WRITE)
def return_with(article_id: int, aside_id: int) -> ResponseReturnValue:
    """Bring back the deleted part that it belongs to, with this text."""
    DeskForm.sent()
    try:
        with writing() as writer:
            outcome = return_text(writer, article_id, aside_id, hand())
    except PartGoneError:
        return led_to("editor.history.index", "used-already", article_id=article_id)
    except FullError:
        return led_to("editor.history.index", "full", article_id=article_id)
    if outcome.kept:
        return led_to("editor.history.index", "used", article_id=article_id)
    trouble = gettext("The part was brought back by somebody else meanwhile. Please compare.")
    return _shown(found_or_404(SetAside.numbered(article_id, aside_id)), trouble), 409


def _shown(aside: SetAside, trouble: str = "") -> str:
    draft = access.article().draft
    compared = {}
    if aside.part == WHOLE_TEXT:
        compared = {
            "stretches": stretches(draft.tree, tree_from_json(aside.value)),
            "version": draft.version,
        }
    else:
        try:
            now = part_of(draft.tree, aside.part)
            compared = {
                "pieces": marked(*(numbered(text, draft.tree) for text in (part_text(now), aside.text))),
                "version": version_of(now),
            }
        except PartGoneError:
            pass
    return render_template(
        "editor/set_asides/show.html", article=access.article(), aside=aside, trouble=trouble, **compared
    )
