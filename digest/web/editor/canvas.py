"""The canvas: a draft shown as readers will see it, each part with its tools, and what helps beside it."""

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime, gettext

from digest.domain import standing
from digest.domain.article import Article
from digest.domain.checklist import findings
from digest.domain.deletion import Deletion
from digest.domain.facts import facts_of
from digest.domain.gathering import Gathering
from digest.domain.part import numbered
from digest.domain.permission import Action
from digest.domain.presence import others
from digest.domain.secret import new_secret
from digest.web.editor import access
from digest.web.editor.access import rule
from digest.web.editor.fragments import context, fragment, is_htmx
from digest.web.editor.kinds import ADDED
from digest.web.editor.sheet import Sheet, outline_name
from digest.web.headers import framing
from digest.web.identity import signed_in
from digest.web.site import now, session, site

pages = Blueprint("canvas", __name__)

DELETIONS_SHOWN = 5


@pages.get("/articles/<int(max=2147483647):article_id>")
@rule(Action.WRITE)
def show(article_id: int) -> Response:
    """The canvas of an article."""
    article, me = access.article(), signed_in()
    page = render_template(
        "editor/canvas/show.html",
        **context(Sheet(article)),
        **bar(),
        deletions=session().scalars(Deletion.of_article(article_id).limit(DELETIONS_SHOWN)).all(),
        present=session().scalars(others(article_id, me.id, now())).all(),
        kinds=ADDED,
        once=new_secret(),
        gathered=_is_gathered(article),
    )
    return framing(make_response(page))


def _is_gathered(article: Article) -> bool:
    """Whether the draft is still being made of its links. One that somebody wrote in is not."""
    begun = article.draft.version == 1 and not article.draft.tree.pages
    return begun and session().scalar(Gathering.waiting(article.id)) is not None


@pages.get("/articles/<int(max=2147483647):article_id>/findings")
@rule(Action.WRITE)
def checked(article_id: int) -> ResponseReturnValue:
    """What stands in the way of publishing, each with the way to its part."""
    article = access.article()
    sheet = Sheet(article)
    facts = facts_of(session(), article, site().limits)
    coverage = facts.coverage(sheet.tree)
    found = findings(sheet.tree, facts, coverage)
    values = {
        "findings": found,
        "finding_text": finding_text,
        "sources": facts.mix,
        "support": coverage.sum,
    }
    if is_htmx():
        return fragment("editor/canvas/_findings.html", sheet, **values)
    return render_template("editor/canvas/findings.html", **context(sheet), **bar(), **values)


def bar() -> dict[str, object]:
    """What the bar above the canvas says."""
    article = access.article()
    return {
        "where": standing.of(session(), article, now()),
        "saved_at": article.draft.updated_at,
    }


@pages.app_template_filter("clock")
def clock(value: object) -> str:
    """The time of day in the site's zone."""
    return str(format_datetime(value, "H:mm"))


pages.app_template_filter("numbered")(numbered)
pages.app_template_global("outline_name")(outline_name)


@pages.app_template_global("standing_text")
def standing_text(where: standing.Where) -> str:
    """Where an article stands, and whether its draft says something else by now."""
    names = {
        standing.Standing.DRAFT: gettext("Draft"),
        standing.Standing.SCHEDULED: gettext("Scheduled"),
        standing.Standing.LIVE: gettext("Live"),
        standing.Standing.EXPIRED: gettext("Expired"),
        standing.Standing.WITHDRAWN: gettext("Withdrawn"),
    }
    name = str(names[where.standing])
    if where.changed and where.live:
        changed = gettext("changed since edition %(number)s", number=where.live.number)
    else:
        changed = gettext("changed since it was published") if where.changed else ""
    return f"{name} ・ {changed}" if changed else name


def finding_text(message: str, params: dict[str, object]) -> str:
    """What a finding says, in the language of the desk."""
    return str(gettext(message, **params))


@pages.app_template_global("canvas_words")
def words() -> dict[str, str]:
    """What the scripts of the canvas say."""
    return {
        "data-saving": gettext("Saving…"),
        "data-offline": gettext("There is no connection. What you typed is kept in this browser."),
        "data-again": gettext("Not saved yet. It will be tried again in a moment."),
        "data-signed-in": gettext("You are signed in again."),
        "data-kept": gettext("There is a text here that was not saved:"),
        "data-give-back": gettext("Put it into the form"),
        "data-throw-away": gettext("Throw it away"),
        "data-lost": gettext("This text belongs to a part that is no longer here:"),
        "data-reload": gettext("The page has changed. Please load it anew."),
    }
