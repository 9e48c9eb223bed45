"""Accepting: a manuscript that somebody brings to the desk becomes an article there."""

from dataclasses import dataclass, replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.audit import record
from digest.domain.former_name import FormerName, NameKind
from digest.domain.hand import Hand
from digest.domain.importing import Shelf, import_manuscript
from digest.domain.manuscript import Manuscript
from digest.domain.names import is_article_slug, slug_of
from digest.domain.people import Author
from digest.domain.permission import Action, Somebody, may
from digest.domain.revision import Note, Revision
from digest.domain.topic import OTHER_SLUG, Topic


@dataclass(frozen=True, slots=True)
class Terms:
    """What of a manuscript's header holds at the desk, for the one who brings it.

    An address that is taken, a topic that only an editor may add, and the name of somebody else on an
    author's text do not: then `slug` and `topic` are empty, and the author is whoever brings it.
    """

    slug: str
    topic: str
    author_id: int
    author: str


def terms(session: Session, manuscript: Manuscript, user: Somebody) -> Terms:
    """The terms on which `user` may have `manuscript` as an article."""
    author = author_named(session, manuscript.author, user)
    return Terms(
        slug=manuscript.slug if is_free(session, manuscript.slug) else "",
        topic=topic_named(session, manuscript.topic, user),
        author_id=author.id,
        author=author.name,
    )


def accept(
    session: Session, manuscript: Manuscript, user: Somebody, hand: Hand, shelf: Shelf, zone: ZoneInfo
) -> Article:
    """Make an article with a draft from `manuscript`, with its history and in the audit log."""
    held = terms(session, manuscript, user)
    manuscript = replace(manuscript, slug=held.slug, topic=held.topic, author=held.author, published=None)
    article = import_manuscript(session, manuscript, shelf, zone)
    article.author_id = held.author_id
    article.created_at = article.draft.updated_at = hand.at
    session.flush()
    Revision.mark(session, article.draft, hand, Note.CREATED)
    created(session, article, hand, "text")
    return article


def created(session: Session, article: Article, hand: Hand, way: str) -> None:
    """Keep in the audit log that `article` was made, and from what."""
    subject = f"article:{article.id}"
    record(
        session,
        hand.at,
        "article.create",
        subject=subject,
        user_id=hand.user_id,
        user_name=hand.name,
        slug=article.slug,
        title=article.draft.tree.title,
        way=way,
    )


def is_free(session: Session, slug: str) -> bool:
    """Whether a new article may have the address `slug`: none has it, and none had it."""
    if not is_article_slug(slug) or session.scalar(select(Article.id).where(Article.slug == slug)):
        return False
    return session.scalar(FormerName.holder(NameKind.ARTICLE, slug)) is None


def topic_named(session: Session, name: str, user: Somebody) -> str:
    """The topic `name` if there is one, or if `user` may add it; otherwise nothing."""
    if not name or slug_of(name) == OTHER_SLUG:
        return ""
    if may(user, Action.KEEP_LISTS):
        return name
    known = select(Topic.name).where((Topic.name == name) | (Topic.slug == slug_of(name))).limit(1)
    return session.scalar(known) or ""


def author_named(session: Session, name: str, user: Somebody) -> Author:
    """The author `name`, if `user` may write in that name; otherwise `user`."""
    named = session.scalar(select(Author).where(Author.name == name).limit(1)) if name else None
    if named and may(user, Action.WRITE, SimpleNamespace(author_id=named.id)):
        return named
    own = session.get(Author, user.author_id)
    if own is None:
        raise RuntimeError("a user without an author")
    return own
