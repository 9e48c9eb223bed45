"""Presence: who has an article open just now."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, Select, delete, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.user import User
from digest.store import Base, put

# A browser reports every 20 seconds; two reports may get lost.
LASTS = timedelta(seconds=65)
FORGOTTEN = timedelta(days=1)


class Presence(Base):
    """That a user had an article open at `seen_at`, and the part that was being edited ("" if none)."""

    __tablename__ = "presence"
    __table_args__ = (Index("ix_presence_seen", "seen_at"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime]
    part: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()


def seen(session: Session, article_id: int, user_id: int, at: datetime, part: str = "") -> None:
    """Remember that a user has an article open, and which part; what is a day old is forgotten in passing."""
    key = {"article_id": article_id, "user_id": user_id}
    put(session, Presence, key, {"seen_at": at, "part": part})
    old = delete(Presence).where(Presence.seen_at < at - FORGOTTEN)
    session.execute(old.execution_options(synchronize_session=False))


def left(session: Session, article_id: int, user_id: int) -> None:
    """Remember that a user has closed an article."""
    gone = delete(Presence).where(Presence.article_id == article_id, Presence.user_id == user_id)
    session.execute(gone.execution_options(synchronize_session=False))


def others(article_id: int, user_id: int, at: datetime) -> Select[Presence]:
    """Who else has the article open, the one seen last first."""
    return open_now((article_id,), at).where(Presence.user_id != user_id)


def open_now(article_ids: Collection[int], at: datetime) -> Select[Presence]:
    """Who has which of these articles open."""
    return (
        select(Presence)
        .where(Presence.article_id.in_(article_ids), Presence.seen_at > at - LASTS)
        .order_by(Presence.seen_at.desc(), Presence.user_id)
        .options(joinedload(Presence.user).joinedload(User.author))
    )
