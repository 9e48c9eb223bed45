"""The audit log: who did what to what, and when. Admins read it; nothing changes or removes an entry."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

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
