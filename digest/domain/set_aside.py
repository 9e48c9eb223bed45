"""Texts set aside: what somebody typed and could not be saved where it belonged. Nothing typed is lost."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, Text, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.user import User
from digest.store import Base

WHOLE_TEXT = ""  # in the place of a part's name: the text of the whole draft, its tree as `value`


class Reason(StrEnum):
    """Why a text was not saved."""

    CONFLICT = "conflict"  # somebody else had changed the same part
    GONE = "gone"  # the part had been deleted


class SetAside(Base):
    """The text of a part as somebody wanted it. `value` is the part as JSON, `text` what people read."""

    __tablename__ = "set_aside"
    __table_args__ = (Index("ix_set_aside_newest", "article_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    part: Mapped[str]
    reason: Mapped[str]
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text, default="")

    user: Mapped[User | None] = relationship()

    @classmethod
    def of_article(cls, article_id: int, before: int | None = None) -> Select["SetAside"]:
        """The texts set aside with the people who typed them, newest first; those before a number."""
        found = select(cls).where(cls.article_id == article_id).order_by(cls.id.desc())
        found = found.options(joinedload(cls.user).joinedload(User.author))
        return found if before is None else found.where(cls.id < before)

    @classmethod
    def numbered(cls, article_id: int, number: int) -> Select["SetAside"]:
        """A text set aside."""
        return cls.of_article(article_id).where(cls.id == number)

    @classmethod
    def keep(cls, session: Session, new: "SetAside") -> int:
        """Keep `new`, once: a form that comes again with the same text has its place already."""
        for known in new._twins(session):
            known.at, known.reason = new.at, new.reason
            session.flush()
            return known.id
        session.add(new)
        session.flush()
        return new.id

    @classmethod
    def forget(cls, session: Session, saved: "SetAside") -> None:
        """Let go of a text that its writer has now saved after all: it stands in the draft."""
        for known in saved._twins(session):
            session.delete(known)

    def _twins(self, session: Session) -> list["SetAside"]:
        """What is kept already of the same part, hand and content. JSON is not compared by the database."""
        mine = (SetAside.article_id == self.article_id, SetAside.user_id == self.user_id)
        same = (SetAside.part == self.part, SetAside.text == self.text)
        found = session.scalars(select(SetAside).where(*mine, *same))
        return [known for known in found if known.value == self.value]
