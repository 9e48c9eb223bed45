"""The desk's list: every article that somebody may work on, newest change first, read by key."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, Protocol

from sqlalchemy import JSON, ColumnElement, ScalarSelect, Select, and_, or_, select, true, tuple_, type_coerce
from sqlalchemy.orm import Session

from digest.domain import standing
from digest.domain.article import Article, Draft
from digest.domain.listing import BATCH, Key
from digest.domain.people import Author
from digest.domain.permission import Action, Somebody, may
from digest.domain.presence import LASTS, Presence
from digest.domain.revision import Revision
from digest.domain.search_text import folded
from digest.domain.standing import Glance, Standing, standing_is
from digest.domain.topic import Topic
from digest.domain.user import User


class Worker(Somebody, Protocol):
    """A user at the desk."""

    @property
    def id(self) -> int:
        """The user's number."""


class State(StrEnum):
    """The parts into which the desk divides its list. "Changed" overlaps with live and scheduled."""

    DRAFT = "draft"
    CHANGED = "changed"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which articles somebody asks for: of one state or of all, only their own, with words in the title."""

    user: Worker
    state: State | None = None
    mine: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An article as the desk lists it. `changed_by` is none for what no user did."""

    article_id: int
    slug: str
    title: str
    topic: str
    author: str
    author_id: int
    changed_at: datetime
    changed_by: str | None
    glance: Glance = field(default_factory=lambda: Glance(Standing.DRAFT))
    present: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows and, if the list goes on, the key after which the next ones come."""

    rows: Sequence[Row]
    after: Key | None = None


def rows(session: Session, wish: Wish, at: datetime, before: Key | None = None, size: int = BATCH) -> Rows:
    """The next rows of what is wished for. Three statements, and no tree is read into memory."""
    found = session.execute(listed(wish, at, before).limit(size + 1)).all()
    numbers = [each.article_id for each in found[:size]]
    glances, present = standing.standings(session, numbers, at), _present(session, numbers, at)
    made = [
        Row(**each._mapping, glance=glances[each.article_id], present=present.get(each.article_id, ()))
        for each in found[:size]
    ]
    last = made[-1] if len(found) > size else None
    return Rows(made, Key(last.changed_at, last.article_id) if last else None)


def listed(wish: Wish, at: datetime, before: Key | None = None) -> Select[*tuple[Any, ...]]:
    """The columns of what is wished for, in list order. The key's instant is that of the last change."""
    place = (Draft.updated_at, Draft.article_id)
    found = (
        select(
            Draft.article_id,
            Article.slug,
            title_of_draft().label("title"),
            Topic.name.label("topic"),
            Author.name.label("author"),
            Article.author_id,
            Draft.updated_at.label("changed_at"),
            _last_hand().label("changed_by"),
        )
        .join(Draft.article)
        .join(Article.topic)
        .join(Article.author)
        .where(open_to(wish.user), _of_state(wish.state, at))
        .order_by(*(column.desc() for column in place))
    )
    if wish.mine:
        found = found.where(Article.author_id == wish.user.author_id)
    for word in folded(wish.words).split():
        found = found.where(Draft.title.contains(word, autoescape=True))
    if before:
        found = found.where(tuple_(*place) < tuple_(before.published_at, before.article_id))
    return found


def open_to(user: Somebody) -> ColumnElement[bool]:
    """That `user` may write an article (of a query over Article): what may() says, for a whole list."""
    if may(user, Action.WRITE, SimpleNamespace(author_id=None)):
        return true()
    return Article.author_id == user.author_id


def title_of_draft() -> ColumnElement[str]:
    """The title as it is written, out of the tree's JSON; Draft.title is folded for finding."""
    title: ColumnElement[str] = type_coerce(Draft.tree, JSON)["title"].as_string()
    return title


def _of_state(state: State | None, at: datetime) -> ColumnElement[bool]:
    match state:
        case None:
            return true()
        case State.CHANGED:
            public = or_(standing_is(Standing.LIVE, at), standing_is(Standing.SCHEDULED, at))
            return and_(standing.changed(), public)
    return standing_is(Standing(state), at)


def _last_hand() -> ScalarSelect[str]:
    """Whose the latest state in the history of a draft (of a query over Draft) is."""
    return (
        select(Author.name)
        .select_from(Revision)
        .outerjoin(User, Revision.user_id == User.id)
        .outerjoin(Author, User.author_id == Author.id)
        .where(Revision.article_id == Draft.article_id)
        .order_by(Revision.id.desc())
        .limit(1)
        .correlate(Draft)
        .scalar_subquery()
    )


def _present(session: Session, ids: Collection[int], at: datetime) -> Mapping[int, Sequence[str]]:
    """The names of those who have one of the articles open just now."""
    if not ids:
        return {}
    found = session.execute(
        select(Presence.article_id, Author.name)
        .join(Presence.user)
        .join(User.author)
        .where(Presence.article_id.in_(ids), Presence.seen_at > at - LASTS)
        .order_by(Author.name)
    )
    names = defaultdict(list)
    for article_id, name in found:
        names[article_id].append(name)
    return names
