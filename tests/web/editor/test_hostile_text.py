"""Text stays text: whatever is typed, no page of the desk, preview or public page gets an element from it."""

from collections.abc import Iterator

import html5lib
import pytest
from markupsafe import escape
from sqlalchemy import select

from digest.domain.article import Draft
from digest.domain.publishing import Order, publish
from digest.store import FOREVER, db, writing
from digest.web.printing import SitePress
from tests.support import desk_map
from tests.support.desk_ground import Ground, Watch
from tests.support.desk_map import Data, right_person, send, walker
from tests.support.factories import NOW
from tests.support.part_forms import KINDS

# What has become a script somewhere before; MARK is the name by which it would be known in a page.
MARK = "xmark"
PAYLOADS = (
    f"<script>{MARK}()</script>",
    f"<script src=//{MARK}></script>",
    f"</textarea><script>{MARK}</script>",
    f"</title><script>{MARK}</script>",
    f"</style><script>{MARK}</script>",
    f"</script><script>{MARK}</script>",
    f"--><script>{MARK}</script><!--",
    f"]]><{MARK}>",
    f"<{MARK}>",
    f"<{MARK}/onload=1>",
    f"<img src=x onerror={MARK}>",
    f"<img src=x {MARK}=1>",
    f'"><img src=x {MARK}=1>',
    f"'><img src=x {MARK}=1>",
    f'" {MARK}="1',
    f"' {MARK}='1",
    f'" onfocus="{MARK}" autofocus="',
    f"` {MARK}=`1",
    f"<svg onload={MARK}>",
    f"<svg><script>{MARK}</script></svg>",
    f"<math><mtext><table><mglyph><style><img {MARK}=1>",
    f"<iframe src=javascript:{MARK}>",
    f"<a href=javascript:{MARK}>a</a>",
    f"[a](javascript:{MARK})",
    f"[a](java\tscript:{MARK})",
    f"[a](data:text/html,{MARK})",
    f'[a](https://example.jp/" {MARK}="1)',
    f"**<b {MARK}=1>**",
    f'- <li {MARK}=1>" {MARK}="1',
    f"> <blockquote {MARK}=1>",
    f"<div data-hx-get=/{MARK}>",
    f"<div hx-on:click={MARK}>",
    f"<base href=//{MARK}>",
    f"<meta http-equiv=refresh content=0;{MARK}>",
    f"<link rel=stylesheet href=//{MARK}>",
    f"<style>@import '//{MARK}'</style>",
    f"<form action=//{MARK}><input name={MARK}>",
    f"<template><{MARK}></template>",
    f"&lt;{MARK}&gt;&#60;{MARK}&#62;",
    f"\uff1c{MARK}\uff1e<\u3000{MARK}>",
    "{{ 7*7 }}" + f"{{% {MARK} %}}${{{MARK}}}",
    f"%(name)s %s {{0}} <{MARK}>",
)
TOGETHER = 3  # as many as a title has room for
ADDRESSES = ("href", "src", "action", "formaction", "data-hx-get", "data-hx-post")
# Names of fields that hold no text.
NO_TEXT = {
    *(
        "kind",
        "then",
        "version",
        "once",
        "role",
        "language",
        "rights",
        "tint",
        "side",
        "topic",
        "author",
        "days",
    ),
    *("picture_rights", "picture_key", "picture_decorative", "portrait_key", "cards", "published", "order"),
    *("when", "day", "time", "which", "until_day", "until_time", "until_which", "end_day", "end_time"),
    *("part", "after", "up", "down", "direction", "deletion", "replacement", "sure", "field", "file"),
    *("email", "slug", "next", "url"),
}
# What ends the walk, or the people who walk.
LEFT_OUT = {
    "editor.parts.save",
    "editor.removal.create",
    "editor.passwords.change",
    "editor.text.save",
    "editor.users.update",
    "editor.withdrawals.create",
    "session.create",
}
PUBLIC = (
    "/",
    "/articles/draft",
    "/articles/draft/2",
    "/_/articles/draft/2",
    "/articles/live",
    "/archive",
    "/menu",
    "/corrections",
    f"/search?q={MARK}",
    "/sources/1",
    "/authors/author-slug",
)

Form = tuple[str, str, Data]  # whose it is, where it leads, what it holds


