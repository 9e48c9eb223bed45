"""Gatherings: drafts that are made from links, once all of their pages have been read or have failed."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class Gathering(Base):
    """That an article's draft is to be composed of the retrievals that belong to it.

    `composed_at` is when that was done, or found to be no longer wanted because somebody had written.
    """

    __tablename__ = "gathering"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime]
    composed_at: Mapped[datetime | None]
