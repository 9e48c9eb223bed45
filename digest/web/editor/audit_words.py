"""What the audit log says in words. A new kind of deed adds a line; one without shows its word."""

from typing import Any

from flask_babel import gettext


def sentence(action: str, who: str, detail: dict[str, Any]) -> str:
    """The deed `action` of `who` as a sentence; `detail` fills in what the sentence asks for."""
    text = (_sentences() | _of_publishing() | _of_sources()).get(action)
    if text is None:
        return f"{who or gettext('Somebody')}: {action}"
    words = {**detail, "who": who or gettext("Somebody"), "role": _roles().get(detail.get("role", ""), "?")}
    return text % _Known(words)


class _Known(dict[str, Any]):
    """Older entries may not have what a sentence asks for today."""

    def __missing__(self, _key: str) -> str:
        return "?"


def _roles() -> dict[str, str]:
    return {"author": gettext("Author"), "editor": gettext("Editor"), "admin": gettext("Admin")}


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
        "statement.confirm": gettext("%(who)s confirmed statements of a draft"),
        "article.create": gettext("%(who)s began “%(title)s”"),
        "gathering.again": gettext("%(who)s had a page read again: %(url)s"),
        "draft.restore": gettext("%(who)s made an earlier state the draft again"),
        "proposal.ask": gettext("%(who)s asked the assistant for a wording"),
        "proposal.dismiss": gettext("%(who)s put a wording of the assistant aside"),
        "proposal.accept": gettext("%(who)s took over a wording of the assistant and answers for it"),
        "article.topic": gettext("%(who)s changed the topic from %(before)s to %(after)s"),
        "article.tags": gettext("%(who)s changed the tags from “%(before)s” to “%(after)s”"),
        "source.ask": gettext("%(who)s asked for pages of sources to be read: %(count)s"),
        "article.author": gettext("%(who)s changed the author from %(before)s to %(after)s"),
        "article.follow": gettext("%(who)s changed what it goes on from, “%(before)s”, to “%(after)s”"),
        "article.original": gettext(
            "%(who)s changed what it is a translation of, “%(before)s”, to “%(after)s”"
        ),
    }


def _of_publishing() -> dict[str, str]:
    return {
        "article.publish": gettext("%(who)s published"),
        "article.schedule": gettext("%(who)s scheduled a publication"),
        "article.call-off": gettext("%(who)s called a publication off"),
        "article.withdraw": gettext("%(who)s withdrew an article: %(reason)s"),
        "article.restore": gettext("%(who)s restored an article"),
        "article.end": gettext("%(who)s set when an article ends"),
        "article.readdress": gettext("%(who)s changed the address of an article"),
        "article.remove": gettext("%(who)s removed an article"),
        "preview-link.make": gettext("%(who)s made a link to a preview"),
        "preview-link.end": gettext("%(who)s ended a link to a preview"),
        "picture.upload": gettext("%(who)s added the picture %(file_name)s"),
        "picture.describe": gettext("%(who)s described a picture"),
        "picture.delete": gettext("%(who)s deleted the picture %(file_name)s"),
    }


def _of_sources() -> dict[str, str]:
    return {
        "source.describe": gettext("%(who)s changed the record of a source"),
        "source.check": gettext("%(who)s had a source checked"),
        "source.confirm": gettext("%(who)s found a source in its place"),
        "site.check": gettext("%(who)s had the site checked"),
        "source.declare-gone": gettext("%(who)s declared a source gone"),
    }
