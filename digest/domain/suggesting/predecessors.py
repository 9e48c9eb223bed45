"""Predecessors proposed for an article: the public digests that it may go on from."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.edition import Edition, live
from digest.domain.relating import alike
from digest.domain.thread import members

# The topic alone, or a tag that many have, makes no story that goes on.
LEAST, MOST = 350, 3


def suggested_predecessors(session: Session, article: Article, at: datetime) -> Sequence[Edition]:
    """The closest of earlier digests in its language, unless it goes on from one already."""
    if article.follows_id is not None:
        return []
    near = [number for number, score in alike(session, article).items() if score >= LEAST]
    found = live(at).where(
        Article.id.in_(near),
        Article.id.not_in(members(article.id)),
        Edition.language == article.draft.tree.language,
        Article.published_at < (article.published_at or at),
    )
    return sorted(session.scalars(found), key=lambda edition: near.index(edition.article_id))[:MOST]
