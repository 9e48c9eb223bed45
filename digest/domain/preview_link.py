"""Preview links: secret addresses that show one draft to somebody without an account."""

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from digest.domain.article import Article
from digest.domain.secret import hash_of
from digest.domain.user import User
from digest.store import Base


class PreviewLink(Base):
    """A link to one article's draft, until `expires_at` or until it is ended."""

    __tablename__ = "preview_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    article: Mapped[Article] = relationship()
    user: Mapped[User | None] = relationship()

    @classmethod
    def valid(cls, secret: str, at: datetime) -> Select["PreviewLink"]:
        """The link that `secret` opens at `at`."""
        return select(cls).where(
            cls.secret_hash == hash_of(secret), cls.ended_at.is_(None), cls.expires_at > at
        )
