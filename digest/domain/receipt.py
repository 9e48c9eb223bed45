"""Receipts: what a form that may come twice has already led to, so that it is done once."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, Index, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.store import Base, one_at_a_time

KEY_MOST = 64
KEPT = timedelta(days=7)


class Receipt(Base):
    """That the form with this `key` was taken, and the address that it led to."""

    __tablename__ = "receipt"
    __table_args__ = (Index("ix_receipt_at", "at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    led_to: Mapped[str]


def taken(session: Session, key: str, user_id: int) -> str | None:
    """Where the form with `key` has led already; none if it is new.

    To be asked first inside of writing(): the same form that comes at the same moment waits here for the end
    of this transaction. A key longer than any page of ours gives counts as none.
    """
    if not _is_key(key):
        return None
    one_at_a_time(session, f"receipt:{user_id}:{key}")
    found = session.get(Receipt, (key, user_id))
    return found.led_to if found else None


def give(session: Session, key: str, user_id: int, led_to: str, at: datetime) -> None:
    """Remember where the form with `key` has led; what is a week old is forgotten in passing."""
    if not _is_key(key):
        return
    session.add(Receipt(key=key, user_id=user_id, led_to=led_to, at=at))
    old = delete(Receipt).where(Receipt.at < at - KEPT)
    session.execute(old.execution_options(synchronize_session=False))


def _is_key(key: str) -> bool:
    return 0 < len(key) <= KEY_MOST
