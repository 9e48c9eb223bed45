"""Reads a fetched page: each fact from the surest place that has it, whatever the page is like."""

import re
from collections.abc import Iterator
from datetime import datetime

from digest.domain.webpage.aggregators import Aggregator, aggregator_of
from digest.domain.webpage.canonical import canonical_of
from digest.domain.webpage.charset import decode
from digest.domain.webpage.document import Document, text_of
from digest.domain.webpage.json_ld import Linked, Node, addresses_of, linked, types
from digest.domain.webpage.languages import is_japanese, language_of
from digest.domain.webpage.limits import (
    AUTHOR_MOST,
    DESCRIPTION_MOST,
    PUBLISHER_MOST,
    SITE_NAME_MOST,
    TEXT_MOST,
    TITLE_MOST,
    URL_MOST,
)
from digest.domain.webpage.lines import Line, lines
from digest.domain.webpage.main_text import main_text, plain_text
from digest.domain.webpage.microdata import properties
from digest.domain.webpage.origins import copyright_holder, origin_of
from digest.domain.webpage.paywall import is_paywalled
from digest.domain.webpage.publication import Clues, Publication, publication_of
from digest.domain.webpage.site import host_of, labels, original, split
from digest.domain.webpage.titles import Titled, title_of
from digest.domain.webpage.webpage import WebPage
from digest.domain.webpage.words import key, line

_PLAIN = re.compile(r"^\s*text/plain\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|title|meta|p|div)\b", re.IGNORECASE)
_FIRST_LINE_MOST = 120
_PLACEHOLDER = re.compile(r"^(?:https?://|@|\{\{|undefined$|null$|none$|n/a$|-+$)", re.IGNORECASE)


def read_page(body: bytes, content_type: str, url: str, *, now: datetime | None = None) -> WebPage:
    """The page at `url`, which came with these bytes and this Content-Type. Never raises, whatever they are.

    With `now`, days in the future are no days of publication, and days without a year get one.
    """
    text, charset = decode(body, content_type)
    if _PLAIN.match(content_type) and not _MARKUP.search(text[:1000]):
        return _plain_page(text, charset, url, now)
    return _Reading(text, charset, url, now).page()


