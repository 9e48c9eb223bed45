"""An answer as the checks see it: its headers, its text, and its HTML as a tree."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import html5lib
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response

PRIVATE = ("/editor", "/session", "/preview")


@dataclass(frozen=True)
class Answer:
    """What came back for `path`; `templates` are the names rendered for it, outermost ones only."""

    path: str
    status: int
    headers: Headers
    data: bytes
    templates: tuple[str, ...] = ()
    for_htmx: bool = False

    @classmethod
    def of(
        cls, path: str, response: Response, templates: tuple[str, ...] = (), for_htmx: bool = False
    ) -> "Answer":
        """The answer that `response` is."""
        return cls(path, response.status_code, response.headers, response.get_data(), templates, for_htmx)

    @property
    def fragment(self) -> bool:
        """Whether this is a part of a page and not a page: at the desk, whatever htmx asked for."""
        return self.path.startswith("/_/") or (self.for_htmx and not self.public)

    @property
    def public(self) -> bool:
        """Whether everybody gets this same answer."""
        return not self.path.startswith(PRIVATE)

    @property
    def kind(self) -> str:
        """The media type."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip()

    @property
    def html(self) -> bool:
        """Whether the body is HTML that somebody reads; a redirect's is not."""
        return self.kind == "text/html" and not 300 <= self.status < 400 and bool(self.data)

    @property
    def whole(self) -> bool:
        """Whether this is a whole HTML page."""
        return self.html and not self.fragment

    @cached_property
    def text(self) -> str:
        """The body."""
        return self.data.decode("utf-8")

    @cached_property
    def _parsed(self) -> tuple[ET.Element, list[str]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        if self.fragment:
            root = ET.Element("div")
            root.extend(parser.parseFragment(self.text))
        else:
            root = parser.parse(self.text)
        return root, [f"line {line}: {code} {details}" for (line, _), code, details in parser.errors]

    @property
    def root(self) -> ET.Element:
        """The document, or an element around the fragment."""
        return self._parsed[0]

    @property
    def parse_errors(self) -> list[str]:
        """What the HTML parser had to mend."""
        return self._parsed[1]

    @cached_property
    def parents(self) -> dict[ET.Element, ET.Element]:
        """The element around each element."""
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def ids(self) -> dict[str, ET.Element]:
        """The elements by id (of two with one id, the last)."""
        return {given: element for element in self.elements() if (given := element.get("id")) is not None}

    def elements(self, *names: str) -> Iterator[ET.Element]:
        """The elements called one of `names`, or all of them, in document order."""
        return (e for e in self.root.iter() if isinstance(e.tag, str) and (not names or e.tag in names))

    def around(self, element: ET.Element) -> Iterator[ET.Element]:
        """The elements around `element`, the nearest first."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def links(self) -> Iterator[str]:
        """Every address on this site that the page leads to or fetches, without its #anchor."""
        for element in self.elements():
            for name in ("href", "src", "data-hx-get", "action"):
                if (given := element.get(name)) is not None:
                    address = urlsplit(urljoin(f"http://localhost{self.path}", given))
                    if address.netloc == "localhost" and address.scheme == "http":
                        yield address.path + (f"?{address.query}" if address.query else "")
            for candidate in element.get("srcset", "").split(","):
                if candidate.strip():
                    yield urljoin(self.path, candidate.split()[0])


def words(element: ET.Element) -> str:
    """The text of `element` as it is read out: pictures by their alt text, nothing of hidden parts."""
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return ""
    parts = [element.get("alt", "") if element.tag == "img" else "", element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(words(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
