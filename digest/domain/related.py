"""Related digests: which others a reader of one may want, worked out when it is published."""

from datetime import datetime

from sqlalchemy import ForeignKey, Select
from sqlalchemy.orm import Mapped, mapped_column

from digest.domain.article import Article
from digest.domain.edition import Edition, live
from digest.store import Base

# So many are kept for each digest: some of them may be withdrawn, or not yet public.
KEPT = 12


class Related(Base):
    """That a digest is related to another; `score`, up to 1000, says how closely."""

    __tablename__ = "related"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[int]


def related_to(article_id: int, at: datetime, size: int = KEPT) -> Select[Edition]:
    """The public digests that are related to an article, the closest first and the newer before the older."""
    return (
        live(at)
        .join(Related, Related.other_id == Article.id)
        .where(Related.article_id == article_id)
        .order_by(Related.score.desc(), Article.published_at.desc(), Article.id.desc())
        .limit(size)
    )
