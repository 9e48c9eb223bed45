"""Editions: the published copies of articles, and the one query for what is public."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from markupsafe import Markup
from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Exists,
    ForeignKey,
    Index,
    Select,
    Table,
    Text,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import (
    Mapped,
    contains_eager,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
    undefer,
    with_expression,
)
from sqlalchemy.orm.interfaces import LoaderOption

from digest.domain.article import Article
from digest.domain.columns import MarkupColumn, TreeColumn
from digest.domain.people import Author
from digest.domain.picture import Picture
from digest.domain.source import Source
from digest.domain.topic import Topic
from digest.domain.tree import Tree
from digest.store import FOREVER, Base

edition_picture = Table(
    "edition_picture",
    Base.metadata,
    Column("edition_id", ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    Column("picture_id", ForeignKey("picture.id"), primary_key=True, index=True),
)


class Kind(StrEnum):
    """Why an edition was published."""

    FIRST = "first"
    TYPO = "typo"
    UPDATE = "update"
    CORRECTION = "correction"
    RESTORED = "restored"  # public again after it was withdrawn or its time was over


class Edition(Base):
    """An immutable published copy of a tree, live from `live_from` until `live_until` (UTC).

    What lists and page heads show stands in columns of its own, made from the tree when it was
    published; `title_html` carries the phrase breaks. `corrected_at` is `live_from` for updates and
    corrections and nothing for other editions; `note` says why, `before` and `after` what it said and says.
    `former_end` is when the edition before this one would have ended without it, should this be called off.
    `overrides` are the warnings of the checklist that were overridden, each with its reason. `mix` counts
    where its sources come from; `assisted` names who verified the wordings that an assistant offered.
    """

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        CheckConstraint("live_from <= live_until", name="live_in_order"),
        # With the number of pages, so that all public addresses are counted without reading a row.
        Index("ix_edition_live", "article_id", "live_from", "live_until", "page_count"),
        Index("ix_edition_corrected", "corrected_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(default=Kind.FIRST)
    note: Mapped[str] = mapped_column(Text, default="")
    live_from: Mapped[datetime]
    live_until: Mapped[datetime] = mapped_column(default=FOREVER)
    updated_at: Mapped[datetime | None]
    corrected_at: Mapped[datetime | None]
    former_end: Mapped[datetime | None]
    before: Mapped[str] = mapped_column(Text, default="", server_default="")
    after: Mapped[str] = mapped_column(Text, default="", server_default="")
    overrides: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    tree: Mapped[Tree] = mapped_column(TreeColumn, deferred=True)

    title: Mapped[str] = mapped_column(Text)
    title_html: Mapped[Markup] = mapped_column(MarkupColumn)
    subtitle: Mapped[str] = mapped_column(Text)
    lead: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    minutes: Mapped[int]
    source_count: Mapped[int]
    mix: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, server_default="{}")
    assisted: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    page_count: Mapped[int]
    key_points: Mapped[list[str]] = mapped_column(JSON)
    contents: Mapped[list[dict[str, Any]]] = mapped_column(JSON, deferred=True)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"), index=True)

    article: Mapped[Article] = relationship()
    picture: Mapped[Picture | None] = relationship()
    pages: Mapped[list["EditionPage"]] = relationship(
        order_by="EditionPage.number", cascade="all, delete-orphan"
    )
    citations: Mapped[list["Citation"]] = relationship(
        order_by="Citation.number", cascade="all, delete-orphan"
    )
    pictures: Mapped[list[Picture]] = relationship(secondary=edition_picture)

    @property
    def slug(self) -> str:
        """Where the article is read."""
        return self.article.slug

    @property
    def topic(self) -> Topic:
        """The article's topic."""
        return self.article.topic

    @property
    def published_at(self) -> datetime:
        """When the article first went live; for a proof, which may come before that, when it would."""
        return min(self.article.published_at or self.live_from, self.live_from)


class EditionPage(Base):
    """One page of an edition, ready to be sent."""

    __tablename__ = "edition_page"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    title_html: Mapped[Markup] = mapped_column(MarkupColumn)
    html: Mapped[Markup] = mapped_column(MarkupColumn)


class Citation(Base):
    """That a card of an edition cites a source; `number` counts the cards of the article from 1."""

    __tablename__ = "citation"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[str]
    page_number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)

    source: Mapped[Source | None] = relationship()


def live(at: datetime) -> Select[Edition]:
    """The editions that are public at the instant `at`: everything a reader may see goes through this."""
    return (
        select(Edition)
        .join(Edition.article)
        .where(Edition.live_from <= at, at < Edition.live_until)
        .options(contains_eager(Edition.article).joinedload(Article.topic), joinedload(Edition.picture))
    )


def live_named(slug: str, at: datetime) -> Select[Edition]:
    """The public edition of the article `slug`."""
    return live(at).where(Article.slug == slug)


def with_page(editions: Select[Edition], number: int) -> Select[Edition, EditionPage]:
    """`editions` that have a page `number`, with that page alone and what a page's head and foot show."""
    return (
        editions.join(EditionPage)
        .where(EditionPage.number == number)
        .add_columns(EditionPage)
        .options(*_head_and_foot())
    )


def with_all_pages(editions: Select[Edition]) -> Select[Edition]:
    """`editions` with all their pages and what a page's head and foot show."""
    return editions.options(selectinload(Edition.pages), *_head_and_foot())


def _head_and_foot() -> tuple[LoaderOption, ...]:
    article = contains_eager(Edition.article)
    return (
        undefer(Edition.contents),
        article.joinedload(Article.author).joinedload(Author.portrait),
        article.selectinload(Article.tags),
        article.options(with_expression(Article.is_named, Article.named())),
        selectinload(Edition.citations).joinedload(Citation.source),
    )


def was_live(slug: str, at: datetime) -> Select[int]:
    """Whether the article `slug` was public at some instant up to `at` (its editions that were)."""
    return (
        select(Edition.id)
        .join(Edition.article)
        .where(Article.slug == slug, Edition.live_from < Edition.live_until, Edition.live_from <= at)
        .limit(1)
    )


def live_picture(key: str, at: datetime) -> Select[Picture]:
    """The picture `key`, if a public edition shows it, or signs with it (its author's portrait)."""
    shown = live(at).join(edition_picture).where(edition_picture.c.picture_id == Picture.id)
    signed = live(at).join(Article.author).where(Author.portrait_id == Picture.id)
    return select(Picture).where(Picture.key == key, or_(_exists(shown), _exists(signed)))


def _exists(editions: Select[Edition]) -> Exists:
    return (
        editions.options()
        .with_only_columns(Edition.id, maintain_column_froms=True)
        .correlate(Picture)
        .exists()
    )
