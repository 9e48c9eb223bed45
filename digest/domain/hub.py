"""Hubs: who is told that feeds have something new (WebSub), and until when they know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.domain.article import Article, article_tag
from digest.domain.edition import Edition, live
from digest.domain.people import Author
from digest.domain.topic import Tag, Topic
from digest.store import Base, put, writing

# What goes public is told a little later: a transaction that is about to end may have published before this.
SETTLED = timedelta(seconds=10)
# How long to wait after so many failures in a row; the last one holds from then on.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
# Far more than go public between two looks. After a great import, who follows the rest asks by himself.
MOST = 100


class Hub(Base):
    """A hub with the instant until which it has been told of what went public, and how its last try ended."""

    __tablename__ = "hub"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    told_until: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(Text, default="")

    def is_due(self, at: datetime) -> bool:
        """Whether it may be told something: not while somebody else does so, nor soon after a failure."""
        if self.tried_at is None or not self.tries:
            return True
        return at >= self.tried_at + WAITS[min(self.tries, len(WAITS)) - 1]


@dataclass(frozen=True, slots=True)
class News:
    """Whose feeds have something new, by their addresses; `until` when it went public."""

    until: datetime
    topics: Sequence[str]
    tags: Sequence[str]
    authors: Sequence[str]
    corrected: bool


def claim(session: Session, url: str, at: datetime) -> News | None:
    """What the hub `url` is to be told now, by whoever asks first; nothing if there is nothing.

    A hub that was not known is told of what comes from now on. Until `told` it counts as a failure, so that
    what a killed process had claimed is told by another one.
    """
    hub = session.get(Hub, url, populate_existing=True)
    if hub is None:
        with writing() as writer:
            put(writer, Hub, {"url": url}, {"told_until": at - SETTLED, "tries": 0, "trouble": ""})
        return None
    found = _news(session, hub.told_until, at - SETTLED) if hub.is_due(at) else None
    return found if found and _is_mine(hub.url, hub.told_until, at) else None


def told(url: str, news: News, at: datetime, trouble: str = "") -> None:
    """Remember that the hub `url` knows of `news`, or what the `trouble` was."""
    with writing() as session:
        hub = session.get_one(Hub, url, with_for_update=True, populate_existing=True)
        hub.trouble, hub.tried_at = trouble, at
        if not trouble:
            hub.told_until, hub.tries = max(hub.told_until, news.until), 0


def _is_mine(url: str, told_until: datetime, at: datetime) -> bool:
    """Whether nobody else has begun to tell it meanwhile."""
    with writing() as session:
        wanted = select(Hub).where(Hub.url == url, Hub.told_until == told_until)
        waiting = wanted.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        hub = session.scalar(waiting)
        if hub is None or not hub.is_due(at):
            return False
        hub.tried_at, hub.tries = at, hub.tries + 1
        return True


def _news(session: Session, since: datetime, until: datetime) -> News | None:
    """What went public for the first time, was updated or corrected after `since` and up to `until`."""
    new = live(until).where(Article.published_at > since, Article.published_at <= until)
    changed = live(until).where(Edition.corrected_at > since, Edition.corrected_at <= until)
    corrected = set(session.scalars(_articles(changed)))
    articles = corrected.union(session.scalars(_articles(new)))
    if not articles:
        return None
    these = Article.id.in_(articles)
    tags = select(Tag.slug).join(article_tag, article_tag.c.tag_id == Tag.id)
    return News(
        until,
        _some(session, select(Topic.slug).join(Article, Article.topic_id == Topic.id).where(these)),
        _some(session, tags.join(Article, Article.id == article_tag.c.article_id).where(these)),
        _some(session, select(Author.slug).join(Article, Article.author_id == Author.id).where(these)),
        bool(corrected),
    )


def _articles(editions: Select[Edition]) -> Select[int]:
    return editions.options().with_only_columns(Edition.article_id, maintain_column_froms=True).limit(MOST)


def _some(session: Session, slugs: Select[str]) -> Sequence[str]:
    return session.scalars(slugs.distinct().limit(MOST)).all()
