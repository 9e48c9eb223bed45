"""Receipts: what a form that may come twice has already led to, so that it is done once."""

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.store import Base


class Receipt(Base):
    """That the form with this `key` was taken, and the address that it led to."""

    __tablename__ = "receipt"
    __table_args__ = (Index("ix_receipt_at", "at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    led_to: Mapped[str]

    @classmethod
    def of(cls, session: Session, key: str, user_id: int) -> "Receipt | None":
        """The receipt for `key`. Ask inside of writing(): then nobody else can be at the same form."""
        return session.get(cls, (key, user_id)) if key else None
