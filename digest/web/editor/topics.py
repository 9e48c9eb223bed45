"""The topics: their names and addresses, how they look, and the order in which the menu has them."""

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField

from digest.domain.keeping import TOPICS, Direction
from digest.domain.permission import Action
from digest.domain.topic import Tint
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm, one_of
from digest.web.editor.notices import led_to
from digest.web.editor.row_list import AddressedForm, RowList
from digest.web.editor.rows import pages_of

TINTS = {
    Tint.GOLD.value: _("Gold"),
    Tint.BLUE.value: _("Blue"),
    Tint.VIOLET.value: _("Violet"),
    Tint.GREEN.value: _("Green"),
    Tint.CLAY.value: _("Clay"),
    Tint.TEAL.value: _("Teal"),
    Tint.PLUM.value: _("Plum"),
}


class TopicForm(AddressedForm):
    """A topic."""

    tint = one_of(_("Colour"), TINTS, default=Tint.GOLD.value)
    sign = StringField(_("Sign"), [AtMost(1)])
    description = TextAreaField(_("Description"), [AtMost(300)])


class MoveForm(DeskForm):
    """Where a topic goes."""

    direction = one_of("", {way.value: "" for way in Direction})


def _texts() -> dict[str, str]:
    return {
        "title": gettext("Topics"),
        "about": gettext("Every digest has one topic. The menu shows the topics in this order."),
        "new": gettext("New topic"),
        "empty": gettext(
            "There is no topic yet. Topics are made here, or by the first digest that names one."
        ),
    }


LIST = RowList(
    "topics",
    TOPICS,
    TopicForm,
    _texts,
    "editor/topics/_row.html",
    "editor/topics/_fields.html",
    searched=False,
)
pages = pages_of(LIST)


@pages.post("/<int(max=2147483647):number>/moves")
@rule(Action.KEEP_LISTS)
def move(number: int) -> ResponseReturnValue:
    """Move a topic one place up or down."""
    form = MoveForm.sent()
    if not form.validate():
        abort(400)
    with writing() as writer:
        topic = TOPICS.locked(writer, number) or abort(404)
        TOPICS.move(writer, topic, Direction(form.direction.data), hand())
    return led_to("editor.topics.index", "moved", _anchor=f"row{number}")
