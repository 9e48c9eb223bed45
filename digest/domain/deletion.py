"""Deletions: parts that were taken out of a draft, and can be brought back."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, Text, delete, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.hand import Hand
from digest.domain.part import part_text
from digest.domain.rearranging import Removal
from digest.domain.tree import Block, Page, Section, walk
from digest.domain.user import User
from digest.store import Base

KEPT = 50  # of each article


class Deletion(Base):
    """A part that was deleted. `removal` is the part and where it stood, `text` what people read of it."""

    __tablename__ = "deletion"
    __table_args__ = (Index("ix_deletion_newest", "article_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    removal: Mapped[dict[str, Any]] = mapped_column(JSON)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")

    user: Mapped[User | None] = relationship()

    @classmethod
    def of_article(cls, article_id: int) -> Select["Deletion"]:
        """What was deleted and by whom, newest first."""
        found = select(cls).where(cls.article_id == article_id).order_by(cls.id.desc())
        return found.options(joinedload(cls.user).joinedload(User.author))

    @classmethod
    def numbered(cls, article_id: int, number: int) -> Select["Deletion"]:
        """One that can still be brought back."""
        return cls.of_article(article_id).where(cls.id == number)

    @classmethod
    def keep(cls, session: Session, article_id: int, removal: Removal, hand: Hand) -> "Deletion":
        """Keep what was deleted, and of the article's deletions the newest fifty."""
        removed = removal.to_json()
        parts = [node for node in walk(removal.node) if isinstance(node, Page | Section | Block)]
        new = cls(
            article_id=article_id,
            user_id=hand.user_id,
            at=hand.at,
            removal=removed,
            kind=removed["node"]["kind"],
            text="\n".join(filter(None, map(part_text, parts))),
        )
        session.add(new)
        session.flush()
        newest = select(cls.id).where(cls.article_id == article_id).order_by(cls.id.desc()).limit(KEPT)
        oldest_kept = select(func.min(newest.subquery().c.id)).scalar_subquery()
        session.execute(
            delete(cls)
            .where(cls.article_id == article_id, cls.id < oldest_kept)
            .execution_options(synchronize_session=False)
        )
        return new

    @property
    def removed(self) -> Removal:
        """What was deleted, and where it stood."""
        return Removal.from_json(self.removal)
