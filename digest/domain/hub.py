"""Hubs: who is told that feeds have something new (WebSub), and until when they know."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class Hub(Base):
    """A hub with the instant until which it has been told of what went public, and how its last try ended."""

    __tablename__ = "hub"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    told_until: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(Text, default="")
