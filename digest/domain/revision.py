"""Revisions: the history of a draft, one state for each person and ten minutes."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship, undefer

from digest.domain.article import Draft
from digest.domain.columns import TreeColumn
from digest.domain.hand import Hand
from digest.domain.tree import Tree
from digest.domain.user import User
from digest.store import Base

TOGETHER = timedelta(minutes=10)


class Note(StrEnum):
    """What is special about a state. One that has a note is never written over."""

    BEGINNING = "beginning"  # as it was before the history begins
    CREATED = "created"
    RESTORED = "restored"
    PUBLISHED = "published"
    GATHERED = "gathered"  # composed of the sources that its links led to


class Revision(Base):
    """A state of a draft: as `user` left it at `saved_at`, having begun at `started_at`.

    `version` is the draft's version that it is; `note` says what was special about it. The newest revision is
    always the draft itself, once it has been changed at all.

    Each keeps the whole tree: a digest of the demo takes about 10 KB, one of 300 blocks about 100 KB.
    Somebody who writes all day makes six an hour; two who save by turns make one with each save. Nothing is
    ever deleted.
    """

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_newest", "article_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    saved_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    version: Mapped[int]
    saves: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")
    tree: Mapped[Tree] = mapped_column(TreeColumn, deferred=True)

    user: Mapped[User | None] = relationship()

    @classmethod
    def of_article(cls, article_id: int, before: int | None = None) -> Select["Revision"]:
        """The states of a draft with the people who left them, newest first; those before a number."""
        found = select(cls).where(cls.article_id == article_id).order_by(cls.id.desc())
        found = found.options(joinedload(cls.user).joinedload(User.author))
        return found if before is None else found.where(cls.id < before)

    @classmethod
    def numbered(cls, article_id: int, number: int) -> Select["Revision"]:
        """A state of a draft with its text."""
        return cls.of_article(article_id).where(cls.id == number).options(undefer(cls.tree))

    @classmethod
    def of_state(cls, draft: Draft, note: str = "") -> "Revision":
        """The draft as it stands, by nobody in particular; not yet part of the history."""
        return cls(
            article_id=draft.article_id,
            user_id=None,
            started_at=draft.updated_at,
            saved_at=draft.updated_at,
            version=draft.version,
            saves=0,
            note=note,
            tree=draft.tree,
        )

    @classmethod
    def remember(cls, session: Session, draft: Draft, before: "Revision", hand: Hand, note: str = "") -> None:
        """Add the draft, as `hand` has just left it, to the history; `before` is the state before that.

        What one person does within ten minutes is one state, unless somebody else came between.
        """
        newest = session.scalar(cls.of_article(draft.article_id).limit(1))
        if newest is None or newest.version != before.version:
            before.note = "" if newest else Note.BEGINNING
            session.add(before)
            session.flush()
        elif not note and newest._goes_on(hand):
            newest.saved_at, newest.version, newest.tree = hand.at, draft.version, draft.tree
            newest.saves += 1
            return
        state = cls.of_state(draft, note)
        state.user_id, state.saves, state.started_at, state.saved_at = hand.user_id, 1, hand.at, hand.at
        session.add(state)
        session.flush()

    @classmethod
    def mark(cls, session: Session, draft: Draft, hand: Hand, note: str) -> None:
        """Say of the draft as it stands what is special about it, and so keep this very state for good."""
        newest = session.scalar(cls.of_article(draft.article_id).limit(1))
        if newest and newest.version == draft.version and not newest.note:
            newest.note = note
        elif newest is None or (newest.version, newest.note) != (draft.version, note):
            state = cls.of_state(draft, note)
            state.user_id, state.started_at, state.saved_at = hand.user_id, hand.at, hand.at
            session.add(state)
        session.flush()

    @classmethod
    def last_hand(cls, session: Session, article_id: int) -> str:
        """The name of whoever changed the draft last, as far as that is known."""
        newest = session.scalar(cls.of_article(article_id).limit(1))
        return newest.user.name if newest and newest.user else ""

    def _goes_on(self, hand: Hand) -> bool:
        mine = self.user_id is not None and self.user_id == hand.user_id
        return mine and not self.note and self.started_at <= hand.at < self.started_at + TOGETHER
