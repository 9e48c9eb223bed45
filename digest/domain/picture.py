"""Pictures: what is known of a stored picture file, and which file shows it at which width."""

from datetime import UTC, datetime

from sqlalchemy import Index, Select, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.domain.tree import PictureRef
from digest.store import Base

# Phones at two and three dots a pixel, and a full column on a wide screen (LOOK: 38 em).
WIDTHS = (480, 960, 1600)


class Picture(Base):
    """A stored picture. `key` is its content hash, and names its files; `file_name` is what it was called."""

    __tablename__ = "picture"
    __table_args__ = (Index("ix_picture_newest", "created_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str] = mapped_column(default="")
    credit: Mapped[str] = mapped_column(default="")
    rights: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    decorative: Mapped[bool] = mapped_column(default=False, server_default=false())
    file_name: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths in pixels that there is a file for, narrowest first."""
        return widths_of(self.width)

    @classmethod
    def named(cls, session: Session, keys: set[str]) -> dict[str, "Picture"]:
        """The stored pictures among `keys`, by key."""
        return {p.key: p for p in session.scalars(select(cls).where(cls.key.in_(keys)))} if keys else {}

    @classmethod
    def held(cls, session: Session, keys: set[str]) -> dict[str, "Picture"]:
        """Those of `keys` that are stored, and that nobody can delete until this transaction ends."""
        wanted = select(cls).where(cls.key.in_(keys)).with_for_update(read=True, key_share=True)
        return {p.key: p for p in session.scalars(wanted)} if keys else {}

    @classmethod
    def keyed(cls, key: str) -> Select["Picture"]:
        """The picture whose content hash is `key`."""
        return select(cls).where(cls.key == key)

    def describe(self, ref: PictureRef) -> None:
        """Remember what the first use of this picture says of it."""
        self.alt = self.alt or ref.alt
        self.credit = self.credit or ref.credit
        self.rights = self.rights or (ref.rights or "")
        self.licence = self.licence or ref.licence


def widths_of(width: int) -> tuple[int, ...]:
    """The widths to keep of a picture that is `width` pixels wide: never enlarged, at least one."""
    return (*(w for w in WIDTHS if w < width), min(width, WIDTHS[-1]))
