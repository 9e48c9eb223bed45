"""Users: who may sign in to the desk, in which role, and as which author they are known in public."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from digest.domain.people import Author
from digest.store import Base

EMAIL_MOST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets


class Role(StrEnum):
    """What a user is here for; each role may do all that the one before it may."""

    AUTHOR = "author"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """Higher may do more."""
        return list(Role).index(self)


class User(Base):
    """Somebody with a way in. The public name, slug and portrait are those of `author`.

    `password_hash` is empty until a password was chosen; `language` is that of the desk for this user.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(default=Role.AUTHOR)
    password_hash: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    disabled_at: Mapped[datetime | None]

    author: Mapped[Author] = relationship()

    @property
    def name(self) -> str:
        """The public name."""
        return self.author.name

    @property
    def is_enabled(self) -> bool:
        """Whether this user may sign in."""
        return self.disabled_at is None

    @classmethod
    def called(cls, email: str) -> Select["User"]:
        """The user who signs in with `email`."""
        return select(cls).where(cls.email == email_key(email)).options(joinedload(cls.author))

    @classmethod
    def numbered(cls, number: int) -> Select["User"]:
        """The user with this number."""
        return select(cls).where(cls.id == number).options(joinedload(cls.author))

    @classmethod
    def everybody(cls) -> Select["User"]:
        """All users, those who may sign in first, by name."""
        listed = select(cls).join(cls.author).options(contains_eager(cls.author))
        return listed.order_by(cls.disabled_at.is_not(None), Author.name, cls.id)

    @classmethod
    def admins(cls) -> Select["User"]:
        """The admins who may sign in, the first one first."""
        admins = select(cls).where(cls.role == Role.ADMIN, cls.disabled_at.is_(None))
        return admins.options(joinedload(cls.author)).order_by(cls.id)


def email_key(email: str) -> str:
    """`email` in the one form in which it is kept: people do not remember how they capitalised it."""
    return email.strip().casefold()
