"""One-time links that sign somebody in: for the first admin, for invitations, for a forgotten password."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, Select, delete, select, update
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.secret import hash_of, new_secret
from digest.domain.user import User
from digest.store import Base

LASTS = timedelta(days=7)


class SignInLink(Base):
    """A link that signs `user` in once."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    @classmethod
    def make(cls, session: Session, user: User, at: datetime, lasts: timedelta = LASTS) -> str:
        """A new link for `user`; returns its secret. The links before it end: one is enough to keep safe."""
        cls.end_all(session, user.id)
        secret = new_secret()
        session.add(cls(secret_hash=hash_of(secret), user=user, created_at=at, expires_at=at + lasts))
        session.flush()
        return secret

    @classmethod
    def valid(cls, secret: str, at: datetime) -> Select["SignInLink"]:
        """The link that `secret` opens at `at`: not used, not expired, not a disabled user's."""
        return (
            select(cls)
            .join(cls.user)
            .where(
                cls.secret_hash == hash_of(secret),
                cls.used_at.is_(None),
                cls.expires_at > at,
                User.disabled_at.is_(None),
            )
            .options(joinedload(cls.user).joinedload(User.author))
        )

    @classmethod
    def end_all(cls, session: Session, user_id: int) -> None:
        """Let no link of a user open anything any more."""
        session.execute(delete(cls).where(cls.user_id == user_id, cls.used_at.is_(None)))

    @classmethod
    def use(cls, session: Session, secret: str, at: datetime) -> User | None:
        """Use the link that `secret` opens; its user, who has no password from then on and chooses one.

        Of two who use it at once one is let in: the row is changed only where it was not used.
        """
        link = session.scalar(cls.valid(secret, at))
        if link is None:
            return None
        once = update(cls).where(cls.id == link.id, cls.used_at.is_(None)).values(used_at=at)
        if session.execute(once.returning(cls.id)).scalar() is None:
            return None
        link.user.password_hash = ""
        session.flush()
        return link.user
