"""Filling a card from its source: by itself while it is nothing but a link, else by what is offered."""

from dataclasses import dataclass, replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from digest.domain.article import Draft
from digest.domain.drafting import change
from digest.domain.hand import Hand
from digest.domain.part import with_part
from digest.domain.publisher import Publisher
from digest.domain.retrieval import Progress, Retrieval
from digest.domain.retrieving.sources import host
from digest.domain.source import Source, canonical_url
from digest.domain.tree import Card

# The fields of a card that its source can say, in the order of the form.
FIELDS = ("url", "title", "publisher", "published", "credit")


@dataclass(frozen=True, slots=True)
class Fact:
    """What the source says of the field `name` of a card, as its form would have it."""

    name: str
    value: str


def facts_for(session: Session, card: Card) -> tuple[Source | None, tuple[Fact, ...]]:
    """The source of `card` if its page was read, and what it says otherwise than the card does."""
    source = Source.at(session, card.url)
    if source is None or source.retrieved_at is None:
        return None, ()
    told = told_by(source, card.url)
    found = (Fact(name, _written(told, name)) for name in FIELDS)
    return source, tuple(fact for fact in found if fact.value and fact.value != _written(card, fact.name))


def fill(session: Session, draft: Draft, card_id: str, url: str, told: Card, hand: Hand) -> bool:
    """Let the card say what its source does, if nobody has begun to write it; whether that was so."""
    card = next((card for card in draft.tree.cards() if card.id == card_id), None)
    if card is None or not _is_untouched(session, draft.article_id, card, url):
        return False
    filled = replace(card, **{name: getattr(told, name) or getattr(card, name) for name in FIELDS})
    change(session, draft, with_part(draft.tree, card_id, filled), hand)
    return True


def told_by(source: Source, url: str) -> Card:
    """What `source`, whose page was read at `url`, says of itself; an aggregator only shows a report."""
    publisher = source.publisher.name if source.publisher else host(url)
    return Card(
        title=source.title if source.title != source.canonical_url else "",
        url=source.canonical_url,
        publisher=source.origin or publisher,
        published=source.published,
        credit=f"{source.origin} / {publisher}" if source.origin else publisher,
    )


def told_without_page(session: Session, url: str) -> Card:
    """What is known without its page, which could not be read: from a reading before, or by the address."""
    source = Source.at(session, url)
    if source is not None and source.retrieved_at is not None:
        return told_by(source, url)
    return _guessed(session, url)


def _guessed(session: Session, url: str) -> Card:
    known = Publisher.of_host(session, host(url))
    name = known.name if known else host(url)
    return Card(url=url, publisher=name, credit=name)


def _is_untouched(session: Session, article_id: int, card: Card, url: str) -> bool:
    """Whether `card` is nothing but the link, or what was made of that when its page could not be read."""
    if canonical_url(card.url) != canonical_url(url):
        return False
    bare = Card(id=card.id, url=card.url)
    if card == bare:
        return True
    failed = (Retrieval.card_id == card.id, Retrieval.progress == Progress.FAILED)
    if not session.scalar(select(exists().where(Retrieval.article_id == article_id, *failed))):
        return False
    guess = _guessed(session, card.url)
    return card == replace(bare, publisher=guess.publisher, credit=guess.credit)


def _written(card: Card, name: str) -> str:
    value = getattr(card, name)
    return value.isoformat() if name == "published" and value else str(value or "")
