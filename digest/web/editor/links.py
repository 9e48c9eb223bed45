"""Links: cards for pasted addresses, which fill in by themselves when their pages have been read."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from sqlalchemy.orm import Session
from wtforms import HiddenField, TextAreaField

from digest.domain import receipt
from digest.domain.hand import Hand
from digest.domain.links import links_in
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.retrieving import Asked, LinkError, ask_for_cards
from digest.domain.secret import new_secret
from digest.domain.tree import Tree, walk
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.canvas import bar
from digest.web.editor.deeds import hand, recorded
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import context, fragment, is_htmx, placed_at, telling
from digest.web.editor.kinds import ADDED
from digest.web.editor.placing import refused, to_part
from digest.web.editor.refusals import tell
from digest.web.editor.sheet import Sheet
from digest.web.site import site

pages = Blueprint("links", __name__)

TEXT_MOST = 20_000


class LinksForm(DeskForm):
    """A text with links in it, and the part behind which their cards come."""

    links = TextAreaField(
        lazy_gettext("Links to sources"), [AtMost(TEXT_MOST)], render_kw={"maxlength": False}
    )
    after = HiddenField(validators=[AtMost(30)])


pages.app_template_global("links_form")(LinksForm)


@pages.post("/articles/<int(max=2147483647):article_id>/links")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Add a card for each link. A form that comes twice adds them once."""
    form, before = LinksForm.sent(), access.article().draft.tree
    if not form.validate():
        return _given_back(form)
    try:
        with writing() as writer:
            asked = _asked(writer, article_id, form, hand())
    except LinkError as error:
        tell(form.links, error)
        return _given_back(form)
    except Refusal as refusal:
        return refused(article_id, form.after.data or "", refusal)
    site().background.wake()
    first = (asked.new or asked.known)[0]
    if not is_htmx():
        return to_part(article_id, first, "reading" if asked.new else "linked-already")
    return _placed(Sheet(access.article()), asked, before)


def _asked(writer: Session, article_id: int, form: LinksForm, by: Hand) -> Asked:
    once, user_id = request.form.get("once", ""), by.user_id or 0
    taken = receipt.taken(writer, once, user_id)
    if taken is not None:
        new, _, known = taken.partition("|")
        return Asked(tuple(new.split()), tuple(known.split()))
    asked = ask_for_cards(writer, article_id, links_in(form.links.data or ""), form.after.data or "", by)
    receipt.give(writer, once, user_id, f"{' '.join(asked.new)}|{' '.join(asked.known)}", by.at)
    recorded(writer, "source.ask", f"article:{article_id}", count=len(asked.new))
    return asked


def _given_back(form: LinksForm) -> ResponseReturnValue:
    """What was typed, with what is wrong about it; on the canvas, where it still stands, that alone."""
    if is_htmx():
        answer = make_response(render_template("editor/links/_said.html", errors=form.links.errors), 422)
        answer.vary.add("HX-Request")
        return placed_at(answer, "#links-said", "innerHTML")
    sheet = Sheet(access.article())
    after = sheet.pieces.get(form.after.data or "")
    values = {"after": after, "kinds": ADDED, "once": new_secret(), "links": form}
    return render_template("editor/additions/new.html", **context(sheet), **bar(), **values), 422


def _placed(sheet: Sheet, asked: Asked, before: Tree) -> ResponseReturnValue:
    """The new cards where they belong, and in words how many, and which were there already."""
    focused = (asked.new or asked.known)[0]
    settled, linked = {"focuspart": {"part": focused}}, {"part": focused}
    said = {"text": _said(asked)}
    here = [name for name in asked.new if name in sheet.pieces]
    if not here:
        answer = make_response("")
        answer.headers["HX-Reswap"] = "none"
        return telling(answer, settled, linked=linked, told=said)
    top = sheet.outermost(here[0], {node.id for page in before.pages for node in walk(page)})
    held = sheet.held(top) if sheet.piece(top).holds else None
    pieces = [sheet.piece(name) for name in here]
    answer = fragment("editor/links/_placed.html", sheet, piece=sheet.piece(top), held=held, pieces=pieces)
    placed_at(answer, f"#{sheet.place_before(top)}", "afterend")
    return telling(answer, settled, linked=linked, saved={"part": focused}, told=said)


def _said(asked: Asked) -> str:
    said = [gettext("Cards added: %(count)s", count=len(asked.new))] if asked.new else []
    if asked.known:
        said.append(gettext("Cited here already: %(count)s", count=len(asked.known)))
    return " ".join(said)
