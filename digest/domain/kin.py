"""Kin: the thread and the translations of an article, which each page of it shows; found together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import literal, union_all
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.edition import Edition, live
from digest.domain.thread import Thread, members
from digest.domain.translation import in_other_languages, same_in_other_words


@dataclass(frozen=True, slots=True)
class Kin:
    """The public digests that belong to an article."""

    thread: Thread = field(default_factory=Thread)
    translations: Sequence[Edition] = ()

    @property
    def ids(self) -> set[int]:
        """The articles that they are of."""
        return {edition.article_id for edition in (*self.thread.editions, *self.translations)}


def kin_of(session: Session, article: Article, at: datetime) -> Kin:
    """The kin of `article` at `at`. One statement; none if it is known that there is nobody."""
    if article.is_named is False and article.follows_id is None and article.original_id is None:
        return Kin()
    threaded = members(article.id).add_columns(literal(1).label("threaded"))
    same = same_in_other_words(article).add_columns(literal(0))
    wanted = union_all(threaded, same).subquery()
    found = live(at).join(wanted, wanted.c.id == Article.id).add_columns(wanted.c.threaded)
    rows = session.execute(found).all()
    return Kin(
        Thread.of(edition for edition, is_member in rows if is_member),
        in_other_languages([edition for edition, is_member in rows if not is_member], article),
    )
