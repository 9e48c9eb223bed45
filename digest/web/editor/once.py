"""Once: a form that makes something and comes twice, by a double click or sent again, makes one thing."""

from collections.abc import Callable

from flask import Flask, redirect, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from digest.domain.hand import Hand
from digest.domain.receipt import give, taken
from digest.domain.secret import new_secret
from digest.store import writing
from digest.web.identity import signed_in
from digest.web.site import now


def init_app(app: Flask) -> None:
    """Offer once_field() to templates."""
    app.jinja_env.globals.update(once_field=once_field)


def once_field() -> Markup:
    """The key of a form as a hidden field: as it came, where a form is shown again."""
    key = request.form.get("once") or new_secret()
    return Markup('<input type="hidden" name="once" value="{}">').format(key)


def done_once(deed: Callable[[Session, Hand], str]) -> Response:
    """Lead (303) to where `deed` says, or, if this form has come before, to where it led then."""
    key, user = request.form.get("once", ""), signed_in()
    hand = Hand(user.id, user.name, now())
    with writing() as writer:
        led_to = taken(writer, key, user.id)
        if led_to is None:
            led_to = deed(writer, hand)
            give(writer, key, user.id, led_to, hand.at)
    return redirect(led_to, 303)
