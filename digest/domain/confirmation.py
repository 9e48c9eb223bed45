"""Confirmations: that somebody looked whether a statement of a draft is what its passage or cards say."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class Confirmation(Base):
    """That a statement as it was then rests on what it names.

    `node_id` is a point, a key point or a text of the draft; `fingerprint` tells the statement with all that
    it rests on from any other: when either changes, the confirmation no longer counts.
    """

    __tablename__ = "confirmation"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    node_id: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
