"""The list of speakers, by name."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from digest.domain.article import Draft
from digest.domain.edition import Edition
from digest.domain.former_name import NameKind
from digest.domain.hand import Hand
from digest.domain.keeping.keeper import Keeper
from digest.domain.keeping.written_names import mentioned, rewrite
from digest.domain.mention import MentionKind
from digest.domain.people import Speaker
from digest.domain.tree import Tree
from digest.store import FOREVER


class Speakers(Keeper[Speaker]):
    """Speakers. Comments name them, so a new name is written into every draft in which they speak."""

    noun = Speaker
    kind = NameKind.SPEAKER
    fields = ("name", "role", "side", "portrait_id")

    def listed(self) -> Select[Speaker]:
        """Every speaker with the portrait."""
        return super().listed().options(joinedload(Speaker.portrait))

    def uses(self, session: Session, rows: Sequence[Speaker]) -> Mapping[int, int]:
        """In how many drafts each speaks."""
        return mentioned(session, MentionKind.SPEAKER, rows)

    def is_used(self, session: Session, row: Speaker) -> bool:
        """Whether a draft lets them speak, or an edition that readers see although the draft has gone on."""
        return super().is_used(session, row) or any(
            row.name in tree.speakers() for tree in session.scalars(_left_behind())
        )

    def renamed(self, session: Session, old: str, new: str, hand: Hand) -> None:
        """Let the drafts say the new name."""
        rewrite(session, MentionKind.SPEAKER, old, new, hand)

    def hand_over(self, session: Session, row: Speaker, to: Speaker, hand: Hand) -> None:
        """Let `to` speak all lines of `row`."""
        rewrite(session, MentionKind.SPEAKER, row.name, to.name, hand)


def _left_behind() -> Select[Tree]:
    """The texts that are or will be public of articles whose drafts say something else by now: few."""
    behind = select(Edition.tree).join(Draft, Draft.article_id == Edition.article_id)
    return behind.where(Edition.live_until == FOREVER, Draft.version != Draft.published_version)


SPEAKERS = Speakers()
