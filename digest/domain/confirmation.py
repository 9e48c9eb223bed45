"""Confirmations: that somebody looked whether a statement of a draft is what its passage or cards say."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.domain.hand import Hand
from digest.store import Base


class Confirmation(Base):
    """That a statement as it was then rests on what it names.

    `node_id` is a point, a key point or a text of the draft; `fingerprint` tells the statement with all that
    it rests on from any other: when either changes, the confirmation no longer counts.
    """

    __tablename__ = "confirmation"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    node_id: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    user_name: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    @classmethod
    def of(cls, session: Session, article_id: int) -> dict[str, str]:
        """The fingerprints of what was confirmed in an article, by the ids of the statements."""
        known = select(cls.node_id, cls.fingerprint).where(cls.article_id == article_id)
        return dict(session.execute(known).all())


def confirm(session: Session, article_id: int, fingerprints: Mapping[str, str], hand: Hand) -> None:
    """Keep that `hand` confirmed statements, told by their ids and fingerprints.

    What stands in the draft need not be locked for this: a statement that somebody changes at the same moment
    has another fingerprint, so that this confirmation is none of it.
    """
    for node_id, fingerprint in fingerprints.items():
        session.merge(
            Confirmation(
                article_id=article_id,
                node_id=node_id,
                fingerprint=fingerprint,
                user_id=hand.user_id,
                user_name=hand.name,
                at=hand.at,
            )
        )
