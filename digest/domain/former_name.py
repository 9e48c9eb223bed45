"""Former names: addresses and names that something had before, which still lead to it."""

from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.store import Base


class NameKind(StrEnum):
    """Whose name it was. Articles, topics, tags and authors are found by slug, the others by name."""

    ARTICLE = "article"
    TOPIC = "topic"
    TAG = "tag"
    AUTHOR = "author"
    SPEAKER = "speaker"
    PUBLISHER = "publisher"


T = TypeVar("T")


class FormerName(Base):
    """That `name` once led to the row `row_id` of its kind."""

    __tablename__ = "former_name"

    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[int]

    @classmethod
    def holder(cls, kind: NameKind, name: str) -> Select[int]:
        """The number of what once had `name`."""
        return select(cls.row_id).where(cls.kind == kind, cls.name == name)

    @classmethod
    def row(cls, session: Session, kind: NameKind, noun: type[T], name: str) -> T | None:
        """What once had `name`, of the class `noun`."""
        number = session.scalar(cls.holder(kind, name))
        return None if number is None else session.get(noun, number)

    @classmethod
    def keep(cls, session: Session, kind: NameKind, name: str, row_id: int) -> None:
        """Remember that `name` led to `row_id`; the latest holder of a name has it."""
        session.merge(cls(kind=kind, name=name, row_id=row_id))
        session.flush()

    @classmethod
    def free(cls, session: Session, kind: NameKind, name: str) -> None:
        """Forget `name`: somebody has it anew."""
        if known := session.get(cls, (kind, name)):
            session.delete(known)
            session.flush()

    @classmethod
    def hand_over(cls, session: Session, kind: NameKind, row_id: int, to_id: int) -> None:
        """Let every name that once led to `row_id` lead to `to_id`."""
        held = (cls.kind == kind) & (cls.row_id == row_id)
        session.execute(update(cls).where(held).values(row_id=to_id))

    @classmethod
    def forget(cls, session: Session, kind: NameKind, row_id: int) -> None:
        """Forget every name of a row that is deleted: its number may be given again."""
        session.execute(delete(cls).where(cls.kind == kind, cls.row_id == row_id))
