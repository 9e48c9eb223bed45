"""The map of the desk: for each rule below /editor, /session and /preview, whom it lets in and what it gets.

A walk over the URL map asks this table; a rule that is not in it, or has an argument that nothing fills,
fails the walk, so that a new view cannot be left out of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.support.answers import PRIVATE
from tests.support.desk_ground import NEW_PASSWORD, PASSWORD, Ground
from tests.support.factories import a_picture
from tests.support.people import COOKIE, token_for

Data = dict[str, Any]
ROLES = ("author", "editor", "admin")


def sendable(data: Data) -> Data:
    """`data` for one request: a file is read to its end and closed by it."""
    return {
        name: (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
        for name, value in data.items()
    }


@dataclass(frozen=True)
class Way:
    """Who may go it (`least`, or "nobody" for everybody), and what a form there sends.

    `fields` are added to what the form on `page` (an endpoint) holds; `state` is that of the article that is
    meant; `changes` says whether it changes something when the right person sends it.
    """

    least: str
    page: str = ""
    fields: Callable[[Ground], Data] = lambda _ground: {}
    state: str = "draft"
    changes: bool = True
    query: str = ""


def sends(page: str = "", **fields: Any) -> Way:
    """What an author may send."""
    return Way("author", page, lambda _ground: dict(fields))


def keeps(page: str = "", **fields: Any) -> Way:
    """What an editor may send."""
    return Way("editor", page, lambda _ground: dict(fields))


def rules_of_admins(page: str = "", **fields: Any) -> Way:
    """What an admin may send."""
    return Way("admin", page, lambda _ground: dict(fields))


def _portrait(_ground: Ground) -> Data:
    return {"portrait": (a_picture((200, 200), "red"), "me.png")}


def _upload(_ground: Ground) -> Data:
    return {"file": (a_picture((200, 200), "navy"), "new.png")}


# The views that only read, by module.
_READ_BY_AUTHORS = {
    "about": ["edit"],
    "additions": ["new"],
    "canvas": ["checked", "show"],
    "coverage": ["show"],
    "deletions": ["index"],
    "desk": ["index"],
    "gatherings": ["show"],
    "help": ["show"],
    "history": ["comparison", "index", "show"],
    "new_article": ["index"],
    "parts": ["edit", "view"],
    "passages": ["show"],
    "passwords": ["show"],
    "picture_choices": ["index"],
    "pictures": ["file", "index", "show"],
    "preview": ["piece", "proof", "proof_page_at", "show", "version"],
    "preview_links": ["index"],
    "profile": ["show"],
    "proposals": ["show"],
    "publications": ["index"],
    "quotations": ["show"],
    "retrievals": ["show"],
    "set_asides": ["show"],
    "sources": ["index", "show", "standing"],
    "suggestions": ["show", "subjects"],
    "text": ["download_json", "download_text", "edit"],
}
_READ_BY_EDITORS = {
    "topics": ["index", "show", "choices", "new"],
    "tags": ["index", "show", "choices"],
    "speakers": ["index", "show", "choices", "new"],
    "publishers": ["index", "show", "choices", "new"],
    "site_checks": ["index", "standing"],
}
_READ_BY_ADMINS = {
    "audit": ["index"],
    "invitations": ["new"],
    "settings": ["show"],
    "users": ["index", "show"],
}
_READ_BY_ALL = {
    "session": ["new", "back", "token"],
    "sign_in_links": ["show"],
    "preview_links": ["show", "page", "piece", "picture"],
}


def _readers(least: str, views: dict[str, list[str]], prefix: str = "editor.") -> dict[str, Way]:
    named = (f"{prefix}{module}.{view}" for module, some in views.items() for view in some)
    return {name: Way(least, changes=False) for name in named}


WAYS: dict[str, Way] = {
    **_readers("author", _READ_BY_AUTHORS),
    **_readers("editor", _READ_BY_EDITORS),
    **_readers("admin", _READ_BY_ADMINS),
    **_readers("nobody", _READ_BY_ALL, ""),
    "editor.history.comparison": Way("author", changes=False, query="?from={revision_id}"),
    "session.create": Way(
        "nobody", "session.new", lambda g: {"email": g.emails["author"], "password": PASSWORD}
    ),
    "session.end": Way("nobody", changes=False),
    "sign_in_links.use": Way("nobody"),
    "editor.about.save": sends("editor.about.edit", tags="札、円"),
    "editor.additions.create": sends(kind="text", after="b1", once="a1"),
    "editor.citations.create": Way(
        "author", "", lambda g: {"statement": "k2", "cards": "c1", "version": g.version_of_key_points}
    ),
    "editor.confirmations.create": Way("author", "", lambda g: {"statement": g.statement}),
    "editor.copies.create": sends(once="c1"),
    "editor.deletions.create": sends(part="b1"),
    "editor.deletions.undo": Way("author", "", lambda g: {"deletion": g.deletion}),
    "editor.duplicates.create": sends(part="b2", once="d1"),
    "editor.gatherings.again": Way("author", "", lambda g: {"retrieval": g.numbers["failed"]}),
    "editor.history.restoration": sends("editor.history.show"),
    "editor.links.create": sends(links="https://example.jp/new", after="b1", once="l1"),
    "editor.moves.create": sends(down="b1"),
    "editor.new_article.create": sends("editor.new_article.index", title="新しい題"),
    "editor.new_article.from_links": sends(
        "editor.new_article.index", links="https://news.example/1 https://news.example/2"
    ),
    "editor.parts.save": sends("editor.parts.edit", text="新しい前書き。"),
    "editor.passages.create": Way(
        "author", "", lambda g: {"point": "v2", "passage": "大きい。", "version": g.version_of_card}
    ),
    "editor.passwords.change": sends(present_password=PASSWORD, new_password=NEW_PASSWORD),
    "editor.pastes.create": Way("author", "", lambda g: {"text": g.text}, changes=False),
    "editor.picture_uploads.create": Way("author", "", _upload),
    "editor.pictures.delete": keeps(),
    "editor.pictures.describe": sends("editor.pictures.show", picture_alt="青い旗"),
    "editor.presence.create": sends(part="b1"),
    "editor.preview_links.create": sends("editor.preview_links.index"),
    "editor.preview_links.end": sends(),
    "editor.profile.end_others": sends(),
    "editor.profile.end_sign_in": sends(),
    "editor.profile.portrait": Way("author", "", _portrait),
    "editor.profile.update": sends("editor.profile.show", bio="くらしを書きます。"),
    "editor.proposals.create": sends("editor.proposals.show", aim="lead"),
    "editor.proposals.accept": sends(place="0"),
    "editor.proposals.dismiss": sends(),
    "editor.publications.create": Way(
        "editor", "editor.publications.index", lambda _g: {"kind": "typo"}, state="live"
    ),
    "editor.removal.create": sends(sure="y", once="r1"),
    "editor.retrievals.create": sends(card="c1", once="t1"),
    "editor.restorations.create": Way("editor", state="withdrawn"),
    "editor.set_asides.use": sends("editor.set_asides.show"),
    "editor.set_asides.return_with": Way("author", state="returned"),
    "editor.suggestions.take": sends(card="c1", start="0"),
    "editor.suggestions.take_key": sends(card="c1", start="0"),
    "editor.suggestions.take_subject": Way("author", "", lambda g: {"tag": g.numbers["tags"]}),
    "editor.text.check": Way("author", "", lambda g: {"text": g.text}, changes=False),
    "editor.text.save": Way("author", "editor.text.edit", lambda g: {"text": g.text_of_draft}),
    "editor.withdrawals.cancel": Way("editor", state="scheduled"),
    "editor.withdrawals.create": Way("editor", "", lambda _g: {"reason": "誤りのため"}, state="live"),
    "editor.withdrawals.end": Way(
        "editor", "", lambda _g: {"end_day": "2026-08-01", "end_time": "09:00"}, state="live"
    ),
    "editor.publishers.change": keeps("editor.publishers.show", name="別の新聞"),
    "editor.publishers.create": keeps("editor.publishers.new", name="新しい新聞"),
    "editor.publishers.delete": keeps("editor.publishers.show"),
    "editor.site_checks.create": keeps(),
    "editor.sources.change": keeps("editor.sources.show", title="別の題"),
    "editor.sources.check": keeps(),
    "editor.sources.confirm": keeps(),
    "editor.sources.declare_gone": keeps(),
    "editor.speakers.change": keeps("editor.speakers.show", role="解説"),
    "editor.speakers.create": keeps("editor.speakers.new", name="新しい人"),
    "editor.speakers.delete": keeps("editor.speakers.show"),
    "editor.tags.change": keeps("editor.tags.show", name="別の札"),
    "editor.tags.delete": keeps("editor.tags.show"),
    "editor.topics.change": keeps("editor.topics.show", description="説明です。"),
    "editor.topics.create": keeps("editor.topics.new", name="新しい話題"),
    "editor.topics.delete": keeps("editor.topics.show"),
    "editor.topics.move": keeps(direction="down"),
    "editor.invitations.create": rules_of_admins(
        "editor.invitations.new", email="new@example.jp", name="新人"
    ),
    "editor.invitations.give_link": rules_of_admins(once="i1"),
    "editor.users.disable": rules_of_admins(),
    "editor.users.enable": rules_of_admins(),
    "editor.users.update": rules_of_admins("editor.users.show", role="editor"),
}


def rules(app: Flask) -> Iterator[Rule]:
    """The rules of the desk, of signing in and of previews."""
    yield from (rule for rule in app.url_map.iter_rules() if rule.rule.startswith(PRIVATE))


def unsafe(app: Flask) -> list[Rule]:
    """Those that may change something."""
    return [rule for rule in rules(app) if "POST" in (rule.methods or ())]


def safe(app: Flask) -> list[Rule]:
    """Those that may not."""
    return [rule for rule in rules(app) if "GET" in (rule.methods or ())]


def address(app: Flask, rule: Rule | str, ground: Ground, state: str = "") -> str:
    """The address of `rule` (or of an endpoint), filled in; KeyError names what cannot be."""
    endpoint = rule if isinstance(rule, str) else rule.endpoint
    arguments = next(r for r in app.url_map.iter_rules() if r.endpoint == endpoint).arguments
    state = state or WAYS[endpoint].state
    values = {name: ground.value(endpoint, name, state) for name in arguments}
    path = app.url_map.bind("localhost").build(endpoint, values)
    return path + WAYS[endpoint].query.format(revision_id=ground.revision)


class Walker(FlaskClient):
    """A browser that judges nothing: thousands of answers, whose form is tested elsewhere."""

    def __init__(self, app: Flask, secret: str = "") -> None:
        super().__init__(app, app.response_class, use_cookies=True)
        self.secret = secret
        if secret:
            self.set_cookie(COOKIE, secret)

    @property
    def token(self) -> str:
        """The token of this browser's forms."""
        return token_for(self.secret)


