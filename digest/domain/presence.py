"""Presence: who has an article open just now."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from digest.domain.user import User
from digest.store import Base

# A browser reports every 20 seconds; two reports may get lost.
LASTS = timedelta(seconds=65)


class Presence(Base):
    """That a user had an article open at `seen_at`, and the part that was being edited ("" if none)."""

    __tablename__ = "presence"
    __table_args__ = (Index("ix_presence_seen", "seen_at"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime]
    part: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()
