"""Proposals: wordings that the assistant offers for a part, to be looked at, taken over or put aside."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import HiddenField, StringField

from digest.domain import assistant
from digest.domain.assistant import Aim, aims_for
from digest.domain.part import ARTICLE_PARTS, PartGoneError, PartName
from digest.domain.permission import Action
from digest.domain.proposal import Proposal
from digest.domain.refusal import Refusal
from digest.domain.tree import NODE_ID
from digest.store import writing
from digest.web.assisting import UNGROUNDED, UNREADABLE
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.canvas import bar
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import context, fragment, is_htmx
from digest.web.editor.notices import led_to
from digest.web.editor.sheet import Sheet
from digest.web.editor.troubles import trouble_text
from digest.web.site import session, site

pages = Blueprint("proposals", __name__)

SHOWN = 5
_ARTICLE = "/articles/<int(max=2147483647):article_id>/proposals"
_ONE = f"{_ARTICLE}/<int(max=2147483647):number>"


class QuestionForm(DeskForm):
    """What is to be worded, and for which part."""

    part = HiddenField(validators=[AtMost(30)])
    aim = StringField(validators=[AtMost(20)])


class ChoiceForm(DeskForm):
    """Which of the wordings is taken over."""

    place = StringField(validators=[AtMost(3)])


@pages.get(f"{_ARTICLE}/of/<part>")
@rule(Action.WRITE)
def show(article_id: int, part: str) -> ResponseReturnValue:
    """What was proposed for a part, and what can be asked for; to htmx, what was proposed."""
    _needs_assistant()
    return _room(Sheet(access.article()), _named(part))


@pages.post(_ARTICLE)
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Ask the assistant; the answer comes by itself."""
    _needs_assistant()
    form, sheet = QuestionForm.sent(), Sheet(access.article())
    part = _named(form.part.data or "")
    if not form.validate() or form.aim.data not in aims_for(part, sheet.tree):
        abort(400)
    with writing() as writer:
        assistant.ask(writer, article_id, part, Aim(form.aim.data), hand())
    site().background.wake()
    return led_to("editor.proposals.show", article_id=article_id, part=part)


@pages.post(f"{_ONE}/acceptances")
@rule(Action.WRITE)
def accept(article_id: int, number: int) -> ResponseReturnValue:
    """Take a wording over into the draft; whoever does so answers for it."""
    form = ChoiceForm.sent()
    place = form.place.data or ""
    if not form.validate() or not place.isdecimal():
        abort(400)
    try:
        with writing() as writer:
            part = assistant.accept(writer, article_id, number, int(place), hand()).part
    except Refusal as refusal:
        return _gone(refusal)
    return led_to("editor.canvas.show", "taken-over", article_id=article_id, _anchor=f"part-{part}")


@pages.post(f"{_ONE}/dismissals")
@rule(Action.WRITE)
def dismiss(article_id: int, number: int) -> ResponseReturnValue:
    """Put a proposal aside."""
    DeskForm.sent()
    try:
        with writing() as writer:
            part = assistant.dismiss(writer, article_id, number, hand()).part
    except Refusal as refusal:
        return _gone(refusal)
    return led_to("editor.proposals.show", article_id=article_id, part=part)


@pages.app_template_global()
def has_assistant() -> bool:
    """Whether there is an assistant to ask."""
    return bool(site().settings.assistant_url)


pages.app_template_global("aims_for")(aims_for)


@pages.app_template_global()
def aim_name(aim: str) -> str:
    """What can be asked for."""
    return str(
        {
            Aim.POINTS: gettext("Points of the card"),
            Aim.QUESTION: gettext("Question"),
            Aim.ANSWER: gettext("Short answer"),
            Aim.LEAD: gettext("Lead"),
        }[Aim(aim)]
    )


@pages.app_template_global()
def flag_text(kind: str, words: str) -> str:
    """What a flag says."""
    texts = {
        "number": gettext("The number %(words)s is not in the source", words=words),
        "name": gettext("The name %(words)s is not in the source", words=words),
        "quotation": gettext("The source does not say “%(words)s”", words=words),
    }
    return str(texts.get(kind, words))


@pages.app_template_global()
def proposal_trouble(trouble: str) -> str:
    """Why nothing came of a question."""
    if trouble == UNGROUNDED:
        return str(
            gettext(
                "There is nothing yet that a wording could rest on:"
                " no source has been read and no point written."
            )
        )
    if trouble == UNREADABLE:
        return str(gettext("The assistant's answer could not be read. Please try again."))
    kind, _, status = trouble.partition(":")
    return trouble_text(kind, int(status or 0))


def _needs_assistant() -> None:
    if not has_assistant():
        abort(404)


def _named(part: str) -> PartName:
    return part if part in ARTICLE_PARTS or NODE_ID.match(part) else abort(404)


def _room(sheet: Sheet, part: PartName) -> ResponseReturnValue:
    try:
        piece = sheet.piece(part)
    except PartGoneError:
        abort(404)
    listed = session().scalars(Proposal.of_part(sheet.article.id, part).limit(SHOWN)).all()
    values = {"piece": piece, "proposals": listed, "aims": aims_for(part, sheet.tree)}
    if is_htmx():
        return fragment("editor/proposals/_list.html", sheet, **values)
    return render_template("editor/proposals/show.html", **context(sheet), **bar(), **values)


def _gone(refusal: Refusal) -> ResponseReturnValue:
    word = "part-gone" if isinstance(refusal, PartGoneError) else "proposal-gone"
    return led_to("editor.canvas.show", word, article_id=access.article().id)
