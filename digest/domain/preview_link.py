"""Preview links: secret addresses that show one draft to somebody without an account."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.article import Article
from digest.domain.permission import Action, may
from digest.domain.secret import hash_of, new_secret
from digest.domain.user import User
from digest.store import Base

DAYS = (1, 7, 30)
LISTED_MOST = 50


class PreviewLink(Base):
    """A link to one article's draft, until `expires_at` or until it is ended.

    It opens no more than whoever made it may open: it is closed while they are disabled, and when the
    article is no longer theirs to write.
    """

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
    def make(
        cls, session: Session, article: Article, user_id: int, days: int, at: datetime
    ) -> tuple[str, "PreviewLink"]:
        """A new link for `days` days, and its secret, which cannot be told again."""
        secret = new_secret()
        link = cls(
            article_id=article.id,
            secret_hash=hash_of(secret),
            user_id=user_id,
            created_at=at,
            expires_at=at + timedelta(days=days),
        )
        session.add(link)
        session.flush()
        return secret, link

    @classmethod
    def opened(cls, session: Session, secret: str, at: datetime) -> "PreviewLink | None":
        """The link that `secret` opens at `at`, with its article and draft."""
        found = session.scalar(cls.valid(secret, at))
        return found if found and found.opens(at) else None

    @classmethod
    def valid(cls, secret: str, at: datetime) -> Select["PreviewLink"]:
        """The link of `secret`, unless it has expired by `at` or was ended."""
        article = joinedload(cls.article)
        return (
            select(cls)
            .where(cls.secret_hash == hash_of(secret), cls.ended_at.is_(None), cls.expires_at > at)
            .options(
                joinedload(cls.user), article.joinedload(Article.draft), article.joinedload(Article.topic)
            )
        )

    @classmethod
    def of(cls, article: Article) -> Select["PreviewLink"]:
        """The newest links of `article`, whatever became of them."""
        makers = joinedload(cls.user).joinedload(User.author)
        mine = select(cls).where(cls.article_id == article.id).options(makers)
        return mine.order_by(cls.id.desc()).limit(LISTED_MOST)

    def opens(self, at: datetime) -> bool:
        """Whether the link opens its draft at `at`."""
        user, open_still = self.user, self.ended_at is None and at < self.expires_at
        return bool(open_still and user and user.is_enabled and may(user, Action.WRITE, self.article))
