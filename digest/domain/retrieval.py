"""Retrievals: that the page behind an address is to be read, how far that is, and what came of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, Text, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from digest.domain.source import Source
from digest.store import Base

# A retrieval at work for longer than this was left behind by a process that is gone; it begins anew.
LEASE = timedelta(seconds=60)
# One that was left behind so often takes its process with it, it seems; it is not begun again by itself.
TRIES_MOST = 3


class Progress(StrEnum):
    """How far a retrieval is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


UNFINISHED = (Progress.WAITING, Progress.WORKING)


class Retrieval(Base):
    """That the page at `url` is to be read for a card of an article, as somebody asked.

    `card_id` is empty while a gathering has not made its cards. `trouble` and `status` say why it failed, in
    the words of the guarded fetch. `tries` counts how often it was begun: whoever comes back from reading
    and finds another number here was taken for dead, and has nothing more to say.
    """

    __tablename__ = "retrieval"
    __table_args__ = (
        Index("ix_retrieval_progress", "progress", "id"),
        Index("ix_retrieval_card", "article_id", "card_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    card_id: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(Text)
    progress: Mapped[str] = mapped_column(default=Progress.WAITING)
    trouble: Mapped[str] = mapped_column(default="")
    status: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user_name: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    source: Mapped[Source | None] = relationship()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it by itself."""
        return self.progress not in UNFINISHED

    @classmethod
    def is_to_do(cls, at: datetime) -> ColumnElement[bool]:
        """Whether one waits, or was left behind by a process."""
        left = (cls.progress == Progress.WORKING) & (cls.begun_at < at - LEASE)
        return or_(cls.progress == Progress.WAITING, left)

    @classmethod
    def at_work(cls, at: datetime) -> Select[str]:
        """The addresses that somebody is asking just now."""
        return select(cls.url).where(cls.progress == Progress.WORKING, cls.begun_at >= at - LEASE)

    @classmethod
    def to_do(cls, at: datetime) -> Select["Retrieval"]:
        """Those that wait, and those that a process left behind; the oldest first."""
        return select(cls).where(cls.is_to_do(at)).order_by(cls.id)

    @classmethod
    def numbered(cls, article_id: int, number: int) -> Select["Retrieval"]:
        """A retrieval for an article."""
        return cls.of_article(article_id).where(cls.id == number)

    @classmethod
    def of_article(cls, article_id: int) -> Select["Retrieval"]:
        """Every retrieval for an article, in the order in which they were asked for."""
        return select(cls).where(cls.article_id == article_id).order_by(cls.id)
