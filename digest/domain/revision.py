"""Revisions: the history of a draft, one state for each person and ten minutes."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from digest.domain.columns import TreeColumn
from digest.domain.tree import Tree
from digest.domain.user import User
from digest.store import Base

TOGETHER = timedelta(minutes=10)


class Revision(Base):
    """A state of a draft: as `user` left it at `saved_at`, having begun at `started_at`.

    `version` is the draft's version that it is; `note` says what was special about it, such as
    "published" or "restored".
    """

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_newest", "article_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    saved_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    version: Mapped[int]
    saves: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")
    tree: Mapped[Tree] = mapped_column(TreeColumn, deferred=True)

    user: Mapped[User | None] = relationship()
