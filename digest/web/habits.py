"""Readers' habits: pages about what a browser keeps for its reader, of which this site knows nothing."""

from flask import Blueprint, render_template

pages = Blueprint("habits", __name__)


@pages.get("/saved")
def saved() -> str:
    """What is saved for later and what was read; the same page for everybody, which script fills."""
    return render_template("habits/saved.html")
