"""Gatherings: drafts that are made from links, once all of their pages have been read or have failed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column

from digest.domain.article import Article, Draft
from digest.domain.drafting import DraftGoneError, Hand, change, locked, new_draft_article
from digest.domain.links import narrowed
from digest.domain.plain import clean
from digest.domain.refusal import Refusal
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.retrieving.filling import told_by
from digest.domain.revision import Note
from digest.domain.source import Source, canonical_url
from digest.domain.suggesting import near_duplicates
from digest.domain.topic import Topic
from digest.domain.tree import Card, Page, Section, Tree
from digest.store import Base

LINKS_MOST = 10
LINK_SHOWN = 80


class LinksError(Refusal):
    """What was pasted is not one to ten web addresses."""


class Gathering(Base):
    """That an article's draft is to be composed of the retrievals that belong to it.

    `composed_at` is when that was done, or found to be no longer wanted because somebody had written.
    """

    __tablename__ = "gathering"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime]
    composed_at: Mapped[datetime | None]

    @classmethod
    def of_article(cls, article_id: int) -> Select["Gathering"]:
        """The gathering of an article, if it was begun from links."""
        return select(cls).where(cls.article_id == article_id)

    @classmethod
    def waiting(cls, article_id: int) -> Select["Gathering"]:
        """That gathering if its draft is not composed yet, as it is now."""
        wanted = cls.of_article(article_id).where(cls.composed_at.is_(None))
        return wanted.execution_options(populate_existing=True)


def links_of(text: str) -> tuple[str, ...]:
    """The web addresses in `text`, each source once; between them is space. Raises LinksError."""
    urls: dict[str, str] = {}
    for word in narrowed(clean(text)).split():
        canonical = canonical_url(word)
        if canonical is None:
            raise LinksError("This is no web address: %(text)s", text=word[:LINK_SHOWN])
        urls.setdefault(canonical, word)
    if not urls:
        raise LinksError("Please paste at least one web address.")
    if len(urls) > LINKS_MOST:
        raise LinksError(
            "At most %(most)s web addresses, please. There are %(count)s.", most=LINKS_MOST, count=len(urls)
        )
    return tuple(urls.values())


def gather(
    session: Session,
    urls: Sequence[str],
    hand: Hand,
    *,
    author_id: int,
    language: str,
    topic: Topic | None = None,
    zone: ZoneInfo,
) -> Article:
    """Make a new article whose draft is composed when the pages at `urls` have been read.

    Until then its draft is empty. The retrievals wait to be worked off by the background.
    """
    tree = Tree(language=language)
    article = new_draft_article(session, tree, hand, author_id=author_id, topic=topic, zone=zone)
    session.add(Gathering(article_id=article.id, asked_at=hand.at))
    for url in urls:
        asked = {"user_id": hand.user_id, "user_name": hand.name, "asked_at": hand.at}
        session.add(Retrieval(article_id=article.id, url=url, **asked))
        session.flush()  # their numbers are the order of the links
    return article


def advance(session: Session, article_id: int, at: datetime) -> bool:
    """Compose the draft of an article if all of its pages have ended by now; whether that was done.

    To be called in the transaction that ends a retrieval, whichever that is: the draft is locked first, so
    of two that end at once the second sees both, and it is done once. If somebody has written into the draft
    meanwhile, nothing is put into it.
    """
    if session.scalar(Gathering.waiting(article_id)) is None:
        return False
    try:
        draft = locked(session, article_id)
    except DraftGoneError:
        return False
    # What was true before the lock is asked anew.
    gathering = session.scalar(Gathering.waiting(article_id))
    retrievals = _gathered(session, article_id)
    if gathering is None or not all(each.ended for each in retrievals):
        return False
    gathering.composed_at = at
    if draft.version != 1:
        return False
    _compose(session, draft, retrievals, at)
    return True


def read_again(session: Session, article_id: int, retrieval_id: int, hand: Hand) -> str:
    """Let a page that failed be read again, unless the draft has been composed meanwhile; its address."""
    locked(session, article_id)
    if session.scalar(Gathering.waiting(article_id)) is None:
        return ""
    for each in _gathered(session, article_id):
        if each.id == retrieval_id and each.progress == Progress.FAILED:
            each.progress, each.trouble, each.status, each.tries = Progress.WAITING, "", 0, 0
            each.asked_at = hand.at
            return each.url
    return ""


def _gathered(session: Session, article_id: int) -> Sequence[Retrieval]:
    """The retrievals of a gathering as they are now, with their sources."""
    wanted = (
        Retrieval.of_article(article_id)
        .where(Retrieval.card_id == "")
        .options(
            joinedload(Retrieval.source).undefer(Source.text),
            joinedload(Retrieval.source).joinedload(Source.publisher),
        )
    )
    session.flush()
    return session.scalars(wanted.execution_options(populate_existing=True)).all()


def _compose(session: Session, draft: Draft, retrievals: Sequence[Retrieval], at: datetime) -> None:
    """Put a section with a card for each source into the draft; near-duplicates share a section."""
    groups = list(_groups(retrievals))
    sections = tuple(Section(blocks=tuple(_card(first) for first, *_ in group)) for group in groups)
    tree = Tree(language=draft.tree.language, pages=(Page(sections=sections),))
    by_card = [same for group in groups for same in group]
    for card, same in zip(tree.cards(), by_card, strict=True):
        for retrieval in same:
            retrieval.card_id = card.id
    asked = retrievals[0]
    change(session, draft, tree, Hand(asked.user_id, asked.user_name, at), Note.GATHERED)
    session.flush()


def _groups(retrievals: Sequence[Retrieval]) -> Iterator[list[list[Retrieval]]]:
    """`retrievals` by section, and in it by card: addresses that lead to one source share a card."""
    cards: dict[object, list[Retrieval]] = {}
    for each in retrievals:
        cards.setdefault(_read(each) or each, []).append(each)
    same = list(cards.values())
    texts = [source.text if (source := _read(first)) else "" for first, *_ in same]
    for group in near_duplicates(texts):
        yield [same[at] for at in group]


def _card(retrieval: Retrieval) -> Card:
    """The card of a source, as far as its page told; of one that failed only the address."""
    source = _read(retrieval)
    if source is None:
        return Card(url=retrieval.url)
    return told_by(source, retrieval.url)


def _read(retrieval: Retrieval) -> Source | None:
    """The source of a page that was read."""
    return retrieval.source if retrieval.progress == Progress.DONE else None
