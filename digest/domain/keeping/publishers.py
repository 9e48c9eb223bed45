"""The list of publishers, by name."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from digest.domain.former_name import NameKind
from digest.domain.hand import Hand
from digest.domain.keeping.keeper import Keeper
from digest.domain.keeping.written_names import mentioned, rewrite
from digest.domain.mention import MentionKind
from digest.domain.publisher import Publisher
from digest.domain.source import Source


class Publishers(Keeper[Publisher]):
    """Publishers. Cards name them, so a new name is written into every draft that cites them."""

    noun = Publisher
    kind = NameKind.PUBLISHER
    fields = ("name", "url")

    def uses(self, session: Session, rows: Sequence[Publisher]) -> Mapping[int, int]:
        """In how many drafts each is cited."""
        return mentioned(session, MentionKind.PUBLISHER, rows)

    def is_used(self, session: Session, row: Publisher) -> bool:
        """Whether a draft cites it, or a source that was ever published is by it."""
        published = select(Source.id).where(Source.publisher_id == row.id).limit(1)
        return super().is_used(session, row) or session.scalar(published) is not None

    def renamed(self, session: Session, old: str, new: str, hand: Hand) -> None:
        """Let the cards say the new name."""
        rewrite(session, MentionKind.PUBLISHER, old, new, hand)

    def hand_over(self, session: Session, row: Publisher, to: Publisher, hand: Hand) -> None:
        """Let cards and sources name `to`."""
        rewrite(session, MentionKind.PUBLISHER, row.name, to.name, hand)
        moved = update(Source).where(Source.publisher_id == row.id).values(publisher_id=to.id)
        session.execute(moved.execution_options(synchronize_session=False))


PUBLISHERS = Publishers()
