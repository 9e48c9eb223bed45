"""Confirmations: somebody has looked, and a statement is what its passage or its cards say."""

from typing import Any

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import SelectMultipleField

from digest.domain.confirmation import confirm
from digest.domain.facts import coverage_of
from digest.domain.permission import Action
from digest.domain.support import Covered, Grade
from digest.store import writing
from digest.web.editor.access import article, rule
from digest.web.editor.coverage import Room
from digest.web.editor.deeds import hand, recorded
from digest.web.editor.forms import DeskForm
from digest.web.editor.fragments import is_htmx
from digest.web.editor.notices import led_to
from digest.web.site import session

pages = Blueprint("confirmations", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")

AT_ONCE_MOST = 200


class StatementsField(SelectMultipleField):
    """Statements as they were shown, each its id and its fingerprint with a colon between."""

    many = True

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[], validate_choice=False, **options)

    @property
    def shown(self) -> dict[str, str]:
        """The fingerprints by id."""
        return dict(value.partition(":")[::2] for value in self.data or ())


class ConfirmationForm(DeskForm):
    """What is confirmed."""

    statement = StatementsField()


@pages.post("/confirmations")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Confirm statements as they were shown. One that has changed since is not confirmed, and shown anew."""
    form = ConfirmationForm.sent()
    if not form.validate() or not 0 < len(form.statement.shown) <= AT_ONCE_MOST:
        abort(400)
    shown = form.statement.shown
    coverage = coverage_of(session(), article())
    good = {name: given for name, given in shown.items() if _stands(coverage.about(name), given)}
    with writing() as writer:
        if good:
            confirm(writer, article_id, good, hand())
            recorded(writer, "statement.confirm", f"article:{article_id}", statements=sorted(good))
    first = next(iter(shown))
    if not is_htmx():
        said = "confirmed" if len(good) == len(shown) else "changed-meanwhile"
        return led_to("editor.coverage.show", said, article_id=article_id, _anchor=f"row-{first}")
    room = Room.of(article())
    covered = room.coverage.about(first)
    if covered is None:
        return "", 200
    return room.row(covered, gettext("Confirmed.") if first in good else gettext("It has changed meanwhile."))


def _stands(covered: Covered | None, fingerprint: str) -> bool:
    """Whether a statement is in the draft as it was shown, and rests on something."""
    return (
        covered is not None
        and covered.statement.fingerprint == fingerprint
        and covered.grade is not Grade.UNSUPPORTED
    )
