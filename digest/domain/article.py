"""Articles and their drafts: what an article is called, and the text that its editors change."""

from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Select, Table, Text, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, query_expression, relationship

from digest.domain.columns import TreeColumn
from digest.domain.people import Author
from digest.domain.topic import Tag, Topic
from digest.domain.tree import Tree
from digest.store import Base, Instant

article_tag = Table(
    "article_tag",
    Base.metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    # The article's own, once more: without it a tag's list cannot be read in order.
    Column("published_at", Instant),
    Index("ix_article_tag_newest", "tag_id", "published_at", "article_id"),
)


class Article(Base):
    """The identity of a digest.

    `published_at` is when its first edition went or goes live, and `published_month` that month in the
    site's time zone ("2024-07"). Neither says that the article is public now: only `live` does.
    `withdrawn_at` and `withdrawal_note` say when and why it was withdrawn last; they hold until an
    edition that goes live later (see digest.domain.standing). `follows_id` is the article that this one goes
    on from; `original_id` the one that it is a translation of. Neither is a foreign key in the database.
    `is_named` says that another article names this one as either, where a query has asked for it.
    """

    __tablename__ = "article"
    # One index for each list, in the order in which the list is read.
    __table_args__ = (
        Index("ix_article_newest", "published_at", "id"),
        Index("ix_article_topic_newest", "topic_id", "published_at", "id"),
        Index("ix_article_author_newest", "author_id", "published_at", "id"),
        Index("ix_article_month_newest", "published_month", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    published_at: Mapped[datetime | None]
    published_month: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_note: Mapped[str] = mapped_column(Text, default="", server_default="")
    follows_id: Mapped[int | None] = mapped_column(index=True)
    original_id: Mapped[int | None] = mapped_column(index=True)
    is_named: Mapped[bool | None] = query_expression()

    topic: Mapped[Topic] = relationship()
    author: Mapped[Author] = relationship()
    tags: Mapped[list[Tag]] = relationship(secondary=article_tag, order_by=Tag.id)
    draft: Mapped["Draft"] = relationship(back_populates="article", cascade="all, delete-orphan")

    @classmethod
    def at(cls, slug: str) -> Select["Article"]:
        """The article whose address is `slug`, public or not: for editors and commands only."""
        return select(cls).where(cls.slug == slug)

    @classmethod
    def named(cls) -> ColumnElement[bool]:
        """That another article goes on from one (of a query over Article), or is a translation of it."""
        following, translating = aliased(cls), aliased(cls)
        return or_(
            select(following.id).where(following.follows_id == cls.id).correlate(cls).exists(),
            select(translating.id).where(translating.original_id == cls.id).correlate(cls).exists(),
        )


class Draft(Base):
    """The tree that editors change. No public route reads it.

    `title` is the tree's, folded for finding. `published_version` is the version that the newest edition
    was made from.
    """

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_newest", "updated_at", "article_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    tree: Mapped[Tree] = mapped_column(TreeColumn)
    title: Mapped[str] = mapped_column(Text, default="", server_default="")
    version: Mapped[int] = mapped_column(default=1)
    published_version: Mapped[int | None]
    updated_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    article: Mapped[Article] = relationship(back_populates="draft")
