"""An article as its templates ask for it: the edition, its contents and its sources with their addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from digest.domain.edition import Citation, Edition
from digest.domain.people import Author
from digest.domain.topic import Tag


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the list of contents."""

    number: int
    title: str
    url: str
    sections: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A line in the list of sources. `href` leads to the card that cites it."""

    number: int
    card_id: str
    href: str
    title: str
    publisher: str
    url: str
    published: date | None
    source_id: int | None


class ArticleView:
    """An edition with what its pages' head and foot need beside its columns."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

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
            PageEntry(n, page["title"], page_url(self._edition.slug, n), page["sections"])
            for n, page in enumerate(self._edition.contents, start=1)
        ]

    @property
    def sources(self) -> list[SourceEntry]:
        """Every card, in reading order."""
        return [self._entry(citation) for citation in self._edition.citations]

    def _entry(self, citation: Citation) -> SourceEntry:
        source = citation.source
        return SourceEntry(
            number=citation.number,
            card_id=citation.card_id,
            href=f"{page_url(self._edition.slug, citation.page_number)}#{citation.card_id}",
            title=citation.title,
            publisher=citation.publisher,
            url=source.url if source else "",
            published=source.published if source else None,
            source_id=source.id if source else None,
        )


def page_url(slug: str, number: int) -> str:
    """The address of a page; the first has the article's own."""
    if number == 1:
        return url_for("articles.show", slug=slug)
    return url_for("articles.page", slug=slug, number=number)
