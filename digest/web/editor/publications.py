"""The publications of an article: the checklist, publishing and scheduling, and every edition so far."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.hand import Hand
from digest.domain.permission import Action
from digest.domain.publishing import ChangedError, NotReadyError, publish
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.ending_forms import EndForm, RemovalForm, WithdrawalForm
from digest.web.editor.once import done_once
from digest.web.editor.publication_form import PublicationForm, form_for
from digest.web.editor.publication_room import Room
from digest.web.identity import signed_in
from digest.web.printing import SitePress
from digest.web.site import now, session
from digest.web.survival import ask_for_copies

pages = Blueprint("publications", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


@pages.get("/publications")
@rule(Action.WRITE)
def index(article_id: int) -> str:
    """What stands in the way, what publishing would do, and the editions so far."""
    room = Room.of(session(), access.article(), now())
    return shown(room, form_for(room.found, ())(data=room.defaults()))


@pages.post("/publications")
@rule(Action.PUBLISH)
def create(article_id: int) -> ResponseReturnValue:
    """Publish the draft, now or at a time."""
    room = Room.of(session(), access.article(), now())
    form = form_for(room.found, request.form).sent()
    order = form.order(now()) if form.validate() else None
    if order is None:
        return shown(room, form, sent=True), 422

    made: list[int] = []

    def deed(writer: Session, hand: Hand) -> str:
        due = form.due(order, hand.at)
        edition = publish(writer, writer.get_one(Article, article_id), due, SitePress(), hand)
        made.append(edition.id)
        return here(article_id, "published" if edition.live_from <= hand.at else "scheduled")

    try:
        answer = done_once(deed)
    except (NotReadyError, ChangedError) as why:
        # As things stand now, not as they stood before the transaction.
        room = Room.of(session(), access.article(), now())
        code = 409 if isinstance(why, ChangedError) else 422
        return shown(room, form, form.refuse(why), sent=True), code
    ask_for_copies(made)
    return answer


def here(article_id: int, said: str) -> str:
    """The address of this room, saying what has just happened."""
    return url_for("editor.publications.index", article_id=article_id, said=said)


def room_with(refusal: str = "", **forms: Any) -> str:
    """The room with another of its forms as it was refused, such as `withdrawal`."""
    room = Room.of(session(), access.article(), now())
    # Built from no request: what was sent is another form's.
    return shown(room, form_for(room.found, ())(data=room.defaults()), refusal, **forms)


def shown(room: Room, form: PublicationForm, refusal: str = "", *, sent: bool = False, **forms: Any) -> str:
    """The room, with its forms as they stand; `sent` says that the form is one that was refused."""
    others = {
        "withdrawal": WithdrawalForm(data={"reason": room.article.withdrawal_note}),
        "ending": EndForm(data=room.end_defaults()),
        "removal": RemovalForm(),
    }
    return render_template(
        "editor/publications/index.html",
        room=room,
        article=room.article,
        form=form,
        refusal=refusal,
        sent=sent,
        may_publish=signed_in().may(Action.PUBLISH, room.article),
        version=room.article.draft.version,
        **(others | forms),
    )
