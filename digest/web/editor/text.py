"""Text mode: the whole draft as canonical digest text in one field."""

from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from digest.domain.comparison import stretches
from digest.domain.digest_text import DigestTextError, format_text, given_ids, parse_text
from digest.domain.digest_text.reading import Reading, read
from digest.domain.importing import Shelf, export_manuscript
from digest.domain.permission import Action
from digest.domain.reading_time import minutes
from digest.domain.refusal import Refusal
from digest.domain.rewriting import Rewritten, rewrite
from digest.domain.tree_json import dump_json
from digest.store import writing
from digest.web.editor.access import article, rule
from digest.web.editor.deeds import hand
from digest.web.editor.manuscripts import TEXT_BYTES_MOST, Fault, TextForm
from digest.web.editor.notices import led_to
from digest.web.identity import signed_in
from digest.web.printing import SitePress
from digest.web.site import session, site

pages = Blueprint("text", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


@pages.get("/text")
@rule(Action.WRITE)
def edit(article_id: int) -> str:
    """The draft as text."""
    return _page(_text_now())


@pages.post("/text")
@rule(Action.WRITE, bytes_most=TEXT_BYTES_MOST)
def save(article_id: int) -> ResponseReturnValue:
    """Make the text the draft."""
    form = TextForm.sent()
    sound, text = form.validate(), form.text.data or ""
    if not sound:
        return _page(text, Fault(" ".join(form.text.errors))), 422
    try:
        done = _rewrite(article_id, text)
    except (DigestTextError, Refusal) as error:
        return _page(text, Fault.of(error, text)), 422
    if not done.outcome.kept:
        return _conflict(text, done), 409
    return led_to("editor.text.edit", "left" if done.left else "saved", article_id=article_id)


@pages.post("/text/readings")
@rule(Action.WRITE, bytes_most=TEXT_BYTES_MOST)
def check(article_id: int) -> ResponseReturnValue:
    """What each line of the text is taken for; nothing is saved."""
    form = TextForm.sent()
    sound, text = form.validate(), form.text.data or ""
    if not sound:
        return _page(text, Fault(" ".join(form.text.errors))), 422
    try:
        # Read strictly first: a text that lost its first line would be guessed at otherwise.
        parse_text(text)
        return _page(text, reading=read(text))
    except DigestTextError as error:
        return _page(text, Fault.of(error, text)), 422


@pages.get("/text.txt")
@rule(Action.WRITE)
def download_text(article_id: int) -> Response:
    """The draft as a file of digest text."""
    return _file(_text_now(), "text/plain", "txt")


@pages.get("/text.json")
@rule(Action.WRITE)
def download_json(article_id: int) -> Response:
    """The draft as JSON."""
    return _file(dump_json(export_manuscript(session(), article())), "application/json", "json")


def _text_now() -> str:
    return format_text(export_manuscript(session(), article()))


def _rewrite(article_id: int, text: str) -> Rewritten:
    manuscript, given, version = parse_text(text), given_ids(text), _version()
    user, shelf = signed_in(), Shelf(site().files)
    with writing() as writer:
        return rewrite(writer, article_id, manuscript, given, version, user, hand(), shelf, SitePress())


def _version() -> int:
    given = request.form.get("version", "")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise BadRequest
    return int(given)


def _conflict(text: str, done: Rewritten) -> str:
    """Both texts: the draft as somebody else left it, and the one that was sent."""
    outcome = done.outcome
    return _page(
        text,
        conflict=outcome,
        stretches=stretches(outcome.tree, done.mine.tree),
        version=outcome.draft_version,
    )


def _page(text: str, fault: Fault | None = None, reading: Reading | None = None, **more: Any) -> str:
    here = article()
    kept = {"version": request.form.get("version") or here.draft.version} | more
    return render_template(
        "editor/text/edit.html",
        article=here,
        text=text,
        fault=fault,
        reading=reading,
        minutes=minutes(here.draft.tree),
        **kept,
    )


def _file(body: str, mimetype: str, ending: str) -> Response:
    answer = Response(body, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{article().slug}.{ending}"'
    return answer
