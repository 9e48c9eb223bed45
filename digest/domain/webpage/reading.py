"""Reads a fetched page: each fact from the surest place that has it, whatever the page is like."""

import re
from datetime import datetime

from digest.domain.webpage.aggregators import aggregator_of
from digest.domain.webpage.canonical import canonical_of
from digest.domain.webpage.charset import decode
from digest.domain.webpage.clues import Clues
from digest.domain.webpage.document import Document
from digest.domain.webpage.facts import Facts
from digest.domain.webpage.json_ld import Linked, addresses_of, linked
from digest.domain.webpage.languages import is_japanese, language_of
from digest.domain.webpage.limits import PUBLISHER_MOST, SITE_NAME_MOST, TEXT_MOST, TITLE_MOST, URL_MOST
from digest.domain.webpage.lines import Line, lines
from digest.domain.webpage.main_text import main_text, plain_text
from digest.domain.webpage.microdata import properties
from digest.domain.webpage.paywall import is_paywalled
from digest.domain.webpage.publication import publication_of
from digest.domain.webpage.site import host_of, original
from digest.domain.webpage.titles import title_of
from digest.domain.webpage.webpage import WebPage
from digest.domain.webpage.words import line

_PLAIN = re.compile(r"^\s*text/plain\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|title|meta|p|div)\b", re.IGNORECASE)
_FIRST_LINE_MOST = 120
# Where days are looked for in the text; they stand at its beginning or its end.
_TEXT_LOOKED_AT = 20_000


def read_page(body: bytes, content_type: str, url: str, *, now: datetime | None = None) -> WebPage:
    """The page at `url`, which came with these bytes and this Content-Type. Never raises, whatever they are.

    With `now`, days in the future are no days of publication, and days without a year get one.
    """
    text, charset = decode(body, content_type)
    if _PLAIN.match(content_type) and not _MARKUP.search(text[:1000]):
        return _plain_page(text, charset, url, now)
    return _page(Document.parsed(text, url), charset, url, now)


def _page(document: Document, charset: str, url: str, now: datetime | None) -> WebPage:
    shown = lines(document.root) if document.root is not None else []
    data = linked(document.scripts, _addresses(document, url))
    host = host_of(original(url))
    facts = Facts(document, data, properties(document), shown, host, aggregator_of(host))
    site_name, origin = facts.site_name(), facts.origin()
    titled = title_of(facts.titles(), [*facts.names(), *([origin] if origin else [])])
    language = facts.language(titled.title)
    stated = {
        "canonical_url": canonical_of(document, url, _claimed(data)),
        "publisher": facts.publisher(site_name, titled),
        "author": facts.author(),
        "description": facts.description(),
        "picture_url": facts.picture(),
    }
    paywalled = is_paywalled(document, data, shown)
    japanese = language == "ja" or (not language and (host.endswith(".jp") or is_japanese(titled.title)))
    text = main_text(document, titled.title, next(data.strings("articleBody"), ""))
    beginning = text[:_TEXT_LOOKED_AT]
    when = publication_of(
        Clues(document, data, facts.properties, shown, titled.title, url, beginning, japanese, now)
    )
    return WebPage(
        url=url[:URL_MOST],
        title=titled.title,
        site_name=site_name or line(titled.site, SITE_NAME_MOST),
        origin=origin,
        language=language,
        published=when.published,
        published_at=when.published_at,
        modified_at=when.modified_at,
        text=text,
        paywalled=paywalled,
        charset=charset,
        **stated,
    )


def _addresses(document: Document, url: str) -> set[str]:
    """The addresses that may be the page's own."""
    said = [url, *document.links.get("canonical", ()), *document.meta.get("og:url", ())]
    return {each.split("#")[0].split("?")[0].rstrip("/") for each in said if each.strip()}


def _claimed(data: Linked) -> list[str]:
    """The addresses that JSON-LD gives the article."""
    nodes = [article.get(name) for article in data.articles[:1] for name in ("url", "mainEntityOfPage")]
    found = [each for node in nodes for each in addresses_of(node)]
    return [each for each in found if each.startswith(("http://", "https://", "/"))]


def _plain_page(text: str, charset: str, url: str, now: datetime | None) -> WebPage:
    """A page that is plain text: its first line is its title if it is short enough for one."""
    document = Document(base=url)
    body = plain_text(text)
    first, _, rest = body.partition("\n")
    title = line(first, TITLE_MOST) if len(first) <= _FIRST_LINE_MOST else ""
    shown = [Line(each) for each in body.split("\n")[:200]]
    when = publication_of(Clues(document, Linked(), {}, shown, title, url, body[:_TEXT_LOOKED_AT], True, now))
    return WebPage(
        url=url[:URL_MOST],
        canonical_url=canonical_of(document, url, []),
        title=title,
        publisher=line(host_of(url).removeprefix("www."), PUBLISHER_MOST),
        language=language_of([], title, body.split("\n")[:50]),
        published=when.published,
        published_at=when.published_at,
        text=(rest if title and rest else body)[:TEXT_MOST],
        charset=charset,
    )
