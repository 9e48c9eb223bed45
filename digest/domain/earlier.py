"""Earlier digests: those that a new one may be almost the same as."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from digest.domain.article import Article
from digest.domain.edition import Citation, Edition
from digest.domain.likeness import Earlier
from digest.domain.source import Source, canonical_url

# How many are looked at: the newest of all, and the newest of those that share a source.
MOST = 200


def earlier_digests(session: Session, article_id: int | None, urls: Iterable[str]) -> list[Earlier]:
    """The latest editions of published articles that cite one of `urls`, and the newest of all.

    Of articles other than `article_id`. Three statements, however many there are.
    """
    cited = {canonical for url in urls if (canonical := canonical_url(url))}
    sharing = select(Citation.edition_id).join(Citation.source).where(Source.canonical_url.in_(cited))
    ids = set(session.scalars(_latest(article_id)))
    ids.update(session.scalars(_latest(article_id, Edition.id.in_(sharing))) if cited else ())
    rows = session.execute(
        select(Edition.id, Article.slug, Edition.title, Source.canonical_url)
        .join(Edition.article)
        .outerjoin(Edition.citations)
        .outerjoin(Citation.source)
        .where(Edition.id.in_(ids))
        .order_by(Article.published_at.desc(), Article.id.desc())
    )
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, slug, title, source in rows:
        said[slug, title].update({source} if source else ())
    return [Earlier(slug, title, frozenset(sources)) for (slug, title), sources in said.items()]


def _latest(article_id: int | None, *conditions: ColumnElement[bool]) -> Select[int]:
    """The newest latest editions under `conditions`, by number."""
    later = aliased(Edition)
    superseded = select(later.id).where(later.article_id == Edition.article_id, later.number > Edition.number)
    return (
        select(Edition.id)
        .join(Edition.article)
        .where(Article.published_at.is_not(None), ~superseded.exists(), *conditions)
        .where(Article.id != article_id if article_id else Article.id.is_not(None))
        .order_by(Article.published_at.desc(), Article.id.desc())
        .limit(MOST)
    )
