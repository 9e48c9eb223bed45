"""What the audit log says in words. A new kind of deed adds a line; one without shows its word."""

from typing import Any

from flask_babel import gettext


def sentence(action: str, who: str, detail: dict[str, Any]) -> str:
    """The deed `action` of `who` as a sentence; `detail` fills in what the sentence asks for."""
    text = _sentences().get(action)
    if text is None:
        return f"{who or gettext('Somebody')}: {action}"
    return text % _Known({**detail, "who": who or gettext("Somebody")})


class _Known(dict[str, Any]):
    """Older entries may not have what a sentence asks for today."""

    def __missing__(self, _key: str) -> str:
        return "?"


def _sentences() -> dict[str, str]:
    return {
        "sign-in.password": gettext("%(who)s signed in with the password"),
        "sign-in.link": gettext("%(who)s signed in with a one-time link"),
        "sign-in.fail": gettext("A sign-in from %(address)s failed"),
        "sign-in.end": gettext("%(who)s signed out"),
        "sign-in.end-other": gettext("%(who)s signed another browser out"),
        "sign-in.end-others": gettext("%(who)s signed all other browsers out"),
        "user.add": gettext("%(who)s added a user with the role %(role)s"),
        "user.invite": gettext("%(who)s invited a user with the role %(role)s"),
        "user.link": gettext("%(who)s made a one-time link"),
        "user.role": gettext("%(who)s changed a role to %(role)s"),
        "user.email": gettext("%(who)s changed the e-mail of a user"),
        "user.describe": gettext("%(who)s changed what readers see of an author"),
        "user.portrait": gettext("%(who)s changed a portrait"),
        "user.password": gettext("%(who)s chose a password"),
        "user.disable": gettext("%(who)s disabled a user"),
        "user.enable": gettext("%(who)s enabled a user again"),
        "article.create": gettext("%(who)s began “%(title)s”"),
        "article.topic": gettext("%(who)s changed the topic from %(before)s to %(after)s"),
        "article.tags": gettext("%(who)s changed the tags from “%(before)s” to “%(after)s”"),
        "article.author": gettext("%(who)s changed the author from %(before)s to %(after)s"),
    }
