"""The corrections page: what was corrected, and why."""

from flask import Blueprint, render_template

pages = Blueprint("corrections", __name__)


@pages.get("/corrections")
def index() -> str:
    """All corrections, newest first."""
    return render_template("corrections/index.html")
