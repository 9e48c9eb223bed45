"""Sign-ins: the browsers in which a user is signed in, kept here so that each can be ended."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, Select, delete, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.secret import hash_of, new_secret
from digest.domain.user import User
from digest.store import Base

# A working day with its breaks; and twice a month even on a machine that never sleeps (ASVS 5, 7.3).
IDLE = timedelta(hours=24)
ABSOLUTE = timedelta(days=14)
# How exactly "last seen" is kept: a write for every request would be too many.
SEEN_EVERY = timedelta(minutes=5)


class SignIn(Base):
    """One browser of one user. The secret is in the browser's cookie, its hash here."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    seen_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    browser: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship()

    @classmethod
    def begin(cls, session: Session, user: User, at: datetime, browser: str = "") -> str:
        """Sign `user` in; returns the secret, which is known to nobody else from then on."""
        secret = new_secret()
        session.add(
            cls(secret_hash=hash_of(secret), user=user, created_at=at, seen_at=at, browser=browser[:200])
        )
        session.flush()
        return secret

    @classmethod
    def valid(cls, secret: str, at: datetime) -> Select["SignIn"]:
        """The sign-in that `secret` opens at the instant `at`, if it has not ended."""
        return (
            select(cls)
            .join(cls.user)
            .where(
                cls.secret_hash == hash_of(secret),
                cls.seen_at > at - IDLE,
                cls.created_at > at - ABSOLUTE,
                User.disabled_at.is_(None),
            )
            .options(joinedload(cls.user).joinedload(User.author))
        )

    @classmethod
    def of_user(cls, user_id: int, at: datetime) -> Select["SignIn"]:
        """The sign-ins of a user that have not ended at `at`, the last seen first."""
        lasting = (cls.seen_at > at - IDLE, cls.created_at > at - ABSOLUTE)
        return select(cls).where(cls.user_id == user_id, *lasting).order_by(cls.seen_at.desc(), cls.id.desc())

    def is_opened_by(self, secret: str) -> bool:
        """Whether this is the sign-in of the browser that holds `secret`."""
        return self.secret_hash == hash_of(secret)

    @classmethod
    def forget_ended(cls, session: Session, at: datetime) -> None:
        """Remove the rows of sign-ins that have ended by themselves."""
        session.execute(delete(cls).where((cls.seen_at <= at - IDLE) | (cls.created_at <= at - ABSOLUTE)))

    @classmethod
    def end_one(cls, session: Session, user_id: int, number: int) -> bool:
        """End the sign-in `number`; whether it was one of this user's."""
        ended = delete(cls).where(cls.user_id == user_id, cls.id == number).returning(cls.id)
        return session.execute(ended).scalar() is not None

    @classmethod
    def end(cls, session: Session, secret: str) -> None:
        """End the sign-in that `secret` opens."""
        session.execute(delete(cls).where(cls.secret_hash == hash_of(secret)))

    @classmethod
    def end_all(cls, session: Session, user_id: int, but: str = "") -> None:
        """End every sign-in of a user, except the one that the secret `but` opens."""
        session.execute(delete(cls).where(cls.user_id == user_id, cls.secret_hash != hash_of(but)))
