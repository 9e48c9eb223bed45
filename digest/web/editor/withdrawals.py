"""What ends: withdrawing an article, calling off what is scheduled, and changing when it ends."""

from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.hand import Hand
from digest.domain.permission import Action
from digest.domain.publishing import NotReadyError, call_off, end_at, withdraw
from digest.web.editor.access import rule
from digest.web.editor.ending_forms import EndForm, WithdrawalForm
from digest.web.editor.forms import DeskForm
from digest.web.editor.once import done_once
from digest.web.editor.publications import here, room_with
from digest.web.printing import SitePress

pages = Blueprint("withdrawals", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


@pages.post("/withdrawals")
@rule(Action.PUBLISH)
def create(article_id: int) -> ResponseReturnValue:
    """Withdraw the article now."""
    form = WithdrawalForm.sent()
    if not form.validate():
        return room_with(withdrawal=form), 422
    reason = form.reason.data or ""
    return done_once(
        _then(
            article_id,
            "withdrawn",
            lambda writer, article, hand: withdraw(writer, article, hand.at, SitePress(), reason, hand),
        )
    )


@pages.post("/cancellations")
@rule(Action.PUBLISH)
def cancel(article_id: int) -> ResponseReturnValue:
    """Call off what is scheduled."""
    DeskForm.sent()
    return done_once(
        _then(
            article_id,
            "called-off",
            lambda writer, article, hand: call_off(writer, article, SitePress(), hand),
        )
    )


@pages.post("/ends")
@rule(Action.PUBLISH)
def end(article_id: int) -> ResponseReturnValue:
    """Change when the article ends."""
    form = EndForm.sent()
    until = form.end if form.validate() else None
    if until is None:
        return room_with(ending=form), 422
    try:
        return done_once(
            _then(article_id, "saved", lambda writer, article, hand: end_at(writer, article, until, hand))
        )
    except NotReadyError as why:
        form.end_day.errors = [*form.end_day.errors, gettext(why.message)]
        return room_with(ending=form), 422


def _then(
    article_id: int, said: str, deed: Callable[[Session, Article, Hand], object]
) -> Callable[[Session, Hand], str]:
    """Do `deed` to the article as it is inside the transaction, and lead back to the room."""

    def done(writer: Session, hand: Hand) -> str:
        deed(writer, writer.get_one(Article, article_id), hand)
        return here(article_id, said)

    return done
