"""Site checks: what came of walking every public address, kept for the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class SiteCheck(Base):
    """One walk: how long it took, how many addresses it saw, what failed, how often each rule was tried."""

    __tablename__ = "site_check"
    __table_args__ = (Index("ix_site_check_newest", "at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    milliseconds: Mapped[int]
    addresses: Mapped[int]
    failures: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
