"""An article as its templates ask for it: the edition, its contents and its sources with their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from flask import url_for

from digest.domain.edition import Citation, Edition
from digest.domain.people import Author
from digest.domain.source import Source
from digest.domain.topic import Tag


class Way(Protocol):
    """Where the pages of one article are read: in public, or as proofs of its draft."""

    def page(self, number: int) -> str:
        """The address of a page."""

    def piece(self, number: int) -> str:
        """The address of a page as it stands beneath the page before."""

    def together(self) -> str:
        """The address of all pages in one; a proof has none."""


@dataclass(frozen=True, slots=True)
class PublicWay:
    """The addresses that everybody knows; the first page has the article's own."""

    slug: str

    def page(self, number: int) -> str:
        """The address of a page."""
        if number == 1:
            return url_for("articles.show", slug=self.slug)
        return url_for("articles.page", slug=self.slug, number=number)

    def piece(self, number: int) -> str:
        """The address of a page as it stands beneath the page before."""
        return url_for("articles.piece", slug=self.slug, number=number)

    def together(self) -> str:
        """The address of all pages in one."""
        return url_for("articles.together", slug=self.slug)


@dataclass(frozen=True, slots=True)
class OneWay(PublicWay):
    """Every page of the article at the one address that has them all."""

    def page(self, number: int) -> str:
        """The address of a page."""
        return self.together()


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the list of contents."""

    number: int
    title: str
    url: str
    sections: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A line in the list of sources. `href` leads to the card that cites it, `record` to what is known of it.

    A source that is not stored yet has its card for a record; `stored` says how it fares.
    """

    number: int
    card_id: str
    href: str
    title: str
    publisher: str
    url: str
    published: date | None
    record: str
    stored: Source | None


class ArticleView:
    """An edition with what its pages' head and foot need beside its columns, read along `way`."""

    def __init__(self, edition: Edition, way: Way) -> None:
        self._edition = edition
        self.way = way

    def __getattr__(self, name: str) -> Any:
        return getattr(self._edition, name)

    @property
    def author(self) -> Author:
        """Who signs it."""
        return self._edition.article.author

    @property
    def tags(self) -> list[Tag]:
        """Its tags."""
        return self._edition.article.tags

    @property
    def contents(self) -> list[PageEntry]:
        """Every page with its sections."""
        return [
            PageEntry(n, page["title"], self.way.page(n), page["sections"])
            for n, page in enumerate(self._edition.contents, start=1)
        ]

    @property
    def sources(self) -> list[SourceEntry]:
        """Every card, in reading order."""
        return [self._entry(citation) for citation in self._edition.citations]

    def _entry(self, citation: Citation) -> SourceEntry:
        source = citation.source
        href = f"{self.way.page(citation.page_number)}#{citation.card_id}"
        return SourceEntry(
            number=citation.number,
            card_id=citation.card_id,
            href=href,
            title=citation.title,
            publisher=citation.publisher,
            url=source.url if source else "",
            published=source.published if source else None,
            record=_record(source) or href if source else "",
            stored=source,
        )


def _record(source: Source) -> str:
    return url_for("sources.show", source_id=source.id) if source.id else ""
