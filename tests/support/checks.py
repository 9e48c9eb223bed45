"""What every answer must keep to. Each check yields one sentence for each fault that it finds."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from tests.support.answers import Answer, words

Faults = Iterator[str]
Check = Callable[[Answer], Faults]

_HEADING = re.compile(r"h[1-6]\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_SIZE = re.compile(r"[1-9][0-9]{0,4}\Z")
_PROOF = re.compile(r"/editor/articles/[0-9]+/proof(/[0-9]+)?(\?|\Z)")
_ROOM = re.compile(r"/editor/articles/[0-9]+(/preview)?(\?|\Z)")
_UNLABELLED_INPUTS = {"hidden", "submit", "reset", "button", "image"}
_REFERENCES = ("aria-labelledby", "aria-describedby", "headers", "for", "list", "form")


def html_is_well_formed(answer: Answer) -> Faults:
    """The parser has nothing to mend."""
    if answer.html:
        yield from answer.parse_errors


def ids_are_unique(answer: Answer) -> Faults:
    """An id names one element."""
    if answer.html:
        given = Counter(element.get("id") for element in answer.elements() if element.get("id") is not None)
        for name, count in given.items():
            if count > 1:
                yield f"{count} elements have the id {name!r}"
            if not name or re.search(r"\s", name):
                yield f"{name!r} is no id"


def whole_page_has_its_parts(answer: Answer) -> Faults:
    """A page names its language, its title and its one main part, and fits a phone."""
    if not answer.whole:
        return
    if not answer.root.get("lang"):
        yield "the page does not name its language"
    if not any(words(title) for title in answer.elements("title")):
        yield "the page has no title"
    if len(list(answer.elements("main"))) != 1:
        yield "the page does not have exactly one main part"
    named = {element.get("name"): element.get("content", "") for element in answer.elements("meta")}
    if "width=device-width" not in named.get("viewport", ""):
        yield "the page has no viewport for phones"
    if re.search(r"user-scalable|maximum-scale", named.get("viewport", "")):
        yield "the page keeps readers from zooming"


def languages_are_known(answer: Answer) -> Faults:
    """What names a language names one, so that it is read out in it."""
    if answer.html:
        for element in answer.elements():
            if not _LANGUAGE.match(element.get("lang", "ja")):
                yield f"the {element.tag} is in the language {element.get('lang')!r}"


def headings_are_in_order(answer: Answer) -> Faults:
    """One h1 on a page, and no level left out on the way down."""
    if not answer.html:
        return
    levels = [int(element.tag[1]) for element in answer.elements() if _HEADING.match(element.tag)]
    if answer.whole and levels.count(1) != 1:
        yield f"the page has {levels.count(1)} first headings"
    if answer.whole and levels and levels[0] != 1:
        yield f"the first heading of the page is of level {levels[0]}"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"
    for element in answer.elements():
        if _HEADING.match(element.tag) and not words(element):
            yield f"an {element.tag} says nothing"


def controls_have_names(answer: Answer) -> Faults:
    """Whoever cannot see a control is told what it is."""
    if not answer.html:
        return
    labelled = {label.get("for") for label in answer.elements("label") if words(label)}
    for element in answer.elements("input", "select", "textarea"):
        if element.tag == "input" and element.get("type", "text") in _UNLABELLED_INPUTS:
            named = element.get("type") == "hidden" or bool(element.get("value") or element.get("alt"))
        else:
            wrapped = any(e.tag == "label" and words(e) for e in answer.around(element))
            named = element.get("id") in labelled or wrapped
        if not (named or _aria_name(answer, element)):
            yield f"the {element.tag} {element.get('name') or element.get('id')!r} has no label"
    for element in answer.elements("button", "summary", "a"):
        # Script names what it shows; until then nobody meets it.
        if (element.tag == "a" and element.get("href") is None) or element.get("hidden") is not None:
            continue
        if not (words(element) or _aria_name(answer, element) or _graphic_name(element)):
            yield f"a {element.tag} has no name: {element.attrib}"


def _aria_name(answer: Answer, element: ET.Element) -> str:
    named_by = element.get("aria-labelledby", "").split()
    return element.get("aria-label", "").strip() or "".join(
        words(answer.ids[name]) for name in named_by if name in answer.ids
    )


def _graphic_name(element: ET.Element) -> str:
    return "".join(child.get("aria-label", "") for child in element.iter() if isinstance(child.tag, str))


def pictures_keep_their_place(answer: Answer) -> Faults:
    """A picture says what it shows and how large it will be."""
    if answer.html:
        for image in answer.elements("img"):
            if image.get("alt") is None:
                yield f"the picture {image.get('src')} has no alt text"
            if not all(_SIZE.match(image.get(side, "")) for side in ("width", "height")):
                yield f"the picture {image.get('src')} has no size"


def nothing_is_inline(answer: Answer) -> Faults:
    """No script, style or handler in the page: the content security policy would stop it."""
    if not answer.html:
        return
    for script in answer.elements("script"):
        if script.get("src") is None and script.get("type") != "application/ld+json":
            yield "there is a script in the page"
    for _ in answer.elements("style"):
        yield "there is a style sheet in the page"
    for element in answer.elements():
        for name, value in element.attrib.items():
            if wrong := _active(name, value):
                yield f"the {element.tag} has {name}: {wrong}"


def _active(name: str, value: str) -> str | None:
    if name == "style":
        return "a style of its own"
    if name.startswith(("on", "data-hx-on")):
        return "a handler"
    if name.startswith("hx-"):
        return f"that is not HTML, write data-{name}"
    return "a script for an address" if value.strip().lower().startswith("javascript:") else None


def structured_data_parses(answer: Answer) -> Faults:
    """What is called JSON or XML is."""
    blocks = [answer.text] if answer.kind in ("application/json", "application/feed+json") else []
    if answer.html:
        scripts = answer.elements("script")
        blocks += [s.text or "" for s in scripts if s.get("type") == "application/ld+json"]
    for block in blocks:
        try:
            json.loads(block)
        except ValueError as error:
            yield f"not JSON: {error}"
    if answer.kind in ("application/xml", "application/atom+xml", "text/xml", "image/svg+xml"):
        try:
            ET.fromstring(answer.data)
        except ET.ParseError as error:
            yield f"not XML: {error}"


def foreign_links_are_careful(answer: Answer) -> Faults:
    """A page that is opened in a new window cannot reach back, and a source is told no address of ours."""
    if answer.html:
        for link in answer.elements("a", "area", "form"):
            rel = set(link.get("rel", "").split())
            if link.get("target") == "_blank" and not rel & {"noopener", "noreferrer"}:
                yield f"{link.get('href')} opens a window that can reach back"
            if link.tag == "a" and _is_foreign(link.get("href", "")) and not rel:
                yield f"{link.get('href')} leads away without rel"


def anchors_resolve(answer: Answer) -> Faults:
    """A link within the page, a label and a description lead to something."""
    if not answer.whole:
        return
    path = urlsplit(answer.path).path
    for element in answer.elements():
        address = urlsplit(element.get("href", ""))
        here = not address.netloc and address.path in ("", path)
        if address.fragment and here and address.fragment not in {*answer.ids, "top"}:
            yield f"#{address.fragment} is not on this page"
        for name in _REFERENCES:
            for given in element.get(name, "").split():
                if given not in answer.ids:
                    yield f"{name} of a {element.tag} names {given!r}, which is not on this page"


def nothing_from_elsewhere(answer: Answer) -> Faults:
    """A visit is known to this site alone."""
    if not answer.html:
        return
    for element in answer.elements("script", "img", "iframe", "source", "audio", "video", "embed", "object"):
        for name in ("src", "srcset", "data", "poster"):
            if _is_foreign(element.get(name, "")):
                yield f"the {element.tag} fetches {element.get(name)}"
    for link in answer.elements("link"):
        fetched = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
        if fetched & set(link.get("rel", "").split()) and _is_foreign(link.get("href", "")):
            # A preconnect alone tells the other host of the visit.
            yield f"the page fetches {link.get('href')}"


def _is_foreign(address: str) -> bool:
    """Whether `address` is on another host; the client of the tests is served by localhost."""
    host = urlsplit(address).hostname
    return host is not None and host not in ("localhost", "127.0.0.1")


def public_answers_set_no_cookie(answer: Answer) -> Faults:
    """A public answer is nobody's own, so that any cache may keep it."""
    if answer.public and answer.headers.getlist("Set-Cookie"):
        yield f"sets a cookie: {answer.headers['Set-Cookie']}"