class _Reading:
    """One page while it is read."""

    def __init__(self, text: str, charset: str, url: str, now: datetime | None) -> None:
        self.url, self.charset, self.now = url, charset, now
        self.host = host_of(original(url))
        self.document = Document.parsed(text, url)
        self.linked: Linked = linked(self.document.scripts, self._addresses())
        self.properties = properties(self.document)
        self.lines: list[Line] = lines(self.document.root) if self.document.root is not None else []
        self.aggregator: Aggregator | None = aggregator_of(self.host)

    def page(self) -> WebPage:
        site_name = self._site_name()
        origin = self._origin()
        titled = title_of(self._titles(), [*self._names(), *([origin] if origin else [])])
        language = self._language(titled.title)
        paywalled = is_paywalled(self.document, self.linked, self.lines)
        canonical = canonical_of(self.document, self.url, self._claimed())
        description, author, picture = self._description(), self._author(), self._picture()
        publisher = self._publisher(site_name, titled)
        # This comes last, as it uses up the tree.
        text = main_text(self.document, titled.title, "\n".join(list(self.linked.strings("articleBody"))[:1]))
        when = self._when(titled.title, language, text)
        return WebPage(
            url=self.url[:URL_MOST],
            canonical_url=canonical,
            title=titled.title,
            site_name=site_name or line(titled.site, SITE_NAME_MOST),
            publisher=publisher,
            origin=origin,
            author=author,
            description=description,
            picture_url=picture,
            language=language,
            published=when.published,
            published_at=when.published_at,
            modified_at=when.modified_at,
            text=text,
            paywalled=paywalled,
            charset=self.charset,
        )

    def _addresses(self) -> set[str]:
        said = [self.url, *self.document.links.get("canonical", ()), *self.document.meta.get("og:url", ())]
        return {each.split("#")[0].split("?")[0].rstrip("/") for each in said if each.strip()}

    def _claimed(self) -> list[str]:
        """The addresses that JSON-LD gives the article."""
        articles = self.linked.articles[:1]
        found = [
            each
            for article in articles
            for name in ("url", "mainEntityOfPage")
            for each in addresses_of(article.get(name))
        ]
        return [each for each in found if each.startswith(("http://", "https://", "/"))]

    def _titles(self) -> Iterator[str]:
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

    def _names(self) -> list[str]:
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

    def _site_name(self) -> str:
        meta = self.document.meta
        sites = [name for node in self.linked.sites if "WebSite" in types(node) for name in _own_names(node)]
        return _first(
            [*meta.get("og:site_name", ()), *sites, *meta.get("application-name", ())], SITE_NAME_MOST
        )

    def _publisher(self, site_name: str, titled: Titled) -> str:
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

    def _origin(self) -> str:
        if not self.aggregator:
            return ""
        own = [self.aggregator.name, *self.document.meta.get("og:site_name", ()), *labels(self.host)]
        return origin_of(self.document, self.linked, self.lines, self._titles(), own)

    def _author(self) -> str:
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
            said = line(text_of(element, 60), 60)
            said = re.sub(
                r"^(?:by|文|著者|執筆|筆者|取材・文|記者)\s*[：:／/]?\s*", "", said, flags=re.IGNORECASE
            )
            if (
                any(word in kind for word in ("author", "byline", "writer"))
                and 1 < len(said) <= 40
                and not re.search(r"\d{4}|。", said)
            ):
                return [said]
        return []

    def _description(self) -> str:
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

    def _picture(self) -> str:
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
            if found and len(found) <= URL_MOST and split(found) and not re.search(r"[\s<>\"'\\]", found):
                return found
        return ""

    def _language(self, title: str) -> str:
        document = self.document
        said = [
            document.language,
            *document.meta.get("content-language", ()),
            *self.linked.strings("inLanguage"),
        ]
        said += document.meta.get("og:locale", [])
        return language_of(said, title, [each.text for each in self.lines[:400] if not each.aside])

    def _when(self, title: str, language: str, text: str) -> Publication:
        japanese = language == "ja" or (not language and (self.host.endswith(".jp") or is_japanese(title)))
        clues = Clues(
            self.document,
            self.linked,
            self.properties,
            self.lines,
            title,
            self.url,
            text[:20_000],
            japanese,
            self.now,
        )
        return publication_of(clues)


def _plain_page(text: str, charset: str, url: str, now: datetime | None) -> WebPage:
    """A page that is plain text: its first line is its title if it is short enough for one."""
    document = Document(base=url)
    body = plain_text(text)
    first, _, rest = body.partition("\n")
    title = line(first, TITLE_MOST) if len(first) <= _FIRST_LINE_MOST else ""
    found = [Line(each) for each in body.split("\n")[:200]]
    clues = Clues(document, Linked(), {}, found, title, url, body[:20_000], True, now)
    when = publication_of(clues)
    host = host_of(url)
    return WebPage(
        url=url[:URL_MOST],
        canonical_url=canonical_of(document, url, []),
        title=title,
        publisher=line(host.removeprefix("www."), PUBLISHER_MOST),
        language=language_of([], title, body.split("\n")[:50]),
        published=when.published,
        published_at=when.published_at,
        text=(rest if title and rest else body)[:TEXT_MOST],
        charset=charset,
    )


def _first(said: list[str], most: int) -> str:
    """The first of these that says something."""
    cleaned = (line(each, most) for each in said)
    return next((each for each in cleaned if key(each) and not _PLACEHOLDER.search(each)), "")


def _own_names(node: Node) -> list[str]:
    names = [node.get("name"), *(also if isinstance(also := node.get("alternateName"), list) else [also])]
    return [name for name in names if isinstance(name, str)][:4]
