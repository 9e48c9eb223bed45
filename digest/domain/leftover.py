"""Leftovers: what an address still has to say where nothing is public, or no longer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.former_name import FormerName, NameKind
from digest.domain.standing import Standing, is_withdrawn, standing_is, was_public


@dataclass(frozen=True, slots=True)
class Leftover:
    """That an article was public at this address; when and why it was withdrawn, if it was."""

    withdrawn_at: datetime | None = None
    reason: str = ""


def leftover(session: Session, slug: str, at: datetime) -> Leftover | None:
    """What is left of the article `slug`, if it was public by `at` and is not now."""
    # The reason holds until the article comes back; that it will is nobody's business yet.
    row = session.execute(
        select(is_withdrawn(at), Article.withdrawn_at, Article.withdrawal_note).where(
            Article.slug == slug, was_public(at), ~standing_is(Standing.LIVE, at)
        )
    ).one_or_none()
    if row is None:
        return None
    withdrawn, since, reason = row
    return Leftover(since, reason) if withdrawn else Leftover()


def moved_to(slug: str, at: datetime) -> Select[str]:
    """Where the article is read now whose address was `slug`: only of one that was public by `at`."""
    return (
        select(Article.slug)
        .join(FormerName, and_(FormerName.kind == NameKind.ARTICLE, FormerName.row_id == Article.id))
        .where(FormerName.name == slug, was_public(at))
    )
