"""Mentions: which pictures, speakers, publishers and sources a draft names, so that uses can be found."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from digest.store import Base


class MentionKind(StrEnum):
    """What is mentioned."""

    PICTURE = "picture"  # by key
    SPEAKER = "speaker"  # by name
    PUBLISHER = "publisher"  # by name
    SOURCE = "source"  # by canonical address


class Mention(Base):
    """That the draft of an article names something. Derived from the tree at each save."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_named", "kind", "name"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
