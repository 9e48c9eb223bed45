"""The audit log: who did what to what, and when. Admins read it; nothing changes or removes an entry."""

from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import JSON, ForeignKey, Index, Select, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from digest.domain.listing import Key
from digest.domain.user import User
from digest.store import Base


class AuditEntry(Base):
    """One deed. `action` is a word such as "article.publish"; `subject` names what it was done to,
    such as "article:12"; `detail` holds what else matters, and never a secret."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_newest", "at", "id"),
        Index("ix_audit_entry_subject", "subject", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user_name: Mapped[str] = mapped_column(default="")
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    user: Mapped[User | None] = relationship()

    @classmethod
    def newest(cls, before: Key | None = None, user_id: int | None = None, subject: str = "") -> Select[Self]:
        """The entries, newest first, from after the key `before` on; those of one person, of one subject.

        A person's entries are what they did and what was done to them.
        """
        entries = select(cls).order_by(cls.at.desc(), cls.id.desc())
        if before:
            entries = entries.where(tuple_(cls.at, cls.id) < tuple_(before.published_at, before.article_id))
        if user_id:
            entries = entries.where((cls.user_id == user_id) | (cls.subject == f"user:{user_id}"))
        return entries.where(cls.subject == subject) if subject else entries

    @property
    def key(self) -> Key:
        """The place of this entry in the log."""
        return Key(self.at, self.id)


def record(
    session: Session,
    at: datetime,
    action: str,
    *,
    subject: str = "",
    user_id: int | None = None,
    user_name: str = "",
    **detail: Any,
) -> None:
    """Add an entry, in the transaction of the deed itself."""
    session.add(
        AuditEntry(at=at, user_id=user_id, user_name=user_name, action=action, subject=subject, detail=detail)
    )
