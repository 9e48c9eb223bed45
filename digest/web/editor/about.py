"""About an article: its address, topic, tags and author, and how it belongs to others."""

import re
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from digest.domain.about import About, locked_article, tell
from digest.domain.address import AddressError
from digest.domain.article import Article
from digest.domain.choosing import known, offered
from digest.domain.linking import FollowError, OriginalError
from digest.domain.permission import Action
from digest.domain.plain import one_line
from digest.domain.refusal import Refusal
from digest.domain.topic import Tag
from digest.store import writing
from digest.web.editor import refusals
from digest.web.editor.access import article, rule
from digest.web.editor.article_choices import ArticleField, ChoiceField, authors, topics
from digest.web.editor.deeds import hand
from digest.web.editor.forms import AtMost, DeskForm, Needed
from digest.web.editor.notices import led_to
from digest.web.identity import signed_in
from digest.web.printing import SitePress
from digest.web.site import now, session

pages = Blueprint("about", __name__, url_prefix="/articles/<int(max=2147483647):article_id>/about")

TAGS_MOST, TAG_MOST = 20, 40
SUGGESTED = 500
_BETWEEN = re.compile(r"[,、，\n]")


class AboutForm(DeskForm):
    """What is said about an article."""

    slug = StringField("", [Needed(), AtMost(80)], filters=[lambda slug: (slug or "").strip()])
    topic = ChoiceField("")
    tags = StringField("", [AtMost((TAG_MOST + 1) * TAGS_MOST)])
    author = ChoiceField("")
    follows = ArticleField("")
    original = ArticleField("")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug.label.text, self.topic.label.text = gettext("Address"), gettext("Topic")
        self.tags.label.text, self.topic.choices = gettext("Tags"), topics()
        self.follows.label.text, self.original.label.text = gettext("Goes on from"), gettext("Translation of")
        here = article()
        self.follows.present, self.original.present = here.follows_id, here.original_id
        if signed_in().may(Action.KEEP_LISTS):
            self.author.label.text, self.author.choices = gettext("Author"), authors()
            self.author.data = self.author.data or str(here.author_id)
        else:
            del self.author

    @classmethod
    def of(cls, about: About) -> "AboutForm":
        """The form that says `about`."""
        form = cls(
            data={
                "slug": about.slug,
                "topic": str(about.topic_id or ""),
                "tags": "、".join(about.tags),
                "author": str(about.author_id),
            }
        )
        form.follows.show(about.follows_id)
        form.original.show(about.original_id)
        return form

    def validate_tags(self, field: Field) -> None:
        """Refuse more tags, or longer ones, than a page has room for."""
        names = tag_names(field.data or "")
        if len(names) > TAGS_MOST or any(len(name) > TAG_MOST for name in names):
            raise ValidationError(
                gettext(
                    "At most %(count)s tags of %(most)s characters each, please.",
                    count=TAGS_MOST,
                    most=TAG_MOST,
                )
            )

    @property
    def about(self) -> About:
        """What the form says."""
        author_id = (self.author and self.author.number) or article().author_id
        tags, links = tag_names(self.tags.data or ""), (self.follows.number, self.original.number)
        return About(self.slug.data or "", self.topic.number, tags, author_id, *links)

    def field_of(self, error: Refusal) -> Field:
        """What `error` is about."""
        fields = {FollowError: self.follows, OriginalError: self.original}
        return fields.get(type(error), self.slug)


def tag_names(text: str) -> tuple[str, ...]:
    """The tags in one field, between commas of any kind or on lines of their own."""
    return tuple(dict.fromkeys(filter(None, map(one_line, _BETWEEN.split(text)))))


@pages.get("")
@rule(Action.WRITE)
def edit(article_id: int) -> str:
    """The form."""
    return _page(AboutForm.of(About.of(article())))


@pages.post("")
@rule(Action.WRITE)
def save(article_id: int) -> ResponseReturnValue:
    """Save it, unless somebody else changed the same meanwhile."""
    form = AboutForm.sent()
    if not form.validate():
        return _page(form), 422
    wanted, started = form.about, request.form.get("version", "")
    try:
        with writing() as writer:
            here = locked_article(writer, article_id)
            current = About.of(here)
            late = started != current.version and wanted != current
            if not late:
                tell(writer, here, wanted, hand(), SitePress())
    except (AddressError, FollowError, OriginalError) as error:
        refusals.tell(form.field_of(error), error)
        return _page(form), 422
    if late:
        return _page(form, current=article(), version=current.version), 409
    return led_to("editor.about.edit", "saved", article_id=article_id)


def _page(form: AboutForm, current: Article | None = None, version: str = "") -> str:
    here = article()
    links = [number for number in (here.follows_id, here.original_id) if number]
    return render_template(
        "editor/about/edit.html",
        article=here,
        form=form,
        current=current,
        known=known(session(), links, signed_in(), now()) if current else {},
        offered=offered(session(), here, now()),
        version=version or request.form.get("version") or About.of(here).version,
        tags=session().scalars(Tag.to_choose().limit(SUGGESTED)).all(),
    )
