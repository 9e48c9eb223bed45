"""Checks of the blocks of a section, one for each kind."""

from collections.abc import Iterator

from digest.domain.checks import rules
from digest.domain.checks.rules import Finding
from digest.domain.source import canonical_url
from digest.domain.tree import Block, Card, Comment, Figure, Quote, Text


def filled(block: Block) -> bool:
    """Whether there is anything in `block` for a reader."""
    match block:
        case Comment():
            return bool(block.lines)
        case Card():
            said = (block.title, block.url, block.publisher, block.published, block.credit, block.picture)
            return any(said) or any(point.text for point in block.points)
        case Text() | Quote():
            return bool(block.text)
        case Figure():
            return block.picture is not None
        case _:
            return any(event.when or event.text for event in block.events)


_EMPTY = {
    "comment": rules.COMMENT_EMPTY,
    "card": rules.CARD_EMPTY,
    "text": rules.TEXT_EMPTY,
    "quote": rules.QUOTE_EMPTY,
    "picture": rules.FIGURE_EMPTY,
    "timeline": rules.TIMELINE_EMPTY,
}


def check_block(block: Block, cards: frozenset[str]) -> Iterator[Finding]:
    """What `block` lacks, but for its picture; `cards` are the ids of the article's cards."""
    if not filled(block):
        yield _EMPTY[block.kind].at(block.id)
        return
    match block:
        case Card():
            yield from _check_card(block)
        case Text() if not cards.issuperset(block.cards):
            yield rules.TEXT_LOST_CARD.at(block.id, block.text)
        case Quote() if not block.source:
            yield rules.QUOTE_WITHOUT_SOURCE.at(block.id, block.text)


def _check_card(card: Card) -> Iterator[Finding]:
    about = card.title or card.publisher or card.url
    if not card.title:
        yield rules.CARD_WITHOUT_TITLE.at(card.id, about)
    if not card.url:
        yield rules.CARD_WITHOUT_URL.at(card.id, about)
    elif canonical_url(card.url) is None:
        yield rules.CARD_BAD_URL.at(card.id, card.url)
    if not card.publisher:
        yield rules.CARD_WITHOUT_PUBLISHER.at(card.id, about)
    if card.published is None:
        yield rules.CARD_WITHOUT_DATE.at(card.id, about)
    if not card.points:
        yield rules.CARD_WITHOUT_POINTS.at(card.id, about)
    for point in card.points:
        count = len(point.text)
        if not count:
            yield rules.POINT_EMPTY.at(card.id, about, point.id)
        elif count > rules.POINT_MOST:
            yield rules.POINT_LONG.at(card.id, point.text, point.id, count=count, most=rules.POINT_MOST)
