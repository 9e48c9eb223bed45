"""Deletions: parts that were taken out of a draft, and can be brought back."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from digest.domain.user import User
from digest.store import Base

KEPT = 50  # of each article


class Deletion(Base):
    """A part that was deleted. `removal` is the part and where it stood, `text` what people read of it."""

    __tablename__ = "deletion"
    __table_args__ = (Index("ix_deletion_newest", "article_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    removal: Mapped[dict[str, Any]] = mapped_column(JSON)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")

    user: Mapped[User | None] = relationship()