def browsers_are_told_to_be_strict(answer: Answer) -> Faults:
    """Every answer carries the headers that limit what a mistake could do."""
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers.get("Content-Security-Policy", "").split(";")
    )
    if policy.get("default-src") != "'none'":
        yield "the content security policy does not start from nothing"
    yield from _frames(answer, policy)
    if any(re.search(r"unsafe|\*|data:|https?:", sources) for sources in policy.values()):
        yield "the content security policy lets in more than this site"
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        yield "X-Content-Type-Options is missing"
    if not answer.headers.get("Referrer-Policy"):
        yield "Referrer-Policy is missing"


def _frames(answer: Answer, policy: dict[str, str]) -> Faults:
    """Proofs of a draft may be framed, by the preview room and the canvas. Nothing else, by nobody else."""
    framed = answer.status == 200 and _PROOF.match(answer.path)
    if policy.get("frame-ancestors") != ("'self'" if framed else "'none'"):
        yield "the content security policy says wrongly who may frame it"
    if answer.headers.get("X-Frame-Options") != ("SAMEORIGIN" if framed else "DENY"):
        yield "X-Frame-Options says wrongly who may frame it"
    framing = answer.status == 200 and _ROOM.match(answer.path)
    if policy.get("frame-src", "'none'") != ("'self'" if framing else "'none'"):
        yield "the content security policy says wrongly what it may frame"


