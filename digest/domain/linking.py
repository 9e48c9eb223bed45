"""Linking articles: what one goes on from, and what it is a translation of."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft
from digest.domain.refusal import Refusal
from digest.domain.thread import MOST, members
from digest.store import one_at_a_time


class FollowError(Refusal):
    """An article that this one cannot go on from."""


class OriginalError(Refusal):
    """An article that this one cannot be a translation of."""


def follow(session: Session, article: Article, earlier_id: int | None) -> None:
    """Let `article` go on from another, or from none. Raises FollowError."""
    one_at_a_time(session, "threads")
    article.follows_id = None
    session.flush()
    if earlier_id is None:
        return
    mine = set(session.scalars(members(article.id)))
    theirs = set(session.scalars(members(earlier_id)))
    if earlier_id in mine:
        raise FollowError("That article is this one, or goes on from it.")
    if len(mine) + len(theirs) > MOST:
        raise FollowError("At most %(most)s articles can go on from one another.", most=MOST)
    if theirs:
        article.follows_id = earlier_id
        session.flush()


def translate(session: Session, article: Article, original_id: int | None) -> None:
    """Let `article` be a translation of another, or of none. Raises OriginalError.

    What is named may be a translation itself: then both have the same original.
    """
    one_at_a_time(session, "translations")
    named = session.get(Article, original_id) if original_id else None
    original = (named.original_id or named.id) if named else None
    if named and (named.id == article.id or original == article.id):
        raise OriginalError("That article is this one, or a translation of it.")
    if named and session.scalar(select(Article.id).where(Article.original_id == article.id).limit(1)):
        raise OriginalError(
            "This article has translations itself. Please name it as the original of that one."
        )
    if named and _language(session, named) == _language(session, article):
        raise OriginalError("Both are in the same language.")
    article.original_id = original
    session.flush()


def release(session: Session, article: Article) -> None:
    """Let nobody name `article`, which is to be removed: the others name what it named, or each other."""
    following = update(Article).where(Article.follows_id == article.id)
    session.execute(following.values(follows_id=article.follows_id))
    translations = select(Article.id).where(Article.original_id == article.id).order_by(Article.id)
    first, *others = session.scalars(translations).all() or [0]
    session.execute(update(Article).where(Article.id == first).values(original_id=None))
    session.execute(update(Article).where(Article.id.in_(others)).values(original_id=first))


def _language(session: Session, article: Article) -> str:
    return session.get_one(Draft, article.id).tree.language
