"""The history of a draft: every state it was in, what changed between them, and the way back."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from digest.domain.comparison import stretches
from digest.domain.deletion import Deletion
from digest.domain.drafting import restore
from digest.domain.permission import Action
from digest.domain.revision import Revision
from digest.domain.set_aside import SetAside
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import DeskForm
from digest.web.editor.notices import led_to
from digest.web.editor.states import printed
from digest.web.finding import found_or_404
from digest.web.site import session, site

pages = Blueprint("history", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")

SHOWN = 30
TEXTS_SHOWN = 50
_REVISION = "/history/<int(max=2147483647):revision_id>"


@pages.get("/history")
@rule(Action.WRITE)
def index(article_id: int) -> str:
    """The states of the draft, newest first, and the texts that are not in it."""
    before = _number("before")
    found = session().scalars(Revision.of_article(article_id, before).limit(SHOWN + 1)).all()
    return render_template(
        "editor/history/index.html",
        article=access.article(),
        days=_by_day(found[:SHOWN]),
        earlier={later.id: state.id for later, state in pairwise(found)},
        before=before,
        after=found[SHOWN - 1].id if len(found) > SHOWN else None,
        asides=session().scalars(SetAside.of_article(article_id).limit(TEXTS_SHOWN)).all(),
        deletions=session().scalars(Deletion.of_article(article_id)).all(),
    )


@pages.get(_REVISION)
@rule(Action.WRITE)
def show(article_id: int, revision_id: int) -> str:
    """A state as readers would have seen it."""
    return _shown(found_or_404(Revision.numbered(article_id, revision_id)))


@pages.get("/comparison")
@rule(Action.WRITE)
def comparison(article_id: int) -> str:
    """What changed from one state to another, or to the draft as it is now."""
    before = found_or_404(Revision.numbered(article_id, _number("from") or abort(404)))
    after = found_or_404(Revision.numbered(article_id, number)) if (number := _number("to")) else None
    tree = after.tree if after else access.article().draft.tree
    return render_template(
        "editor/history/comparison.html",
        article=access.article(),
        before=before,
        after=after,
        stretches=stretches(before.tree, tree),
        choices=session().scalars(Revision.of_article(article_id).limit(SHOWN)).all(),
    )


@pages.post(f"{_REVISION}/restorations")
@rule(Action.WRITE)
def restoration(article_id: int, revision_id: int) -> ResponseReturnValue:
    """Make a state the draft again; what the draft says now stays in the history."""
    DeskForm.sent()
    with writing() as writer:
        state = found_or_404(Revision.numbered(article_id, revision_id))
        outcome = restore(writer, article_id, state, _version(), hand())
    if not outcome.kept:
        return _shown(found_or_404(Revision.numbered(article_id, revision_id)), by=outcome.by), 409
    return led_to("editor.history.index", "state-restored", article_id=article_id)


def _shown(state: Revision, by: str | None = None) -> str:
    article = access.article()
    html = printed(article, state.tree)
    return render_template("editor/history/show.html", article=article, state=state, html=html, by=by)


def _by_day(states: Sequence[Revision]) -> list[tuple[date, list[Revision]]]:
    def day(state: Revision) -> date:
        return state.saved_at.astimezone(site().settings.zone).date()

    return [(at, list(some)) for at, some in groupby(states, day)]


def _number(name: str) -> int | None:
    """A number in the address; none if it is not there, and 404 if it is none."""
    given = request.args.get(name, "")
    if given and not (given.isascii() and given.isdecimal() and len(given) < 11 and int(given) < 2**31):
        abort(404)
    return int(given) if given else None


def _version() -> int:
    given = request.form.get("version", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 11 else 0
