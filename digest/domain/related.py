"""Related digests: which others a reader of one may want, worked out when it is published."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class Related(Base):
    """That a digest is related to another; `score`, up to 1000, says how closely."""

    __tablename__ = "related"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[int]
