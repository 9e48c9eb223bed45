"""New articles, and the first state of their history."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain import mention
from digest.domain.article import Article, Draft
from digest.domain.former_name import FormerName, NameKind
from digest.domain.hand import Hand
from digest.domain.names import new_article_slug
from digest.domain.revision import Note, Revision
from digest.domain.search_text import folded
from digest.domain.topic import Tag, Topic
from digest.domain.tree import Tree


def new_draft_article(
    session: Session,
    tree: Tree,
    hand: Hand,
    *,
    author_id: int,
    topic: Topic | None = None,
    tags: Sequence[Tag] = (),
    zone: ZoneInfo,
) -> Article:
    """Make a new article with `tree` as its draft, and a free address from the day in `zone`."""
    article = Article(
        slug=_free_slug(session, hand, zone),
        topic=topic or Topic.called(session, ""),
        author_id=author_id,
        tags=list(tags),
        created_at=hand.at,
        draft=Draft(tree=tree, title=folded(tree.title), version=1, updated_at=hand.at),
    )
    session.add(article)
    session.flush()
    mention.update(session, article.id, tree)
    Revision.mark(session, article.draft, hand, Note.CREATED)
    return article


def _free_slug(session: Session, hand: Hand, zone: ZoneInfo) -> str:
    """One that no article has, or had: an old address still leads to what it named."""
    while True:
        slug = new_article_slug(hand.at, zone)
        used = session.scalar(select(Article.id).where(Article.slug == slug))
        if not used and not session.scalar(FormerName.holder(NameKind.ARTICLE, slug)):
            return slug
