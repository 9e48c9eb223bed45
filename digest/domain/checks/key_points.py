"""Checks of the key points: how many there are, and what each rests on."""

from collections.abc import Iterator

from digest.domain.checks import rules
from digest.domain.checks.rules import Finding
from digest.domain.likeness import bigrams, contained
from digest.domain.tree import Card, Comment, KeyPoint, Section, Text, Tree

PART = "key-points"

# A passage supports a key point when it has this share of the point's character bigrams. Of the key points
# of the demo's digests nine in ten reach it in their own article, and none in another's (0.38 at most).
SUPPORTED = 0.4


def check_key_points(tree: Tree) -> Iterator[Finding]:
    """What is wrong with the key points of `tree`."""
    count, least, most = len(tree.key_points), rules.KEY_POINTS_LEAST, rules.KEY_POINTS_MOST
    if not least <= count <= most:
        yield rules.KEY_POINTS_COUNT.at(PART, count=count, least=least, most=most)
    cards = {card.id for card in tree.cards()}
    found = list(filter(None, map(bigrams, passages(tree))))
    for point in tree.key_points:
        yield from _check_key_point(point, cards, found)


def _check_key_point(point: KeyPoint, cards: set[str], found: list[frozenset[str]]) -> Iterator[Finding]:
    if not point.text:
        yield rules.KEY_POINT_EMPTY.at(PART, detail=point.id)
        return
    if not cards.issuperset(point.cards):
        yield rules.KEY_POINT_LOST_CARD.at(PART, point.text, point.id)
    # Where there is nothing yet to rest on, that is said once, not for every point.
    if found and cards.isdisjoint(point.cards) and not _supported(point.text, found):
        yield rules.KEY_POINT_UNSUPPORTED.at(PART, point.text, point.id)


def _supported(text: str, found: list[frozenset[str]]) -> bool:
    pairs = bigrams(text)
    return any(contained(pairs, passage) >= SUPPORTED for passage in found)


def passages(tree: Tree) -> Iterator[str]:
    """What a key point may rest on: each card, paragraph block, short answer and comment."""
    for node in tree.nodes():
        match node:
            case Section():
                yield node.answer
            case Card():
                yield " ".join((node.title, *(point.text for point in node.points)))
            case Text():
                yield node.text
            case Comment():
                yield " ".join(node.lines)
