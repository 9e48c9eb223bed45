"""The desk's front page: the articles by state, and what needs attention."""

from flask import Blueprint, render_template

from digest.domain.permission import Action
from digest.web.editor.access import rule

pages = Blueprint("desk", __name__)


@pages.get("/")
@rule(Action.VISIT)
def index() -> str:
    """The articles, newest change first."""
    return render_template("editor/desk/index.html")
