"""A page as a tree, looked through once: what the readers of single facts need is gathered on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree, html

from digest.domain.webpage.limits import (
    ELEMENTS_MOST,
    HEADINGS_MOST,
    METAS_MOST,
    PAGE_MOST,
    PROPERTIES_MOST,
    SCRIPT_LETTERS_MOST,
    SCRIPTS_MOST,
    TIMES_MOST,
    VALUES_MOST,
)
from digest.domain.webpage.markup import is_sound, lean

Element = etree._Element

# What is never shown as text.
UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea"}
)
_XML_INVALID = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
_HEADINGS = frozenset({"h1", "h2"})
_NAME_MOST, _VALUE_MOST = 100, 8_000


@dataclass(slots=True)
class Document:
    """A parsed page; all lists are in the order of the page and limited in length."""

    root: Element | None = None
    base: str = ""
    language: str = ""
    title: str = ""
    amp: bool = False
    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    headings: list[Element] = field(default_factory=list)
    times: list[Element] = field(default_factory=list)
    properties: list[Element] = field(default_factory=list)
    dated: list[Element] = field(default_factory=list)
    signed: list[Element] = field(default_factory=list)
    elements: int = 0
    depth: int = 0

    @classmethod
    def parsed(cls, text: str, url: str) -> "Document":
        """The document of a page's text; empty if there is no tree in it."""
        self = cls(base=url)
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
        markup = lean(text[:PAGE_MOST].translate(_XML_INVALID))
        if not is_sound(markup):
            return self
        data = markup.encode("utf-8", "ignore")
        try:
            self.root = html.document_fromstring(data, parser=parser)
        except (etree.LxmlError, ValueError, AssertionError):
            return self
        for element in elements(self.root):
            self._look_at(element)
        return self

    def first(self, *names: str) -> str:
        """The first value of the first of these <meta> names that has one."""
        return next((value for name in names for value in self.meta.get(name, ()) if value.strip()), "")

    def absolute(self, address: str) -> str:
        """`address` as a whole address, as a link on this page would lead to it; empty if it is none."""
        try:
            return urljoin(self.base, address.strip()[:_VALUE_MOST])
        except ValueError:
            return ""

    def _look_at(self, element: Element) -> None:
        self.elements += 1
        tag = element.tag
        if reader := _READERS.get(tag):
            reader(self, element)
        if (element.get("itemprop") or element.get("property")) and len(self.properties) < PROPERTIES_MOST:
            self.properties.append(element)
        if tag in _HEADINGS and len(self.headings) < HEADINGS_MOST:
            self.headings.append(element)
        self._look_at_class(element)

    def _look_at_class(self, element: Element) -> None:
        said = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('rel') or ''}"[
            :300
        ].lower()
        if len(said) < 5:
            return
        if any(word in said for word in _DATED) and len(self.dated) < TIMES_MOST:
            self.dated.append(element)
        if any(word in said for word in _SIGNED) and len(self.signed) < TIMES_MOST:
            self.signed.append(element)

    def _html(self, element: Element) -> None:
        self.language = (
            self.language
            or element.get("lang")
            or element.get("{http://www.w3.org/XML/1998/namespace}lang")
            or ""
        )
        self.amp = self.amp or element.get("amp") is not None or element.get("⚡") is not None

    def _meta(self, element: Element) -> None:
        value = (element.get("content") or "")[:_VALUE_MOST]
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and len(name) <= _NAME_MOST and len(self.meta) < METAS_MOST:
                values = self.meta.setdefault(name, [])
                if len(values) < VALUES_MOST:
                    values.append(value)

    def _link(self, element: Element) -> None:
        for rel in (element.get("rel") or "")[:_NAME_MOST].lower().split():
            values = self.links.setdefault(rel, []) if len(self.links) < METAS_MOST else []
            if len(values) < VALUES_MOST:
                values.append((element.get("href") or "")[:_VALUE_MOST])

    def _base(self, element: Element) -> None:
        self.base = self.absolute(element.get("href") or "") or self.base

    def _title(self, element: Element) -> None:
        parent = element.getparent()
        # A picture in SVG has a title too.
        if not self.title and (parent is None or parent.tag not in UNSEEN):
            self.title = text_of(element, _VALUE_MOST)

    def _script(self, element: Element) -> None:
        kind = (element.get("type") or "").lower()
        if "ld+json" in kind and len(self.scripts) < SCRIPTS_MOST:
            left = SCRIPT_LETTERS_MOST - sum(map(len, self.scripts))
            if left > 0:
                self.scripts.append((element.text or "")[:left])

    def _time(self, element: Element) -> None:
        if len(self.times) < TIMES_MOST:
            self.times.append(element)


_READERS = {
    "html": Document._html,
    "meta": Document._meta,
    "link": Document._link,
    "base": Document._base,
    "title": Document._title,
    "script": Document._script,
    "time": Document._time,
}
_DATED = ("date", "time", "publi", "posted", "update", "day", "koukai", "hizuke")
_SIGNED = (
    "author",
    "byline",
    "writer",
    "credit",
    "provider",
    "source",
    "media",
    "copyright",
    "haishin",
    "kisha",
)


def elements(root: Element, most: int = ELEMENTS_MOST) -> Iterator[Element]:
    """`root` and what is in it, in the order of the page, up to a number that no honest page reaches."""
    for number, element in enumerate(root.iter()):
        if number >= most:
            return
        if isinstance(element.tag, str):
            yield element


def text_of(element: Element, most: int) -> str:
    """The text in `element` that a reader sees, up to about `most` characters."""
    parts: list[str] = []
    length = 0
    for part in _texts(element):
        parts.append(part)
        length += len(part)
        if length > most:
            break
    return "".join(parts)[:most]


def _texts(element: Element) -> Iterator[str]:
    skipped: Element | None = None
    for number, (event, each) in enumerate(etree.iterwalk(element, events=("start", "end"))):
        if number > ELEMENTS_MOST:
            return
        if event == "start":
            if skipped is None and each is not element and each.tag in UNSEEN:
                skipped = each
            if skipped is None:
                if each.tag == "br":
                    yield " "
                if each.text:
                    yield each.text
            continue
        if skipped is each:
            skipped = None
        if skipped is None and each is not element and each.tail:
            yield each.tail
