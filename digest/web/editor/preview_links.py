"""Preview links at the desk: made for somebody without an account, shown once, listed and ended."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext
from sqlalchemy.orm import Session
from wtforms import RadioField
from wtforms.validators import ValidationError

from digest.domain.article import Article
from digest.domain.audit import record
from digest.domain.permission import Action
from digest.domain.preview_link import DAYS, PreviewLink
from digest.domain.receipt import give, taken
from digest.domain.secret import new_secret
from digest.store import writing
from digest.web.editor.access import article, rule
from digest.web.editor.forms import DeskForm
from digest.web.editor.notices import led_to
from digest.web.identity import signed_in
from digest.web.site import now, session, site

pages = Blueprint("preview_links", __name__, url_prefix="/articles/<int(max=2147483647):article_id>/previews")


class LinkForm(DeskForm):
    """For how long a link holds."""

    days = RadioField(lazy_gettext("How long it holds"), default=str(DAYS[1]), validate_choice=False)

    def choose(self) -> "LinkForm":
        """Let the form say what there is to choose, in the language of whoever asks."""
        self.days.choices = [(str(n), ngettext("%(num)s day", "%(num)s days", n)) for n in DAYS]
        return self

    def validate_days(self, field: RadioField) -> None:
        """Refuse what is not offered."""
        if field.data not in map(str, DAYS):
            raise ValidationError(gettext("Please choose one of these."))


@pages.get("")
@rule(Action.WRITE)
def index(article_id: int) -> str:
    """The links of an article, and the form for another."""
    return _room(LinkForm(), article())


@pages.post("")
@rule(Action.WRITE)
def create(article_id: int) -> ResponseReturnValue:
    """Make a link, and show it this once: only its hash is kept."""
    form = LinkForm.sent()
    if not form.validate():
        return _room(form, article()), 422
    me, key = signed_in(), request.form.get("once", "")
    room = url_for("editor.preview_links.index", article_id=article_id, said="link-was-shown")
    with writing() as writer:
        if done := taken(writer, key, me.id):
            return redirect(done, 303)
        found = writer.get(Article, article_id) or abort(404)
        secret, link = PreviewLink.make(writer, found, me.id, int(form.days.data), now())
        _record(writer, "preview-link.make", link, until=link.expires_at.isoformat())
        give(writer, key, me.id, room, now())
        number = link.id
    address = f"{site().url}{url_for('preview_links.show', secret=secret)}"
    return _room(LinkForm(), session().get_one(Article, article_id), address, number)


@pages.post("/<int(max=2147483647):number>/end")
@rule(Action.WRITE)
def end(article_id: int, number: int) -> ResponseReturnValue:
    """End a link; it opens nothing from this moment on."""
    DeskForm.sent()
    with writing() as writer:
        link = writer.get(PreviewLink, number)
        if link is None or link.article_id != article_id:
            abort(404)
        if link.ended_at is None:
            link.ended_at = now()
            _record(writer, "preview-link.end", link)
    return led_to("editor.preview_links.index", "link-ended", article_id=article_id)


def _room(form: LinkForm, of: Article, made: str = "", made_id: int = 0) -> str:
    links = session().scalars(PreviewLink.of(of)).all()
    return render_template(
        "editor/preview_links/index.html",
        article=of,
        form=form.choose(),
        links=[(link, link.opens(now()), link.id == made_id) for link in links],
        made=made,
        now=now(),
        # Always another: this page also follows a form that was taken.
        once=new_secret(),
    )


def _record(writer: Session, action: str, link: PreviewLink, **detail: object) -> None:
    me = signed_in()
    subject = f"article:{link.article_id}"
    record(writer, now(), action, subject=subject, user_id=me.id, user_name=me.name, link=link.id, **detail)
