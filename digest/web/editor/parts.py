"""The parts of a draft, each edited by its own small form and saved by itself."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import BadRequest

from digest.domain.difference import marked
from digest.domain.drafting import Outcome, Result, save_part
from digest.domain.part import (
    ARTICLE_PARTS,
    PartGoneError,
    PartValue,
    numbered,
    part_from_json,
    part_of,
    part_text,
)
from digest.domain.permission import Action
from digest.domain.returning import return_part
from digest.domain.tree import NODE_ID, Tree
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.canvas import bar
from digest.web.editor.deeds import hand
from digest.web.editor.fragments import context, fragment, is_htmx, placed_at, telling
from digest.web.editor.part_forms import PART_FORMS, PartForm
from digest.web.editor.part_forms.card import READ
from digest.web.editor.part_forms.offers import offers
from digest.web.editor.retrievals import read_again
from digest.web.editor.sheet import Piece, Sheet
from digest.web.site import site

pages = Blueprint("parts", __name__)

_PART = "/articles/<int(max=2147483647):article_id>/parts/<part>"


@pages.get(_PART)
@rule(Action.WRITE)
def edit(article_id: int, part: str) -> ResponseReturnValue:
    """The form of a part."""
    sheet = Sheet(access.article())
    try:
        piece = sheet.piece(_named(part))
    except PartGoneError:
        return not_here(sheet)
    form = PART_FORMS[piece.kind].showing(piece.value, sheet.tree)
    return form_of(sheet, piece, form)


@pages.get(f"{_PART}/view")
@rule(Action.WRITE)
def view(article_id: int, part: str) -> ResponseReturnValue:
    """A part as readers see it, in the place of its form."""
    if not is_htmx():
        return redirect(_on_canvas(article_id, _named(part)), 303)
    sheet = Sheet(access.article())
    try:
        return fragment("editor/canvas/_part.html", sheet, piece=sheet.piece(_named(part)), oob="")
    except PartGoneError:
        return make_response("", 200)


@pages.post(_PART)
@rule(Action.WRITE)
def save(article_id: int, part: str) -> ResponseReturnValue:
    """Save one part, and nothing else."""
    form, part, tree = _sent(), _named(part), access.article().draft.tree
    form.completed(tree)
    if not form.validate():
        return _refused(Sheet(access.article()), part, form)
    value = form.value(_before(tree, part, form), tree)
    with writing() as writer:
        if form.then.data == "return":
            outcome, part = return_part(writer, article_id, part, value, hand())
        else:
            outcome = save_part(writer, article_id, part, value, request.form.get("version", ""), hand())
        if outcome.kept and form.then.data == READ:
            read_again(writer, article_id, part)
    if form.then.data == READ:
        site().background.wake()
    sheet = Sheet(access.article(), outcome.tree)
    if outcome.kept:
        return _kept(sheet, part, form)
    return _not_kept(sheet, part, form, value, outcome)


def form_of(sheet: Sheet, piece: Piece, form: PartForm, status: int = 200, **values: object) -> Response:
    """The form of a part: a piece for htmx, else a page."""
    form.named_for(piece.name)
    given = {"piece": piece, "form": form, **offers(piece.kind, sheet.tree), **values}
    if is_htmx():
        answer = fragment("editor/parts/_form.html", sheet, **given)
        placed_at(answer, f"#part-{piece.name}", "outerHTML")
    else:
        answer = make_response(render_template("editor/parts/edit.html", **context(sheet), **bar(), **given))
    answer.status_code = status
    return answer


def not_here(sheet: Sheet) -> Response:
    """That the part of this address is in the draft no more."""
    return make_response(render_template("editor/parts/gone.html", **context(sheet), **bar()), 410)


def _named(part: str) -> str:
    """`part` if that can be the name of one."""
    return part if part in ARTICLE_PARTS or NODE_ID.match(part) else abort(404)


def _sent() -> PartForm:
    form = PART_FORMS.get(request.form.get("kind", ""))
    if form is None:
        raise BadRequest(gettext("The form does not say what kind of part it is for."))
    return form.sent()


def _before(tree: Tree, part: str, form: PartForm) -> PartValue:
    """The part as it is in `tree`; an empty one of that kind if it is gone."""
    empty = part_from_json("", {"kind": form.kind.data})
    try:
        now = part_of(tree, part)
    except PartGoneError:
        return empty
    return now if type(now) is type(empty) else empty


def _kept(sheet: Sheet, part: str, form: PartForm) -> ResponseReturnValue:
    number = sheet.article.id
    if form.keeps_open:
        return _open_again(sheet, part, form)
    following = sheet.next_name(part) if form.then.data == "next" else ""
    onwards = url_for(".edit", article_id=number, part=following) if following else _on_canvas(number, part)
    if not is_htmx():
        return redirect(onwards, 303)
    autosave = bool(request.form.get("autosave"))
    if _is_alone() and not autosave:
        answer = make_response("")
        answer.headers["HX-Redirect"] = onwards
        return answer
    piece, said = sheet.piece(part), gettext("Saved")
    answer = fragment("editor/parts/_saved.html", sheet, piece=piece, closed=not autosave, said=said)
    settled = None if autosave else {"focuspart": {"part": part, "next": following}}
    return telling(answer, settled, saved={"part": part})


def _open_again(sheet: Sheet, part: str, form: PartForm) -> Response:
    """The form with what was saved, to go on in the field that a button has filled in."""
    piece = sheet.piece(part)
    again = PART_FORMS[piece.kind].showing(piece.value, sheet.tree)
    again.then.data = form.then.data
    answer = form_of(sheet, piece, again, said=gettext("Saved"))
    return telling(answer, saved={"part": part})


def _is_alone() -> bool:
    """Whether the form is a page of its own, not a piece of the canvas."""
    return "/parts/" in urlsplit(request.headers.get("HX-Current-URL", "")).path


def _refused(sheet: Sheet, part: str, form: PartForm) -> ResponseReturnValue:
    """What was typed, with what is wrong about it; while somebody types, a line that says so."""
    if request.form.get("autosave"):
        errors = " ".join(error for each in form for error in each.errors)
        return _said(sheet, part, 422, "refused", gettext("Not saved yet: %(errors)s", errors=errors))
    piece = _piece(sheet, part, form)
    return form_of(sheet, piece, form, 422, version=request.form.get("version", ""))


def _not_kept(
    sheet: Sheet, part: str, form: PartForm, value: PartValue, outcome: Outcome
) -> ResponseReturnValue:
    """The text given back, beside the one that is there now if there is one."""
    gone = outcome.kind is Result.GONE
    status, state = (410, "gone") if gone else (409, "conflict")
    if request.form.get("autosave"):
        text = gettext("Not saved: this part has been deleted meanwhile.")
        if not gone:
            text = gettext("Not saved: somebody else has saved this part meanwhile.")
        return _said(sheet, part, status, state, text)
    mine, there = (
        numbered(part_text(each), outcome.tree) if each else "" for each in (value, outcome.current)
    )
    piece = _piece(sheet, part, form)
    trouble = "editor/parts/_gone.html" if gone else "editor/parts/_conflict.html"
    return form_of(
        sheet,
        piece,
        form,
        status,
        trouble=trouble,
        gone=gone,
        difference=marked(there, mine),
        by=outcome.by,
    )


def _piece(sheet: Sheet, part: str, form: PartForm) -> Piece:
    """The part where it lies; for one that is gone, one without a place."""
    known = sheet.pieces.get(part)
    kind = str(form.kind.data)
    if known and known.kind == kind:
        return known
    return Piece(part, kind, part_from_json("", {"kind": kind}))


def _said(sheet: Sheet, part: str, status: int, state: str, text: str) -> Response:
    answer = fragment("editor/parts/_said.html", sheet, said=text, state=state)
    answer.status_code = status
    return placed_at(answer, f"#status-{part} .part-said", "innerHTML")


def _on_canvas(article_id: int, part: str) -> str:
    return url_for("editor.canvas.show", article_id=article_id, _anchor=f"part-{part}")
