"""The list of topics, in the order in which the menu shows them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.former_name import NameKind
from digest.domain.hand import Hand
from digest.domain.keeping.keeper import FieldError, Keeper, UsedError
from digest.domain.names import slug_of
from digest.domain.search import index
from digest.domain.topic import OTHER_SLUG, Topic


class Direction(StrEnum):
    """Where a topic moves in the order."""

    UP = "up"
    DOWN = "down"


class Topics(Keeper[Topic]):
    """Topics. Few, so they are read all at once; an article always has one, if only that for all else."""

    noun = Topic
    kind = NameKind.TOPIC
    fields = ("name", "slug", "tint", "sign", "description")
    address = "slug"

    def batch(self, session: Session, words: str = "", after: str = "") -> tuple[Sequence[Topic], str]:
        """Every topic."""
        return session.scalars(self.listed()).all(), ""

    def listed(self) -> Select[Topic]:
        """Every topic: first those that were given a place, then as the menu has them, largest first."""
        count = select(func.count()).where(Article.topic_id == Topic.id).scalar_subquery()
        return select(Topic).order_by(Topic.position == 0, Topic.position, count.desc(), Topic.name)

    def uses(self, session: Session, rows: Sequence[Topic]) -> Mapping[int, int]:
        """How many articles have each topic."""
        these = Article.topic_id.in_([row.id for row in rows])
        counted = select(Article.topic_id, func.count()).where(these).group_by(Article.topic_id)
        return dict(session.execute(counted).all())

    def move(self, session: Session, row: Topic, direction: Direction, hand: Hand) -> None:
        """Let `row` change places with the one above or below; that gives every topic a place."""
        order = list(session.scalars(self.listed()))
        here = order.index(row)
        there = here + (1 if direction is Direction.DOWN else -1)
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for position, topic in enumerate(order, start=1):
            topic.position = position
        self.record(session, "move", row, hand, position=there + 1)

    def check(self, session: Session, values: Mapping[str, Any], row: Topic | None = None) -> None:
        """Refuse what another topic has, and another address for the topic for all else."""
        if row and row.slug == OTHER_SLUG != values["slug"]:
            raise FieldError(
                "This address stays “%(slug)s”: articles that name no topic go here.", "slug", slug=OTHER_SLUG
            )
        super().check(session, values, row)

    def check_removal(self, row: Topic) -> None:
        """Refuse to delete the topic for all else."""
        if row.slug == OTHER_SLUG:
            raise UsedError("This topic stays: articles that name no topic go here.")

    def hand_over(self, session: Session, row: Topic, to: Topic, hand: Hand) -> None:
        """Move its articles."""
        theirs = index.held(session, Article.topic_id == row.id)
        moved = update(Article).where(Article.topic_id == row.id).values(topic_id=to.id)
        session.execute(moved.execution_options(synchronize_session=False))
        index.refile(session, theirs)

    def names(self, row: Topic) -> set[str]:
        """Its address, and the one that imported texts would make of its name."""
        return {row.slug, slug_of(row.name)}


TOPICS = Topics()