def keeping_is_decided(answer: Answer) -> Faults:
    """Every answer says how long it may be kept."""
    if not answer.headers.get("Cache-Control"):
        yield "Cache-Control is missing"


def charset_is_named(answer: Answer) -> Faults:
    """Text says how it is written."""
    if answer.kind.startswith("text/") and "charset=utf-8" not in answer.headers["Content-Type"].lower():
        yield f"{answer.kind} without charset"


def fragments_are_parts(answer: Answer) -> Faults:
    """What lives under /_/ is a piece made by a piece's template, and no search engine lists it."""
    if not answer.fragment:
        return
    if "noindex" not in answer.headers.get("X-Robots-Tag", ""):
        yield "a fragment that search engines may list"
    if answer.html and re.search(r"<(!doctype|html|head|body|main|h1)\b", answer.text, re.IGNORECASE):
        yield "a fragment with the parts of a whole page"
    for name in answer.templates:
        if not name.rpartition("/")[2].startswith("_"):
            yield f"a fragment made by {name}, which is not the name of a piece"


CHECKS: tuple[Check, ...] = (
    html_is_well_formed,
    ids_are_unique,
    whole_page_has_its_parts,
    languages_are_known,
    headings_are_in_order,
    controls_have_names,
    pictures_keep_their_place,
    nothing_is_inline,
    structured_data_parses,
    foreign_links_are_careful,
    anchors_resolve,
    nothing_from_elsewhere,
    public_answers_set_no_cookie,
    browsers_are_told_to_be_strict,
    keeping_is_decided,
    charset_is_named,
    fragments_are_parts,
)


def faults(answer: Answer) -> list[str]:
    """Everything that is wrong with `answer`, by check."""
    return [f"{check.__name__}: {fault}" for check in CHECKS for fault in check(answer)]
