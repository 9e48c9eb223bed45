"""A new article: from scratch, from a text, from a file, or as a copy of another."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session
from wtforms import StringField, TextAreaField

from digest.domain.accepting import accept, created
from digest.domain.desk_listing import Wish, rows
from digest.domain.digest_text import DigestTextError
from digest.domain.drafting import new_draft_article
from digest.domain.gathering import LinksError, gather, links_of
from digest.domain.hand import Hand
from digest.domain.importing import Shelf
from digest.domain.permission import Action
from digest.domain.refusal import Refusal
from digest.domain.topic import Topic
from digest.domain.tree import Tree
from digest.web.editor.access import rule
from digest.web.editor.article_choices import ChoiceField, authors, topics
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.manuscripts import TEXT_BYTES_MOST, Fault, FileForm, TextForm, read_sent
from digest.web.editor.once import done_once
from digest.web.editor.pastes import refused_paste
from digest.web.editor.refusals import told_at
from digest.web.identity import signed_in
from digest.web.site import now, session, site

pages = Blueprint("new_article", __name__)

TITLE_MOST = 200
COPIES_SHOWN = 5
LINKS_CHARACTERS_MOST = 30_000


class ScratchForm(DeskForm):
    """What a new article begins with; all of it can be said later."""

    title = StringField("", [AtMost(TITLE_MOST)])
    topic = ChoiceField("")
    author = ChoiceField("")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title.label.text, self.topic.label.text = gettext("Title"), gettext("Topic")
        self.topic.choices = topics()
        user = signed_in()
        if user.may(Action.KEEP_LISTS):
            self.author.label.text, self.author.choices = gettext("Author"), authors()
            self.author.data = self.author.data or str(user.author_id)
        else:
            del self.author


class LinksForm(DeskForm):
    """The links that a draft is to be made of."""

    links = TextAreaField("", [AtMost(LINKS_CHARACTERS_MOST)], render_kw={"maxlength": False})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links.label.text = gettext("Links to reports")


@pages.get("/articles/new")
@rule(Action.WRITE)
def index() -> str:
    """The ways to begin."""
    return _page(ScratchForm())


@pages.post("/articles")
@rule(Action.WRITE, bytes_most=TEXT_BYTES_MOST)
def create() -> ResponseReturnValue:
    """Make an article: from the text that was looked at before, or from scratch."""
    if "text" in request.form:
        return _from_text()
    form = ScratchForm.sent()
    if not form.validate():
        return _page(form), 422
    return done_once(lambda writer, hand: _begin(writer, hand, form))


def _begin(writer: Session, hand: Hand, form: ScratchForm) -> str:
    topic = writer.get(Topic, form.topic.number) if form.topic.number else None
    article = new_draft_article(
        writer,
        Tree(title=form.title.data or "", language=site().locale),
        hand,
        author_id=(form.author and form.author.number) or signed_in().author_id,
        topic=topic,
        zone=site().settings.zone,
    )
    created(writer, article, hand, "scratch")
    return url_for("editor.canvas.show", article_id=article.id, said="created")


@pages.post("/articles/gatherings")
@rule(Action.WRITE)
def from_links() -> ResponseReturnValue:
    """Make an article whose draft is composed of the pages behind links."""
    form = LinksForm.sent()
    sound = form.validate()
    try:
        with told_at(form.links):
            urls = links_of(form.links.data or "") if sound else ()
    except LinksError:
        sound = False
    if not sound:
        return _page(ScratchForm(None), form), 422
    answer = done_once(lambda writer, hand: _gather(writer, hand, urls))
    site().background.wake()
    return answer


def _gather(writer: Session, hand: Hand, urls: Sequence[str]) -> str:
    author_id, zone = signed_in().author_id, site().settings.zone
    article = gather(writer, urls, hand, author_id=author_id, language=site().locale, zone=zone)
    created(writer, article, hand, "links")
    return url_for("editor.gatherings.show", article_id=article.id)


def _from_text() -> ResponseReturnValue:
    form = TextForm.sent()
    sound, text = form.validate(), form.text.data or ""
    if not sound:
        return refused_paste(text, Fault(" ".join(form.text.errors)))
    try:
        manuscript = read_sent(text).manuscript
        return done_once(lambda writer, hand: _accept(writer, hand, manuscript))
    except (DigestTextError, Refusal) as error:
        return refused_paste(text, Fault.of(error, text))


def _accept(writer: Session, hand: Hand, manuscript: Any) -> str:
    shelf = Shelf(site().files)
    article = accept(writer, manuscript, signed_in(), hand, shelf, site().settings.zone)
    return url_for("editor.canvas.show", article_id=article.id, said="created")


def _page(form: ScratchForm, links_form: LinksForm | None = None) -> str:
    words = " ".join(request.args.get("q", "").split())[:100]
    found = rows(session(), Wish(signed_in(), words=words), now(), size=COPIES_SHOWN)
    return render_template(
        "editor/new_article/index.html",
        form=form,
        links_form=links_form or LinksForm(),
        text_form=FileForm(),
        words=words,
        found=found,
    )