def form_on(page: str, action: str) -> Data:
    """What the form that leads to `action` would send, without the token."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    path = urlsplit(action).path
    forms = [form for form in tree.iter("form") if urlsplit(form.get("action", "")).path == path]
    assert forms, f"no form leads to {action}"
    sent: Data = {}
    for element in forms[0].iter():
        if element.tag not in ("input", "textarea", "select"):
            continue
        name, kind = element.get("name"), element.get("type", element.tag)
        if not name or kind in ("file", "submit") or name == "csrf_token":
            continue
        if kind in ("radio", "checkbox") and "checked" not in element.attrib:
            continue
        sent[name] = _value(element)
    return sent


def chosen(ground: Ground, endpoint: str, path: str, person: Walker) -> set[str]:
    """The names of fields that hold no text: hidden, chosen, ticked, a day, a time; all where no page is."""
    way = WAYS[endpoint]
    if not way.page:
        return set(way.fields(ground))
    shown = path if endpoint == "editor.parts.save" else address(ground.app, way.page, ground, way.state)
    tree = html5lib.parse(person.get(shown, buffered=True).text, namespaceHTMLElements=False)
    form = next(form for form in tree.iter("form") if urlsplit(form.get("action", "")).path == path)
    names = {each.get("name", "") for each in form.iter("select")}
    for each in form.iter("input"):
        if each.get("type", "text") not in ("text", "search", "url", "email", "password", "submit", "file"):
            names.add(each.get("name", ""))
    return names - {"", "csrf_token"}


def _value(element: Any) -> str:
    if element.tag == "textarea":
        return "".join(element.itertext()).removeprefix("\n")
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib] or options[:1]
        return chosen[0].get("value", "") if chosen else ""
    return str(element.get("value", "on" if element.get("type") == "checkbox" else ""))


def body(app: Flask, endpoint: str, ground: Ground, person: Walker) -> Data:
    """What the right person's form sends to `endpoint`."""
    way = WAYS[endpoint]
    held: Data = {}
    if way.page:
        page = person.get(address(app, way.page, ground, way.state), buffered=True)
        held = form_on(page.text, address(app, endpoint, ground))
        held |= {name: "見たうえで出します。" for name in held if name.startswith("reason:")}
    return held | way.fields(ground)


def walker(ground: Ground, name: str) -> Walker:
    """The browser of somebody; of a "stranger" it has a cookie but no sign-in."""
    return Walker(ground.app, ground.secrets.get(name, "a secret that opens nothing"))


def right_person(ground: Ground, endpoint: str) -> Walker:
    """Somebody who may just go there."""
    least = WAYS[endpoint].least
    return walker(ground, "stranger" if least == "nobody" else least)


def send(person: Walker, path: str, data: Data | bytes, **headers: str) -> TestResponse:
    """What a page with a form that holds `data` gets for an answer."""
    sent = data if isinstance(data, bytes) else sendable(data)
    return person.post(path, data=sent, headers={"X-CSRF-Token": person.token} | headers, buffered=True)
