"""Threads: digests of which each goes on from another, as public from the first to the newest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from digest.domain.article import Article
from digest.domain.edition import Edition, live
from digest.domain.leftover import moved_to
from digest.domain.standing import was_public

# So many articles may hang together: a thread is read as a whole.
MOST = 100


@dataclass(frozen=True, slots=True)
class Thread:
    """The public digests of a thread in the order of their publication; it is none with fewer than two."""

    editions: Sequence[Edition] = ()

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> "Thread":
        """The thread that `editions` make."""
        return cls(sorted(editions, key=_place))

    def __bool__(self) -> bool:
        return len(self.editions) > 1

    @property
    def first(self) -> Edition:
        """With which it began; its page has the address of this one."""
        return self.editions[0]

    @property
    def newest(self) -> Edition:
        """What readers should know of, wherever they are in it."""
        return self.editions[-1]

    def before(self, edition: Edition) -> Sequence[Edition]:
        """What came before `edition`, the nearest first."""
        return [other for other in reversed(self.editions) if _place(other) < _place(edition)]

    def after(self, edition: Edition) -> Sequence[Edition]:
        """What has come since `edition`, the nearest first."""
        return [other for other in self.editions if _place(other) > _place(edition)]


def thread_of(session: Session, article_id: int, at: datetime) -> Thread:
    """The thread that an article is in, as readers may see it at `at`."""
    return Thread.of(session.scalars(live(at).where(Article.id.in_(members(article_id)))))


def thread_at(session: Session, slug: str, at: datetime) -> Thread:
    """The thread that has, or had, the digest at `slug`: only of one that was public by `at`."""
    known = select(Article.id).where(Article.slug == slug, was_public(at))
    number = session.scalar(known)
    if number is None and (today := session.scalar(moved_to(slug, at))):
        number = session.scalar(select(Article.id).where(Article.slug == today))
    return thread_of(session, number, at) if number else Thread()


def members(article_id: int) -> Select[int]:
    """The numbers of all articles that hang together with one, its own among them; public or not.

    Both ways from each, and each once: a circle, which two people may make in the same instant, ends too.
    """
    start = select(Article.id, Article.follows_id).where(Article.id == article_id)
    thread = start.cte("thread", recursive=True)
    near = aliased(Article)
    beside = or_(near.follows_id == thread.c.id, near.id == thread.c.follows_id)
    thread = thread.union(select(near.id, near.follows_id).where(beside))
    return select(thread.c.id)


def _place(edition: Edition) -> tuple[datetime, int]:
    """Where an edition stands in time; a proof of a draft has no number of its own."""
    return edition.published_at, edition.article.id
