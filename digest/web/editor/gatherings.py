"""Gatherings: how far the pages are that a draft is to be composed of, and the way on to it."""

from flask import Blueprint, Response, abort, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField

from digest.domain.article import Article
from digest.domain.gathering import Gathering, read_again
from digest.domain.permission import Action
from digest.domain.retrieval import Progress, Retrieval
from digest.store import writing
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.deeds import hand, recorded
from digest.web.editor.forms import DeskForm
from digest.web.editor.fragments import is_htmx
from digest.web.editor.notices import led_to
from digest.web.editor.troubles import trouble_text
from digest.web.site import session, site

pages = Blueprint("gatherings", __name__, url_prefix="/articles/<int(max=2147483647):article_id>/gathering")

# Without script the page is loaded anew after so many seconds; htmx asks for its list alone.
AGAIN_SECONDS = 3


class AgainForm(DeskForm):
    """Which page is to be read again."""

    retrieval = IntegerField()


@pages.get("")
@rule(Action.WRITE)
def show(article_id: int) -> ResponseReturnValue:
    """How far it is; when the draft is composed, the way to it."""
    article = access.article()
    gathering = session().scalar(Gathering.of_article(article_id)) or abort(404)
    retrievals = session().scalars(Retrieval.of_article(article_id)).all()
    # What was asked for on the canvas has a card from the first; so have all once the draft is composed.
    gathered = [each for each in retrievals if not each.card_id]
    if gathering.composed_at and not gathered:
        failed = any(each.progress == Progress.FAILED for each in retrievals)
        return _onwards(article, "gathered-some" if failed else "gathered")
    given = {
        "article": article,
        "gathering": gathering,
        "retrievals": gathered,
        "trouble_text": trouble_text,
        "again_seconds": AGAIN_SECONDS,
    }
    template = "editor/gatherings/_progress.html" if is_htmx() else "editor/gatherings/show.html"
    answer = make_response(render_template(template, **given))
    answer.vary.add("HX-Request")
    return answer


@pages.post("/retrievals")
@rule(Action.WRITE)
def again(article_id: int) -> ResponseReturnValue:
    """Let a page that could not be read be read again, while others are still being read."""
    form = AgainForm.sent()
    if form.validate():
        with writing() as writer:
            url = read_again(writer, article_id, form.retrieval.data or 0, hand())
            if url:
                recorded(writer, "gathering.again", f"article:{article_id}", url=url)
        site().background.wake()
    return led_to("editor.gatherings.show", article_id=article_id)


def _onwards(article: Article, said: str) -> ResponseReturnValue:
    if not is_htmx():
        return led_to("editor.canvas.show", said, article_id=article.id)
    answer: Response = make_response("")
    answer.headers["HX-Redirect"] = url_for("editor.canvas.show", article_id=article.id, said=said)
    answer.vary.add("HX-Request")
    return answer
