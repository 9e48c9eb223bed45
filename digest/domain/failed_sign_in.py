"""Failed sign-ins, counted for each account and address so that nobody can go on guessing."""

from datetime import UTC, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class FailedSignIn(Base):
    """A wrong guess. `account` is a hash of the e-mail that was given, known here or not."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (
        Index("ix_failed_sign_in_account", "account", "address", "at"),
        Index("ix_failed_sign_in_address", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
