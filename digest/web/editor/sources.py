"""The sources: found, looked after while their pages die, and described by hand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import BooleanField, StringField

from digest.domain.hand import Hand
from digest.domain.keeping import StaleError
from digest.domain.permission import Action
from digest.domain.plain import one_line
from digest.domain.publisher import Publisher
from digest.domain.source import URL_MOST, Concern, Source
from digest.domain.survival import by_hand
from digest.domain.survival.checking import reprint_citing
from digest.domain.survival.citing import citers
from digest.domain.survival.queue import QUEUE, batch, queue
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm, Needed
from digest.web.editor.notices import led_to
from digest.web.editor.part_forms.card import DayField
from digest.web.editor.publishers import on_the_web
from digest.web.editor.troubles import trouble_text
from digest.web.finding import found_or_404
from digest.web.identity import signed_in
from digest.web.printing import SitePress
from digest.web.site import now, session, site

pages = Blueprint("sources", __name__, url_prefix="/sources")

WORDS_MOST = 100
_ONE = "/<int(max=2147483647):number>"


class SourceForm(DeskForm):
    """The record of a source, as far as it is kept by hand."""

    title = StringField(_("Title"), [Needed(), AtMost(300)])
    publisher = StringField(_("Publisher"), [AtMost(100)])
    published = DayField(_("Published on"))
    primary = BooleanField(_("It is a primary document"))
    archive_url = StringField(_("Address of an archived copy"), [AtMost(URL_MOST), on_the_web])

    @classmethod
    def of(cls, source: Source) -> "SourceForm":
        """The form as the record is."""
        return cls(
            data={
                "title": source.title,
                "publisher": source.publisher.name if source.publisher else "",
                "published": source.published.isoformat() if source.published else "",
                "primary": source.primary,
                "archive_url": source.archive_url,
            }
        )

    def values(self, writer: Session) -> dict[str, Any]:
        """What the record is to be; a publisher that is new is added to their list."""
        publisher = one_line(self.publisher.data or "")
        return {
            "title": one_line(self.title.data or ""),
            "publisher_id": Publisher.called(writer, publisher).id if publisher else None,
            "published": self.published.day,
            "primary": bool(self.primary.data),
            "archive_url": one_line(self.archive_url.data or ""),
        }


@pages.get("/")
@rule(Action.WRITE)
def index() -> str:
    """The sources, newest first, and on the first page those that need somebody."""
    concern, words, before = _concern(), _words(), _before()
    found = batch(session(), now(), signed_in(), concern, words, before)
    values = {"concern": concern or None, "q": words or None, "before": found.after}
    more = url_for("editor.sources.index", **values) if found.after else ""  # type: ignore[arg-type]
    if request.headers.get("HX-Request"):
        return render_template("editor/sources/_batch.html", found=found, more=more, trouble_of=trouble_of)
    urgent = [] if concern or words or before else queue(session(), now(), signed_in())
    return render_template(
        "editor/sources/index.html",
        found=found,
        more=more,
        queue=urgent,
        concern=concern,
        words=words,
        concerns=QUEUE,
        trouble_of=trouble_of,
    )


@pages.get(_ONE)
@rule(Action.WRITE)
def show(number: int) -> str:
    """A source: its record, how it fares, and who cites it."""
    source = found_or_404(Source.numbered(number))
    return _page(source, SourceForm.of(source))


@pages.get(f"{_ONE}/standing")
@rule(Action.WRITE)
def standing(number: int) -> str:
    """How it fares, as the piece of its page that is asked for again while it is checked."""
    source = found_or_404(Source.numbered(number))
    return render_template("editor/sources/_standing.html", source=source, trouble_of=trouble_of)


@pages.post(_ONE)
@rule(Action.KEEP_LISTS)
def change(number: int) -> ResponseReturnValue:
    """Let the record say something else."""
    form = SourceForm.sent()
    if not form.validate():
        return _page(found_or_404(Source.numbered(number)), form), 422
    seen = request.form.get("version", "")
    try:
        _done(
            number, lambda writer, source, by: by_hand.describe(writer, source, form.values(writer), seen, by)
        )
    except StaleError as error:
        source = found_or_404(Source.numbered(number))
        return _page(source, form, gettext(error.message)), 409
    return led_to("editor.sources.show", "saved", number=number)


@pages.post(f"{_ONE}/checks")
@rule(Action.KEEP_LISTS)
def check(number: int) -> ResponseReturnValue:
    """Have it checked now, in the background."""
    DeskForm.sent()
    with writing() as writer:
        by_hand.ask_check(writer, _locked(writer, number), hand())
    site().background.wake()
    return led_to("editor.sources.show", "check-asked", number=number)


@pages.post(f"{_ONE}/confirmations")
@rule(Action.KEEP_LISTS)
def confirm(number: int) -> ResponseReturnValue:
    """Say that it is there."""
    DeskForm.sent()
    _done(number, by_hand.confirm)
    return led_to("editor.sources.show", "source-confirmed", number=number)


@pages.post(f"{_ONE}/losses")
@rule(Action.KEEP_LISTS)
def declare_gone(number: int) -> ResponseReturnValue:
    """Say that it is gone."""
    DeskForm.sent()
    _done(number, by_hand.declare_gone)
    return led_to("editor.sources.show", "source-gone", number=number)


def trouble_of(trouble: str, status: int) -> str:
    """What a check found wrong, in a sentence; nothing if nothing was."""
    doubts = {
        "home-page": gettext("The address leads to a home page now."),
        "not-found": gettext("The page says that it is not there."),
        "title": gettext("The page has another title than when it was read."),
        "text": gettext("Most of the text that was read is no longer on the page."),
    }
    if not trouble:
        return ""
    return str(doubts[trouble]) if trouble in doubts else trouble_text(trouble, status)


def _done(number: int, deed: Callable[[Session, Source, Hand], None]) -> None:
    """Do something to a source, and let the cards that cite it show it."""
    by = hand()
    with writing() as writer:
        deed(writer, _locked(writer, number), by)
    reprint_citing(SitePress(), number, by.at)


def _locked(writer: Session, number: int) -> Source:
    return writer.get(Source, number, with_for_update=True) or abort(404)


def _page(source: Source, form: SourceForm, refusal: str = "") -> str:
    return render_template(
        "editor/sources/show.html",
        source=source,
        form=form,
        refusal=refusal,
        version=by_hand.version(source),
        citers=citers(session(), [source.id], now(), signed_in()).get(source.id, ()),
        checks=[(datetime.fromisoformat(at), *rest) for at, *rest in reversed(source.checks)],
        trouble_of=trouble_of,
    )


def _concern() -> Concern | None:
    given = request.args.get("concern", "")
    if given and given not in QUEUE:
        abort(404)
    return Concern(given) if given else None


def _words() -> str:
    return " ".join(request.args.get("q", "").split())[:WORDS_MOST]


def _before() -> int | None:
    given = request.args.get("before", "")
    if given and not (given.isascii() and given.isdigit() and len(given) < 10):
        abort(404)
    return int(given) if given else None
