"""A page as rules look at it: read once, by the parser of lxml."""

from collections.abc import Iterator
from functools import cached_property

from lxml import etree, html
from lxml.html import HtmlElement

from digest.domain.contract.answers import Answer, Place, place

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEADING = ("href", "src", "data-hx-get")


class Page:
    """A whole page, or a piece of one, of the site at `base`."""

    def __init__(self, answer: Answer, base: str) -> None:
        self.answer = answer
        self.base = base
        self.root = _root(answer)

    @property
    def address(self) -> str:
        """Where it is read."""
        return self.answer.address

    @property
    def url(self) -> str:
        """The one address that it should name."""
        return self.base + self.answer.path

    @cached_property
    def elements(self) -> list[HtmlElement]:
        """Every element, in document order."""
        return [element for element in self.root.iter() if isinstance(element.tag, str)]

    def named(self, *tags: str) -> Iterator[HtmlElement]:
        """The elements with one of these tags."""
        return (element for element in self.elements if element.tag in tags)

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """What the head says, by name or property."""
        found: dict[str, list[str]] = {}
        for element in self.named("meta"):
            name = element.get("name") or element.get("property")
            if name:
                found.setdefault(name, []).append(element.get("content", ""))
        return found

    def related(self, rel: str) -> list[HtmlElement]:
        """The link elements of this relation."""
        return [link for link in self.named("link") if rel in link.get("rel", "").split()]

    @cached_property
    def canonical(self) -> list[str]:
        """The addresses that it calls its own."""
        return [link.get("href", "") for link in self.related("canonical")]

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it."""
        said = [self.answer.robots, *self.meta.get("robots", [])]
        return not any("noindex" in each for each in said)

    @cached_property
    def titles(self) -> list[str]:
        """The titles in its head; pictures that are drawn may have titles of their own."""
        return [words(title) for title in self.root.findall("./head/title")]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, as often as it is given."""
        return [element.get("id", "") for element in self.elements if element.get("id") is not None]

    def links(self) -> Iterator[tuple[HtmlElement, Place]]:
        """Every address within the site that it leads to or fetches."""
        for element in self.elements:
            for name in _LEADING:
                if (link := element.get(name)) is not None and (
                    found := place(link, self.address, self.base)
                ):
                    yield element, found
            for candidate in element.get("srcset", "").split(","):
                if candidate.strip() and (found := place(candidate.split()[0], self.address, self.base)):
                    yield element, found


def words(element: HtmlElement) -> str:
    """The text of an element, in one line."""
    return " ".join(str(element.text_content()).split())


def _root(answer: Answer) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8")
    try:
        if answer.is_piece:
            return html.fragment_fromstring(answer.body.decode(), create_parent="div", parser=parser)
        return html.document_fromstring(answer.body, parser=parser)
    except (etree.ParserError, UnicodeDecodeError):
        # An empty body has no elements.
        return html.Element("div")
