"""Translations: articles that say the same, each in a language of its own.

All of them name the same article in `original_id`, which itself names none. So a set of translations is found
by one number, and no translation of a translation can lead around in a circle.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.edition import Edition, live


def work_of(article: Article) -> int:
    """The number by which `article` and its translations are one: that of their original."""
    return article.original_id or article.id


def same_in_other_words(article: Article) -> Select[int]:
    """The numbers of the articles that say what `article` says, its own among them; public or not."""
    original = work_of(article)
    return select(Article.id).where(or_(Article.id == original, Article.original_id == original))


def translations_of(session: Session, article: Article, at: datetime) -> list[Edition]:
    """The public digests that say what `article` says in other languages; see `in_other_languages`."""
    found = session.scalars(live(at).where(Article.id.in_(same_in_other_words(article)))).all()
    return in_other_languages(found, article)


def in_other_languages(editions: Iterable[Edition], article: Article) -> list[Edition]:
    """One of `editions` for each language but that of `article`, by language.

    Where two are in one language, the original goes first and then the one that was published first; what
    comes after that has no translations. So what one names as its translation names that one, too.
    """
    first: dict[str, Edition] = {}
    for edition in sorted(editions, key=_rank):
        first.setdefault(edition.language, edition)
    chosen = {language: edition for language, edition in first.items() if edition.article_id != article.id}
    if len(chosen) == len(first):
        return []
    return [chosen[language] for language in sorted(chosen)]


def _rank(edition: Edition) -> tuple[bool, datetime, int]:
    return edition.article.original_id is not None, edition.published_at, edition.article_id
