"""Proof that a change was asked for from a page of this site, by the browser whose session it is."""

import hmac
import logging
from hashlib import sha256
from urllib.parse import urlsplit

from flask import Flask, request
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.exceptions import BadRequest, Forbidden

from digest.web.bodies import is_form, is_text
from digest.web.identity import secret
from digest.web.site import site

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
_log = logging.getLogger(__name__)
SAFE = ("GET", "HEAD", "OPTIONS")


class ForgedError(Forbidden):
    """A request whose origin or token is not this site's."""


def init_app(app: Flask) -> None:
    """Check every request that may change something, whatever its address, before any view."""
    app.before_request(_check)
    app.jinja_env.globals.update(csrf_token=token, csrf_field=field)


def token() -> str:
    """The token for this browser. It is made from the cookie's secret, so that it ends with the session."""
    return hmac.new(site().settings.secret_key.encode(), f"csrf:{secret()}".encode(), sha256).hexdigest()


def field() -> Markup:
    """The token as a hidden field of a form."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token())


def _check() -> None:
    """Refuse what another site asked for, and what carries no token.

    Browsers say where a request comes from (Fetch Metadata, Origin); the token holds where they do not
    (OWASP, Cross-Site Request Forgery Prevention).
    """
    if request.method in SAFE or request.routing_exception is not None:
        return
    text = is_text()
    if not _is_proven():
        # The endpoint and not the address: that holds whatever a stranger writes there.
        _log.warning("a request without a valid token or from elsewhere was refused: %s", request.endpoint)
        raise ForgedError
    if not (text and is_form()):
        raise BadRequest(gettext("The form is not one of this site."))


def _is_proven() -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin):
        return False
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return bool(secret()) and hmac.compare_digest(given.encode("utf-8", "replace"), token().encode())


def _is_ours(origin: str) -> bool:
    """Whether `origin` is this site, by its configured address or by the one that the browser asked."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return origin == site().url or (parts.scheme, parts.netloc) == (request.scheme, request.host)
