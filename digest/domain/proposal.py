"""Proposals: wordings that the assistant offered for a part of a draft, and what became of them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.store import Base


class Fate(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"  # for the assistant's answer
    FAILED = "failed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class Proposal(Base):
    """Wordings for `aim` (points, question, answer, lead) of the part `part`, asked of the assistant.

    `wordings` are what was offered, each {"text", "passage", "card", "flags"}; `accepted` are the places in
    it of those that somebody took. Whoever takes one has verified it: `verified_by` is their name.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index("ix_proposal_part", "article_id", "part", "id"),
        Index("ix_proposal_fate", "fate", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    part: Mapped[str]
    aim: Mapped[str]
    fate: Mapped[str] = mapped_column(default=Fate.WAITING)
    wordings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    accepted: Mapped[list[int]] = mapped_column(JSON, default=list)
    trouble: Mapped[str] = mapped_column(Text, default="")
    model: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user_name: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    verified_by: Mapped[str] = mapped_column(default="")
    verified_at: Mapped[datetime | None]

    @classmethod
    def of_part(cls, article_id: int, part: str) -> Select["Proposal"]:
        """The proposals for a part that were not put aside, the newest first."""
        these = (cls.article_id == article_id, cls.part == part, cls.fate != Fate.DISMISSED)
        return select(cls).where(*these).order_by(cls.id.desc())

    @classmethod
    def verifiers(cls, session: Session, article_id: int) -> list[str]:
        """Who took over wordings for an article, and so answers for them, in that order; each once."""
        accepted = (cls.article_id == article_id, cls.fate == Fate.ACCEPTED)
        names = session.scalars(select(cls.verified_by).where(*accepted).order_by(cls.verified_at, cls.id))
        return list(dict.fromkeys(filter(None, names)))
