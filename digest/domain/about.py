"""About an article: its address, topic, tags, author and links, which are its own and not its text's."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from digest.domain.article import Article, article_tag
from digest.domain.audit import record
from digest.domain.drafting import locked
from digest.domain.hand import Hand
from digest.domain.linking import follow, translate
from digest.domain.people import Author
from digest.domain.press import Press
from digest.domain.readdress import readdress
from digest.domain.relating import relate
from digest.domain.search import index
from digest.domain.topic import OTHER_SLUG, Tag, Topic


@dataclass(frozen=True, slots=True)
class About:
    """What is said about an article. Without a topic it has the one for all else.

    `follows_id` is the article that it goes on from, `original_id` the one that it is a translation of.
    """

    slug: str
    topic_id: int | None
    tags: tuple[str, ...]
    author_id: int
    follows_id: int | None = None
    original_id: int | None = None

    @classmethod
    def of(cls, article: Article) -> "About":
        """What is said about `article` now."""
        topic = None if article.topic.slug == OTHER_SLUG else article.topic_id
        tags = tuple(tag.name for tag in article.tags)
        links = (article.follows_id, article.original_id)
        return cls(article.slug, topic, tags, article.author_id, *links)

    @property
    def version(self) -> str:
        """What a form carries to say which facts it started from."""
        return sha256(json.dumps(asdict(self)).encode()).hexdigest()[:12]


def locked_article(session: Session, article_id: int) -> Article:
    """The article as it is now, for this transaction alone. Raises DraftGoneError.

    Its draft is locked first, as publishing does it: in another order each could wait for the other.
    """
    locked(session, article_id)
    # Rows of others may go on naming it meanwhile.
    wanted = select(Article).where(Article.id == article_id).with_for_update(key_share=True)
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


def tell(session: Session, article: Article, about: About, hand: Hand, press: Press) -> None:
    """Make `about` what is said about `article`, each change in the audit log.

    Raises AddressError, FollowError and OriginalError.
    """
    now = About.of(article)
    if about.slug != now.slug:
        readdress(session, article, about.slug, hand, press)
    if about.topic_id != now.topic_id:
        before, article.topic = article.topic.name, _topic(session, about.topic_id)
        _record(session, article, hand, "topic", before, article.topic.name)
    if about.tags != now.tags:
        article.tags = Tag.called(session, about.tags)
        session.flush()
        # A tag's list is read in the order of publication, which stands beside each tag.
        tagged = update(article_tag).where(article_tag.c.article_id == article.id)
        session.execute(tagged.values(published_at=article.published_at))
        _record(session, article, hand, "tags", "、".join(now.tags), "、".join(About.of(article).tags))
    if (about.topic_id, about.tags) != (now.topic_id, now.tags):
        session.flush()
        index.refile(session, [article.id])
    if about.author_id != now.author_id:
        before, article.author = article.author.name, session.get(Author, about.author_id) or article.author
        _record(session, article, hand, "author", before, article.author.name)
    _link(session, article, about, hand)
    if article.published_at and _what_relates(about) != _what_relates(now):
        relate(session, article)
    session.flush()


def _link(session: Session, article: Article, about: About, hand: Hand) -> None:
    now = About.of(article)
    if about.follows_id != now.follows_id:
        follow(session, article, about.follows_id)
        _record_link(session, article, hand, "follow", now.follows_id, article.follows_id)
    if about.original_id != now.original_id:
        translate(session, article, about.original_id)
        _record_link(session, article, hand, "original", now.original_id, article.original_id)


def _what_relates(about: About) -> tuple[object, ...]:
    return about.topic_id, about.tags, about.original_id


def _topic(session: Session, topic_id: int | None) -> Topic:
    """The topic; the one for all else if none is meant, or if it has just been deleted."""
    return (session.get(Topic, topic_id) if topic_id else None) or Topic.called(session, "")


def _record_link(
    session: Session, article: Article, hand: Hand, what: str, before: int | None, after: int | None
) -> None:
    """By address, which the audit log can still show when the article is no longer there."""
    named = select(Article.id, Article.slug).where(Article.id.in_([before, after]))
    slugs = dict(session.execute(named).all())
    _record(session, article, hand, what, slugs.get(before or 0, ""), slugs.get(after or 0, ""))


def _record(session: Session, article: Article, hand: Hand, what: str, before: str, after: str) -> None:
    record(
        session,
        hand.at,
        f"article.{what}",
        subject=f"article:{article.id}",
        user_id=hand.user_id,
        user_name=hand.name,
        before=before,
        after=after,
    )
