"""Texts set aside: what somebody typed and could not be saved where it belonged. Nothing typed is lost."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from digest.domain.user import User
from digest.store import Base


class Reason(StrEnum):
    """Why a text was not saved."""

    CONFLICT = "conflict"  # somebody else had changed the same part
    GONE = "gone"  # the part had been deleted


class SetAside(Base):
    """The text of a part as somebody wanted it. `value` is the part as JSON, `text` what people read."""

    __tablename__ = "set_aside"
    __table_args__ = (Index("ix_set_aside_newest", "article_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    part: Mapped[str]
    reason: Mapped[str]
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text, default="")

    user: Mapped[User | None] = relationship()
