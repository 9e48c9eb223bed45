"""Removing an article that never was public, with everything that belongs to it."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.audit import record
from digest.domain.drafting import locked
from digest.domain.former_name import FormerName, NameKind
from digest.domain.hand import Hand
from digest.domain.linking import release
from digest.domain.publishing.succession import editions_of, is_real
from digest.domain.refusal import Refusal
from digest.domain.search import index


class WasPublicError(Refusal):
    """An article that readers may know: it can be withdrawn, not removed."""


def remove(session: Session, article: Article, hand: Hand) -> None:
    """Remove `article` for good. Raises WasPublicError if it was, is or will be public."""
    draft = locked(session, article.id)
    if any(map(is_real, editions_of(session, article))):
        raise WasPublicError("It was public, or is to be. It can be withdrawn, but not deleted.")
    number, slug, title = article.id, article.slug, draft.tree.title
    former = (FormerName.kind == NameKind.ARTICLE, FormerName.row_id == number)
    session.execute(delete(FormerName).where(*former))
    release(session, article)
    index.forget(session, number)
    # The database takes along what belongs to it.
    session.execute(delete(Article).where(Article.id == number))
    session.expire_all()
    record(
        session,
        hand.at,
        "article.remove",
        subject=f"article:{number}",
        user_id=hand.user_id,
        user_name=hand.name,
        slug=slug,
        title=title,
    )