def stains(page: str) -> Iterator[str]:
    """The elements and attributes of `page` that came from a payload."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            if MARK in (element.text or ""):
                yield "a comment"
            continue
        is_active = element.tag in ("script", "style") and element.get("type") != "application/ld+json"
        if MARK in element.tag or (is_active and MARK in (element.text or "")):
            yield f"the element {element.tag}"
        for name, value in element.attrib.items():
            if is_stained(str(name), value):
                yield f"{name}={value} of {element.tag}"


def is_stained(name: str, value: str) -> bool:
    """Whether an attribute came from a payload, or does what one says."""
    acts = name.startswith(("on", "hx-", "data-hx-on", "srcdoc", "style"))
    leads = name in ADDRESSES and not value.startswith(("/", "#", "http", "?"))
    return MARK in name or (MARK in value and (acts or leads)) or (name in ADDRESSES and value[:2] == "//")


def is_plain(page: str, payloads: tuple[str, ...]) -> bool:
    """Whether all of the payloads in `page` are escaped, so that it need not be read as a browser would."""
    for text in (" ".join(payloads), *payloads):
        page = page.replace(str(escape(text)), "")
    return MARK not in page


def text_fields(data: Data) -> list[str]:
    """The fields in which people write."""
    return [name for name, value in data.items() if name not in NO_TEXT and isinstance(value, str)]


def forms(ground: Ground) -> Iterator[Form]:
    """Every form with a field to write in, as it is before anybody has written."""
    author = walker(ground, "author")
    for part in KINDS:
        path = f"/editor/articles/{ground.articles['draft']}/parts/{part}"
        page = author.get(path, buffered=True)
        if page.status_code == 200:
            yield "author", path, desk_map.form_on(page.text, path)
    for rule in desk_map.unsafe(ground.app):
        if rule.endpoint not in LEFT_OUT:
            path, person = desk_map.address(ground.app, rule, ground), right_person(ground, rule.endpoint)
            least = desk_map.WAYS[rule.endpoint].least
            yield least, path, desk_map.body(ground.app, rule.endpoint, ground, person)


@pytest.fixture(scope="module")
def known(ground: Ground) -> list[Form]:
    """The forms to write in."""
    return [form for form in forms(ground) if text_fields(form[2])]


def spoil(ground: Ground, known: list[Form], payloads: tuple[str, ...]) -> Iterator[str]:
    """Type `payloads` in every field, together and, where that is too long, alone; what answers."""
    for who, path, data in known:
        person, names = walker(ground, "stranger" if who == "nobody" else who), text_fields(data)
        for text in (" ".join(payloads), *payloads):
            answer = send(person, path, data | dict.fromkeys(names, text))
            yield answer.text
            if answer.status_code == 303:
                break
        # Refused in each way, so that the form comes back with what was typed.
        typed = data | dict.fromkeys(names, payloads[0])
        yield send(person, path, data | dict.fromkeys(names, payloads[0] * 2000)).text
        yield send(person, path, typed, **{"X-CSRF-Token": "none"}).text
        yield send(person, path, typed | {"version": "old"}).text
        if "/parts/" in path:
            again = data | dict.fromkeys(names, payloads[-1]) | {"version": "old"}
            yield send(person, path, again, **{"HX-Request": "true"}).text


def publish_all(ground: Ground) -> None:
    """Let readers see what was typed."""
    with ground.app.app_context():
        with writing() as session:
            for draft in session.scalars(select(Draft)).all():
                if draft.article_id in (ground.articles["draft"], ground.articles["live"]):
                    publish(session, draft.article, Order(NOW, FOREVER, unchecked=True), SitePress())
        db.session.remove()


def everywhere(ground: Ground) -> Iterator[tuple[str, str]]:
    """Every page that anybody may see, with its address."""
    admin, reader = walker(ground, "admin"), walker(ground, "stranger")
    for rule in desk_map.safe(ground.app):
        for state in ("draft", "live") if "article_id" in rule.arguments else ("draft",):
            path = desk_map.address(ground.app, rule, ground, state)
            answer = admin.get(path, buffered=True)
            if answer.mimetype == "text/html":
                yield path, answer.text
    for path in PUBLIC:
        yield path, reader.get(path, buffered=True).text


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), TOGETHER))
def test_what_is_typed_stays_text(ground: Ground, watch: Watch, known: list[Form], start: int) -> None:
    payloads, wrong, seen = PAYLOADS[start : start + TOGETHER], [], 0
    for page in spoil(ground, known, payloads):
        if not is_plain(page, payloads):
            wrong += [("at once", stain) for stain in stains(page)]
    publish_all(ground)
    for path, page in everywhere(ground):
        if MARK in page:
            seen += 1
            wrong += [(path, stain) for stain in stains(page)]
    assert not wrong, "\n".join(map(repr, dict.fromkeys(wrong)))
    assert seen > 25


@pytest.mark.parametrize(
    "stain",
    [PAYLOADS[0], PAYLOADS[11], PAYLOADS[8], f'<a href="javascript:{MARK}">a</a>', "<a href=//x>a</a>"],
)
def test_a_stain_would_be_seen(stain: str) -> None:
    assert list(stains(f"<!doctype html><title>t</title><p>{stain}</p>"))
