"""The lists that editors keep, as pages: one set of views and templates for topics, tags and the others."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from wtforms.form import BaseForm

from digest.domain.hand import Hand
from digest.domain.keeping import FieldError, StaleError
from digest.domain.permission import Action
from digest.domain.plain import one_line
from digest.domain.refusal import Refusal
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.notices import led_to
from digest.web.editor.once import done_once
from digest.web.editor.row_list import RemovalForm, RowForm, RowList
from digest.web.site import session

WORDS_MOST = 100
# With more than this, a replacement is typed and completed instead of chosen from all.
CHOICES_MOST = 40


def pages_of(kept: RowList) -> Blueprint:
    """The pages of `kept`."""
    pages = Blueprint(kept.word, __name__, url_prefix=f"/{kept.word}")
    views = [*_VIEWS, *(_ADDING if kept.can_add else ())]
    for method, address, view in views:
        named = rule(Action.KEEP_LISTS)(partial(view, kept))
        pages.add_url_rule(address, view.__name__, named, methods=[method])
    return pages


def index(kept: RowList) -> str:
    """The list; to htmx, the next piece of it."""
    words = one_line(request.args.get("q", ""))[:WORDS_MOST]
    rows, after = kept.keeper.batch(session(), words, request.args.get("after", ""))
    uses = kept.keeper.uses(session(), rows)
    piece = request.headers.get("HX-Request")
    template = "editor/rows/_rows.html" if piece else "editor/rows/index.html"
    return render_template(template, kept=kept, rows=rows, uses=uses, words=words, after=after)


def new(kept: RowList) -> str:
    """An empty form."""
    return _page(kept, None, kept.form())


def create(kept: RowList) -> ResponseReturnValue:
    """Make a row. A form that comes twice makes one."""
    form = kept.form.sent()
    try:
        values = _values(form)
        return done_once(lambda writer, hand: _added(kept, writer, values, hand))
    except (Refusal, IntegrityError) as error:
        return _refused(kept, None, form, error)


def show(kept: RowList, number: int) -> str:
    """The form of a row."""
    row = session().get(kept.keeper.noun, number) or abort(404)
    return _page(kept, row, kept.form.of(row))


def change(kept: RowList, number: int) -> ResponseReturnValue:
    """Change a row."""
    form = kept.form.sent()
    try:
        values = _values(form)
        with writing() as writer:
            row = kept.keeper.locked(writer, number) or abort(404)
            kept.keeper.change(writer, row, values, request.form.get("version", ""), hand())
    except (Refusal, IntegrityError) as error:
        return _refused(kept, number, form, error)
    return led_to(kept.endpoint("index"), "saved")


def delete(kept: RowList, number: int) -> ResponseReturnValue:
    """Delete a row; what is chosen takes its place."""
    removal = RemovalForm.sent()
    try:
        if not removal.validate():
            raise _InvalidError
        with writing() as writer:
            row = kept.keeper.locked(writer, number) or abort(404)
            to = _replacement(kept, writer, one_line(removal.replacement.data or ""))
            kept.keeper.remove(writer, row, to, request.form.get("version", ""), hand())
    except (Refusal, IntegrityError) as error:
        return _refused(kept, number, removal, error)
    return led_to(kept.endpoint("index"), "deleted")


def choices(kept: RowList) -> str:
    """What may be meant by the beginning of a replacement's name."""
    words = one_line(request.args.get("replacement", ""))[:WORDS_MOST]
    rows, _ = kept.keeper.batch(session(), words)
    return render_template("editor/rows/_choices.html", rows=rows[:CHOICES_MOST])


_NUMBER = "/<int(max=2147483647):number>"
_VIEWS: tuple[tuple[str, str, Callable[..., ResponseReturnValue]], ...] = (
    ("GET", "/", index),
    ("GET", "/choices", choices),
    ("GET", _NUMBER, show),
    ("POST", _NUMBER, change),
    ("POST", f"{_NUMBER}/deletions", delete),
)
_ADDING: tuple[tuple[str, str, Callable[..., ResponseReturnValue]], ...] = (
    ("GET", "/new", new),
    ("POST", "/", create),
)


class _InvalidError(Refusal):
    """The form says itself what is wrong with it."""

    def __init__(self) -> None:
        super().__init__("")


def _values(form: RowForm) -> dict[str, Any]:
    if not form.validate():
        raise _InvalidError
    return form.values()


def _added(kept: RowList, writer: Session, values: dict[str, Any], hand: Hand) -> str:
    kept.keeper.add(writer, values, hand)
    return kept.url("index", said="created")


def _replacement(kept: RowList, writer: Session, text: str) -> Any:
    found = kept.keeper.called(writer, text) if text else None
    if text and found is None:
        raise FieldError("There is no “%(name)s” in this list.", "replacement", name=text)
    return found


def _refused(
    kept: RowList, number: int | None, form: RowForm | RemovalForm, error: Exception
) -> ResponseReturnValue:
    """The page once more, with all that was typed and what is wrong with it."""
    row = session().get(kept.keeper.noun, number) or abort(404) if number is not None else None
    stale, said = isinstance(error, StaleError), ""
    if isinstance(error, FieldError):
        form[error.field].errors = [gettext(error.message, **error.params)]
    elif isinstance(error, IntegrityError):
        _first(form).errors = [gettext("Somebody else was quicker with this. Please look and save again.")]
    elif isinstance(error, Refusal) and error.message:
        said = gettext(error.message, **error.params)
    if isinstance(form, RemovalForm):
        page = _page(kept, row, kept.form.of(row), removal=form, said=said)
    else:
        theirs = kept.form.of(row) if stale else None
        # Whoever has not seen a change of somebody else's cannot save over it.
        version: dict[str, Any] = {} if stale else {"version": request.form.get("version", "")}
        page = _page(kept, row, form, theirs=theirs, said=said, **version)
    return page, 409 if stale else 422


def _first(form: BaseForm) -> Any:
    return next(iter(form))


def _page(kept: RowList, row: Any, form: RowForm, removal: RemovalForm | None = None, **more: Any) -> str:
    known: dict[str, Any] = {}
    if row is not None:
        others, after = kept.keeper.batch(session())
        few = not after and len(others) <= CHOICES_MOST
        known = {
            "version": kept.keeper.version(row),
            "uses": kept.keeper.uses(session(), [row]).get(row.id, 0),
            "is_used": kept.keeper.is_used(session(), row),
            "others": [other for other in others if other is not row] if few else None,
        }
    known |= {"kept": kept, "row": row, "form": form, "removal": removal or RemovalForm()}
    return render_template("editor/rows/edit.html", **known | more)
