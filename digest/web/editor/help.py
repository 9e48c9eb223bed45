"""Help: the first steps, what becomes of typed text, who may do what, and the keys."""

from flask import Blueprint, render_template

from digest.domain.permission import Action
from digest.web.editor.access import rule

pages = Blueprint("help", __name__)


@pages.get("/help")
@rule(Action.VISIT)
def show() -> str:
    """All of it, on one page that needs no script."""
    return render_template("editor/help/show.html")
