"""Mentions: which pictures, speakers, publishers and sources a draft names, so that uses can be found."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Select, Text, delete, insert, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.domain.source import canonical_url
from digest.domain.tree import Tree
from digest.store import Base

# An entry of PostgreSQL's index holds 2700 bytes, and a character has four of them at most. What is longer
# counts by its beginning: then something may seem to be in use that is not, but never the reverse.
NAME_MOST = 600


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

    @classmethod
    def articles(cls, kind: MentionKind, name: str) -> Select[int]:
        """The numbers of the articles whose drafts name something."""
        return select(cls.article_id).where(cls.kind == kind, cls.name == name[:NAME_MOST])


def mentions_of(tree: Tree) -> frozenset[tuple[MentionKind, str]]:
    """Everything that `tree` names, with its kind."""
    cards = tree.cards()
    named = {
        MentionKind.PICTURE: [picture.key for picture in tree.pictures()],
        MentionKind.SPEAKER: tree.speakers(),
        MentionKind.PUBLISHER: [card.publisher for card in cards],
        MentionKind.SOURCE: [canonical_url(card.url) for card in cards],
    }
    return frozenset((kind, name[:NAME_MOST]) for kind, names in named.items() for name in names if name)


def update(session: Session, article_id: int, tree: Tree) -> None:
    """Bring what is remembered of a draft up to date with its text; only what differs is written."""
    known = {
        (MentionKind(kind), name)
        for kind, name in session.execute(
            select(Mention.kind, Mention.name).where(Mention.article_id == article_id)
        )
    }
    wanted = mentions_of(tree)
    if gone := known - wanted:
        these = tuple_(Mention.kind, Mention.name).in_(sorted(gone))
        session.execute(
            delete(Mention)
            .where(Mention.article_id == article_id, these)
            .execution_options(synchronize_session=False)
        )
    if new := wanted - known:
        rows = [{"article_id": article_id, "kind": kind, "name": name} for kind, name in sorted(new)]
        session.execute(insert(Mention), rows)
