"""Access: the rule of each view below /editor, looked at before the view is asked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import Unauthorized

from digest.domain.article import Article
from digest.domain.permission import Action
from digest.web.formats import DESK_PICTURES
from digest.web.identity import me
from digest.web.site import session

V = TypeVar("V", bound=Callable[..., Any])

_log = logging.getLogger(__name__)
# An editor's form holds a few kilobytes; a whole digest as text is the most that is pasted.
FORM_BYTES_MOST = 512 * 1024


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use a view, and how large a request it takes."""

    action: Action
    bytes_most: int = FORM_BYTES_MOST
    text_most: int = FORM_BYTES_MOST


def rule(action: Action, bytes_most: int = FORM_BYTES_MOST, text_most: int | None = None) -> Callable[[V], V]:
    """Name the rule of a view. A view with an `article_id` in its address is asked about that article.

    `text_most` limits what is typed, where `bytes_most` has room for files; parsing needs 64 KB of it.
    """

    def named(view: V) -> V:
        # Kept on the function itself, which has no such attribute for the type checker.
        view.rule = Rule(action, bytes_most, bytes_most if text_most is None else text_most)  # type: ignore[attr-defined]
        return view

    return named


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """The rule of the view `endpoint`, if it names one."""
    return getattr(app.view_functions[endpoint], "rule", None)


def init_app(app: Flask) -> None:
    """Stand before the desk. Must come before the token is checked: reading it reads the body."""
    app.before_request(_guard)
    app.context_processor(_for_templates)


def article() -> Article:
    """The article in this request's address, which its user may work on."""
    found: Article = g.article
    return found


def _for_templates() -> dict[str, Any]:
    """The user as far as the guard has found one: an error page must not ask a database that is away."""
    return {"me": lambda: g.get("me")} if _is_desk() else {}


def _is_desk() -> bool:
    return request.path == "/editor" or request.path.startswith("/editor/")


def _guard() -> ResponseReturnValue | None:
    if not _is_desk() or request.endpoint is None:
        return None
    named = rule_of(current_app, request.endpoint)
    if named is None:
        raise RuntimeError(f"{request.endpoint} names no rule")
    request.max_content_length, request.max_form_memory_size = named.bytes_most, named.text_most
    g.picture_base = DESK_PICTURES
    user = me()
    if user is None:
        return _ask_to_sign_in()
    number = (request.view_args or {}).get("article_id")
    if number is not None:
        g.article = _found(int(number))
    if not user.may(named.action, g.get("article")):
        _log.warning("user %s may not %s: %s was refused", user.id, named.action, request.endpoint)
        abort(403)
    return None if user.has_password else _ask_for_password()


def _found(number: int) -> Article:
    wanted = select(Article).where(Article.id == number)
    drafted = wanted.options(joinedload(Article.draft), joinedload(Article.topic), joinedload(Article.author))
    found = session().scalar(drafted)
    return found or abort(404)


def _ask_for_password() -> ResponseReturnValue | None:
    """Whoever came by a one-time link chooses a password before anything else: the way in is gone by now."""
    if request.method not in ("GET", "HEAD") or request.blueprint == "editor.passwords":
        return None
    chosen_at = url_for("editor.passwords.show")
    if request.headers.get("HX-Request"):
        # A redirect would be followed by script, and the page swapped into the piece that asked.
        return Response(status=204, headers={"HX-Redirect": chosen_at})
    return redirect(chosen_at)


def _ask_to_sign_in() -> ResponseReturnValue:
    """A page that was asked for is answered after signing in; a form never goes the same way as a page."""
    if request.method != "GET" or request.headers.get("HX-Request"):
        raise Unauthorized
    return redirect(url_for("session.new", next=quote(request.full_path.rstrip("?"), safe="/?=&%")))
