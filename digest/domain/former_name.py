"""Former names: addresses and names that something had before, which still lead to it."""

from enum import StrEnum

from sqlalchemy import Select, select
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
