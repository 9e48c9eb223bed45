"""Offers: what is suggested for a draft, with what of it was taken up already."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from digest.domain.source import Source, canonical_url
from digest.domain.suggesting.picks import (
    Suggestion,
    suggested_key_points,
    suggested_points,
    suggestions_at,
)
from digest.domain.tree import Card, Tree

# Of more sources than these the first are looked at, and of each no more than its beginning.
SOURCES_MOST, CHARACTERS_MOST = 20, 12_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence that may become a line resting on `cards`; `taken` says whether it has."""

    suggestion: Suggestion
    cards: tuple[str, ...]
    taken: bool


def offered_points(session: Session, card: Card) -> tuple[Offer, ...] | None:
    """Suggested points of `card`; none (and not an empty list) if the page of its source was not read.

    What was picked when the page was read is kept with the source.
    """
    source = _read(session, [card]).get(card.id)
    if source is None:
        return None
    said = {each for point in card.points for each in (point.text, point.passage)}
    picked = suggestions_at(source.text, {start for start, _ in source.suggested})
    return tuple(_offer(one, (card.id,), said) for one in picked or suggested_points(source.text))


def offered_key_points(session: Session, tree: Tree) -> tuple[Offer, ...] | None:
    """Suggested key points over all sources of `tree`; none if no page of theirs was read."""
    texts = texts_of(session, tree.cards())
    if not texts:
        return None
    said = {point.text for point in tree.key_points}
    names = list(texts)
    return tuple(
        _offer(one.suggestion, tuple(names[at] for at in (one.source, *one.also)), said)
        for one in suggested_key_points([text[:CHARACTERS_MOST] for text in texts.values()])
    )


def texts_of(session: Session, cards: Iterable[Card]) -> dict[str, str]:
    """The texts of the sources of `cards` that were read, by card; of a source cited twice by its first."""
    return {card_id: source.text for card_id, source in _read(session, cards).items()}


def _read(session: Session, cards: Iterable[Card]) -> dict[str, Source]:
    addresses = {card.id: address for card in cards if (address := canonical_url(card.url))}
    sources = Source.by_address(session, list(dict.fromkeys(addresses.values())))
    first: dict[int, str] = {}
    for card_id, address in addresses.items():
        if source := sources.get(address):
            first.setdefault(source.id, card_id)
    wanted = dict(list(first.items())[:SOURCES_MOST])
    texts = (undefer(Source.text), undefer(Source.suggested))
    rows = select(Source).where(Source.id.in_(wanted), Source.text != "").options(*texts)
    read = {source.id: source for source in session.scalars(rows)} if wanted else {}
    return {card_id: read[number] for number, card_id in wanted.items() if number in read}


def _offer(one: Suggestion, cards: tuple[str, ...], said: Collection[str]) -> Offer:
    return Offer(one, cards, one.text in said)
