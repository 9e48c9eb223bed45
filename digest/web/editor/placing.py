"""Answers that put something in its place on the canvas, and never touch what lies around it."""

from typing import Any

from flask import make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from digest.domain.part import PartName
from digest.domain.rearranging import EdgeError, FullError
from digest.domain.refusal import Refusal
from digest.domain.tree import Tree, walk
from digest.web.editor.fragments import fragment, is_htmx, placed_at, telling
from digest.web.editor.notices import led_to
from digest.web.editor.sheet import Sheet

NAME_MOST = 30


def put_in(sheet: Sheet, name: PartName, before: Tree, text: str, **values: Any) -> ResponseReturnValue:
    """The part `name`, which was not in the tree `before`, where it belongs.

    `values` are for the template: a `form` to come with it, `gone` for an element that leaves the canvas.
    """
    old = {node.id for page in before.pages for node in walk(page)}
    top = sheet.outermost(name, old)
    piece = sheet.piece(top)
    held = sheet.held(top) if piece.holds else None
    given = {"piece": piece, "held": held, "open": name, **values}
    answer = fragment("editor/canvas/_placed.html", sheet, **given)
    placed_at(answer, f"#{sheet.place_before(top)}", "afterend")
    settled = None if values.get("form") else {"focuspart": {"part": name}}
    return telling(answer, settled, saved={"part": name}, told={"text": text})


def moved_to(sheet: Sheet, name: PartName, text: str) -> ResponseReturnValue:
    """Where `name` belongs now: what stands on the canvas is moved there as it is, with any form in it."""
    piece = sheet.piece(name)
    answer = fragment("editor/canvas/_moved.html", sheet, piece=piece)
    answer.headers["HX-Reswap"] = "none"
    what = f"{'hold' if piece.holds else 'part'}-{name}"
    move = {"part": name, "what": what, "after": sheet.place_before(name)}
    return telling(answer, moved=move, saved={"part": name}, told={"text": text})


def refused(article_id: int, part: PartName, refusal: Refusal) -> ResponseReturnValue:
    """That it cannot be done, said where somebody is at work."""
    if not is_htmx():
        word = {EdgeError: "edge", FullError: "full"}.get(type(refusal), "part-gone")
        anchor = f"part-{part[:NAME_MOST]}"  # as it was sent, and so of any length
        return led_to("editor.canvas.show", word, article_id=article_id, _anchor=anchor)
    answer = make_response("", 409)
    answer.headers["HX-Reswap"] = "none"
    return telling(answer, told={"text": gettext(refusal.message, **refusal.params), "bad": True})


def to_part(article_id: int, part: PartName, said: str) -> ResponseReturnValue:
    """The canvas at `part`, for browsers without script."""
    return led_to("editor.canvas.show", said, article_id=article_id, _anchor=f"part-{part}")
