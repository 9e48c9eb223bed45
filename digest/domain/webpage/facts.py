"""The single facts that a page states of itself, each from the surest place that has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.domain.webpage.aggregators import Aggregator
from digest.domain.webpage.document import Document, text_of
from digest.domain.webpage.json_ld import Linked, Node, addresses_of, types
from digest.domain.webpage.languages import language_of
from digest.domain.webpage.limits import (
    AUTHOR_MOST,
    DESCRIPTION_MOST,
    PUBLISHER_MOST,
    SITE_NAME_MOST,
    TITLE_MOST,
    URL_MOST,
)
from digest.domain.webpage.lines import Line
from digest.domain.webpage.origins import copyright_holder, origin_of
from digest.domain.webpage.site import labels, split
from digest.domain.webpage.titles import Titled
from digest.domain.webpage.words import key, line

# What templates leave where a name should be.
_PLACEHOLDER = re.compile(r"^(?:https?://|@|\{\{|undefined$|null$|none$|n/a$|-+$)", re.IGNORECASE)
_BYLINES = ("author", "byline", "writer")
_BY = re.compile(r"^(?:by|文|著者|執筆|筆者|取材・文|記者)\s*[：:／/]?\s*", re.IGNORECASE)
# Without a class that says so, a byline must look like one.
_SIGNED = re.compile(
    r"(?:By\s+(?P<name>[A-Z][^\d,|]{2,50})|(?:文|取材・文|執筆|著者|筆者|記者)\s*[：:／/]\s*(?P<ja>[^\d。]{2,20}))"
)
_BYLINE_LINES = 80
_NO_NAME = re.compile(r"\d{4}|。")
_UNSOUND = re.compile(r"[\s<>\"'\\]")


@dataclass(slots=True)
class Facts:
    """A page, looked through; the methods say what it states, as plain text within the limits."""

    document: Document
    linked: Linked
    properties: dict[str, list[str]]
    lines: list[Line]
    host: str
    aggregator: Aggregator | None

    def titles(self) -> Iterator[str]:
        """Everything that may be the title, the surest first."""
        document = self.document
        said = [
            *self.linked.strings("headline"),
            *document.meta.get("og:title", ()),
            *document.meta.get("twitter:title", ()),
            *self.properties.get("headline", ()),
            *document.meta.get("citation_title", ()),
            *document.meta.get("dc.title", ()),
            document.title,
            *(text_of(each, TITLE_MOST * 2) for each in document.headings if each.tag == "h1"),
            *(
                name
                for article in self.linked.articles[:1]
                if "WebPage" not in types(article)
                for name in self.linked.strings("name")
            ),
            *(text_of(each, TITLE_MOST * 2) for each in document.headings[:3] if each.tag == "h2"),
        ]
        return (
            cleaned
            for each in said
            if (cleaned := line(each, TITLE_MOST)) and not _PLACEHOLDER.search(cleaned)
        )

    def names(self) -> list[str]:
        """What the site may be called, in a title."""
        meta = self.document.meta
        named = [name for node in self.linked.sites for name in _own_names(node)]
        said = [
            *meta.get("og:site_name", ()),
            *self.linked.names("publisher"),
            *self.properties.get("publisher.name", ()),
            *named,
            *meta.get("application-name", ()),
            *meta.get("apple-mobile-web-app-title", ()),
            *meta.get("dc.publisher", ()),
            copyright_holder(self.lines),
            *labels(self.host),
        ]
        if self.aggregator:
            said.append(self.aggregator.name)
        return [each[:SITE_NAME_MOST] for each in said if each]

    def site_name(self) -> str:
        """What the site calls itself."""
        meta = self.document.meta
        sites = [name for node in self.linked.sites if "WebSite" in types(node) for name in _own_names(node)]
        return _first(
            [*meta.get("og:site_name", ()), *sites, *meta.get("application-name", ())], SITE_NAME_MOST
        )

    def publisher(self, site_name: str, titled: Titled) -> str:
        """Who runs the site, best known; at last its host, so that a card never lacks a name."""
        if self.aggregator:
            return self.aggregator.name
        said = [
            *self.linked.names("publisher"),
            *self.properties.get("publisher.name", ()),
            *self.properties.get("publisher", ()),
            site_name,
            *self.document.meta.get("dc.publisher", ()),
            *self.document.meta.get("publisher", ()),
            titled.site,
            *self.linked.names("sourceOrganization"),
            copyright_holder(self.lines),
            self.host.removeprefix("www."),
        ]
        return _first(said, PUBLISHER_MOST)

    def origin(self) -> str:
        """The original publisher of what an aggregator shows."""
        if not self.aggregator:
            return ""
        own = [self.aggregator.name, *self.document.meta.get("og:site_name", ()), *labels(self.host)]
        return origin_of(self.document, self.linked, self.lines, self.titles(), own)

    def author(self) -> str:
        """Who wrote the report, all of them."""
        names = self.linked.names("author", "creator") or self.properties.get("author.name", [])
        said = (
            names
            or [
                *self.properties.get("author", ()),
                *self.document.meta.get("author", ()),
                *self.document.meta.get("article:author", ()),
                *self.document.meta.get("dc.creator", ()),
                *self.document.meta.get("citation_author", ()),
            ][:1]
        )
        people = [
            name for each in said if (name := line(each, AUTHOR_MOST)) and not _PLACEHOLDER.search(name)
        ]
        if not people:
            people = self._signed()
        separator = (
            "、" if any("\u3040" <= letter <= "\u9fff" for name in people for letter in name) else ", "
        )
        return line(separator.join(dict.fromkeys(people)), AUTHOR_MOST)

    def _signed(self) -> list[str]:
        """The name in a byline."""
        for element in self.document.signed:
            kind = f"{element.get('class')} {element.get('rel')}".lower()
            said = _BY.sub("", line(text_of(element, 60), 60))
            if any(word in kind for word in _BYLINES) and 1 < len(said) <= 40 and not _NO_NAME.search(said):
                return [said]
        near = (each.text for each in self.lines[:_BYLINE_LINES] if len(each.text) <= 60 and not each.aside)
        return [found["name"] or found["ja"] for text in near if (found := _SIGNED.fullmatch(text))][:1]

    def description(self) -> str:
        """What the page says it is about."""
        meta = self.document.meta
        said = [
            *meta.get("og:description", ()),
            *meta.get("description", ()),
            *meta.get("twitter:description", ()),
        ]
        return _first(
            [*said, *self.linked.strings("description"), *self.properties.get("description", ())],
            DESCRIPTION_MOST,
        )

    def picture(self) -> str:
        """The address of the lead picture."""
        meta = self.document.meta
        said = [
            *meta.get("og:image", ()),
            *meta.get("og:image:secure_url", ()),
            *meta.get("og:image:url", ()),
        ]
        said += [each for article in self.linked.articles[:1] for each in addresses_of(article.get("image"))]
        said += [
            *meta.get("twitter:image", ()),
            *meta.get("twitter:image:src", ()),
            *self.document.links.get("image_src", ()),
        ]
        for each in said:
            found = self.document.absolute(each) if each.strip() else ""
            if found and len(found) <= URL_MOST and split(found) and not _UNSOUND.search(found):
                return found
        return ""

    def language(self, title: str) -> str:
        """The language of the report."""
        document = self.document
        said = [
            document.language,
            *document.meta.get("content-language", ()),
            *self.linked.strings("inLanguage"),
        ]
        said += document.meta.get("og:locale", [])
        return language_of(said, title, [each.text for each in self.lines[:400] if not each.aside])


def _first(said: list[str], most: int) -> str:
    """The first of these that says something."""
    cleaned = (line(each, most) for each in said)
    return next((each for each in cleaned if key(each) and not _PLACEHOLDER.search(each)), "")


def _own_names(node: Node) -> list[str]:
    names = [node.get("name"), *(also if isinstance(also := node.get("alternateName"), list) else [also])]
    return [name for name in names if isinstance(name, str)][:4]
