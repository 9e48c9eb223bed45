"""Suggestions: sentences of the sources that may become points, and what earlier digests were about.

Nothing is taken up by itself. What is, becomes a line in the open form of its part, to be reworded.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session
from wtforms import HiddenField, IntegerField
from wtforms.validators import NumberRange, Optional

from digest.domain.about import About, locked_article, tell
from digest.domain.linking import FollowError
from digest.domain.part import PartGoneError
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.suggesting import (
    Offer,
    Pick,
    offered_key_points,
    offered_points,
    suggested_predecessors,
    suggested_subjects,
    take_key_point,
    take_point,
)
from digest.domain.topic import Tag, Topic
from digest.domain.tree import Card
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.canvas import bar
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.fragments import context, fragment, is_htmx, telling
from digest.web.editor.notices import led_to
from digest.web.editor.part_forms import PART_FORMS
from digest.web.editor.parts import form_of, not_here
from digest.web.editor.placing import refused
from digest.web.editor.sheet import Piece, Sheet
from digest.web.printing import SitePress
from digest.web.site import now, session

pages = Blueprint("suggestions", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")

KEY_POINTS = "key-points"
NUMBER_MOST = 2**31 - 1
_LINES = {"card": "points", KEY_POINTS: "lines"}


class TakeForm(DeskForm):
    """Which sentence is taken: the one at `start` of a card's source, if it is that with `mark`."""

    card = HiddenField(validators=[AtMost(30)])
    start = IntegerField()
    mark = HiddenField(validators=[AtMost(30)])


class SubjectForm(DeskForm):
    """A topic, a tag or an article to go on from that is taken."""

    topic = IntegerField(validators=[Optional(), NumberRange(1, NUMBER_MOST)])
    follows = IntegerField(validators=[Optional(), NumberRange(1, NUMBER_MOST)])
    tag = IntegerField(validators=[Optional(), NumberRange(1, NUMBER_MOST)])


@pages.get("/suggestions/<part>")
@rule(Action.WRITE)
def show(article_id: int, part: str) -> ResponseReturnValue:
    """The sentences that are suggested for a card, or for the key points."""
    sheet = Sheet(access.article())
    try:
        piece = sheet.piece(part)
        given = {"piece": piece, "offers": _offers(sheet, piece)}
    except PartGoneError:
        return make_response("", 200) if is_htmx() else not_here(sheet)
    if is_htmx():
        return fragment("editor/suggestions/_offers.html", sheet, **given)
    return render_template("editor/suggestions/show.html", **context(sheet), **bar(), **given)


@pages.post("/points")
@rule(Action.WRITE)
def take(article_id: int) -> ResponseReturnValue:
    """Make a sentence a point of its card."""
    form = TakeForm.sent()
    card = form.card.data or ""
    try:
        pick = _pick(form)
        with writing() as writer:
            line = take_point(writer, article_id, pick, hand())
    except Refusal as refusal:
        return refused(article_id, card, refusal)
    return _reworded(article_id, card, line)


@pages.post("/key-points")
@rule(Action.WRITE)
def take_key(article_id: int) -> ResponseReturnValue:
    """Make a sentence a key point that names its cards."""
    form = TakeForm.sent()
    try:
        pick = _pick(form)
        with writing() as writer:
            line = take_key_point(writer, article_id, pick, hand())
    except Refusal as refusal:
        return refused(article_id, KEY_POINTS, refusal)
    return _reworded(article_id, KEY_POINTS, line)


@pages.get("/subjects")
@rule(Action.WRITE)
def subjects(article_id: int) -> ResponseReturnValue:
    """The topic, the tags and the earlier articles that are proposed."""
    return _proposed()


@pages.post("/subjects")
@rule(Action.WRITE)
def take_subject(article_id: int) -> ResponseReturnValue:
    """Give the article a topic, a tag or an earlier article that was proposed."""
    form = SubjectForm.sent()
    if not form.validate():
        return led_to("editor.about.edit", article_id=article_id)
    proposed = suggested_predecessors(session(), access.article(), now())
    follows = {edition.article_id for edition in proposed} & {form.follows.data}
    with suppress(FollowError), writing() as writer:
        article = locked_article(writer, article_id)
        tell(writer, article, _with(writer, About.of(article), form, follows), hand(), SitePress())
    if not is_htmx():
        return led_to("editor.about.edit", "saved", article_id=article_id)
    return telling(_proposed(), saved={"part": ""}, told={"text": gettext("Saved.")})


def _with(writer: Session, said: About, form: SubjectForm, follows: set[int]) -> About:
    topic = writer.get(Topic, form.topic.data) if form.topic.data else None
    tag = writer.get(Tag, form.tag.data) if form.tag.data else None
    return replace(
        said,
        topic_id=topic.id if topic else said.topic_id,
        tags=tuple(dict.fromkeys((*said.tags, *([tag.name] if tag else ())))),
        follows_id=min(follows, default=said.follows_id),
    )


def _proposed() -> Response:
    article = access.article()
    template = "editor/suggestions/_subjects.html" if is_htmx() else "editor/suggestions/subjects.html"
    proposed = suggested_subjects(session(), article, now())
    earlier = suggested_predecessors(session(), article, now())
    answer = make_response(render_template(template, article=article, subjects=proposed, earlier=earlier))
    answer.vary.add("HX-Request")
    return answer


def _pick(form: TakeForm) -> Pick:
    if not form.validate() or form.start.data is None:
        raise Refusal("The text of the source has changed meanwhile. Please look at the suggestions again.")
    return Pick(form.card.data or "", int(form.start.data), form.mark.data or "")


def _offers(sheet: Sheet, piece: Piece) -> tuple[Offer, ...] | None:
    if piece.name == KEY_POINTS:
        return offered_key_points(session(), sheet.tree)
    if not isinstance(piece.value, Card):
        raise PartGoneError("This part is no longer in the draft.")
    return offered_points(session(), piece.value)


def _reworded(article_id: int, part: str, line: int) -> ResponseReturnValue:
    """The form of the part, with the cursor in the line that was taken."""
    if not is_htmx():
        return redirect(url_for("editor.parts.edit", article_id=article_id, part=part), 303)
    sheet = Sheet(access.article())
    piece = sheet.piece(part)
    form: Any = PART_FORMS[piece.kind].showing(piece.value, sheet.tree)
    form.begins = field = _LINES[piece.kind]
    answer = form_of(sheet, piece, form, offers=_offers(sheet, piece))
    told = {"text": gettext("Taken up. Please put it into your own words.")}
    return telling(
        answer, {"reword": {"id": f"f-{part}-{field}", "line": line}}, saved={"part": part}, told=told
    )
