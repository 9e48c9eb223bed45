"""The press: what publishing needs from outside the domain to print pages, as it is asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from digest.domain.people import Speaker
from digest.domain.picture import Picture
from digest.domain.quotation import Limits
from digest.domain.source import Source
from digest.domain.tree import Block, Card, Page, Text, Tree


@dataclass(frozen=True, slots=True)
class Copy:
    """All that the pages of one article are printed from.

    `sources` gives what a card (by its id) cites; one that is not stored yet has no number.
    """

    slug: str
    tree: Tree
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    sources: Mapping[str, Source | None] = field(default_factory=dict)

    def numbered_cards(self) -> list[tuple[int, int, Card]]:
        """Each card with its number in the article and the number of its page, in reading order."""
        pages = enumerate(self.tree.pages, start=1)
        placed = [(number, card) for number, page in pages for card in cards_of(page)]
        return [(number, page, card) for number, (page, card) in enumerate(placed, 1)]

    def resting(self) -> dict[str, list["Resting"]]:
        """By card, the statements that say that they rest on it, in reading order."""
        found: dict[str, list[Resting]] = {}
        for statement, cards in self._stated():
            for card in dict.fromkeys(cards):
                found.setdefault(card, []).append(statement)
        return found

    def _stated(self) -> Iterator[tuple["Resting", tuple[str, ...]]]:
        for number, point in enumerate(self.tree.key_points, start=1):
            yield Resting("key-point", number, 1, point.id), point.cards
        pages = enumerate(self.tree.pages, start=1)
        placed = [
            (page, b) for page, each in pages for b in blocks_of(each) if isinstance(b, Text) and b.cards
        ]
        for number, (page, text) in enumerate(placed, start=1):
            yield Resting("text", number, page, text.id), text.cards


class Resting(NamedTuple):
    """A statement that rests on cards: a key point, or a text, by its number among those of its kind."""

    kind: str
    number: int
    page: int
    node_id: str


class Press(Protocol):
    """Prints the pages of an article as HTML, by the rules of its site."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone, which decides the month that an article belongs to."""

    @property
    def limits(self) -> Limits:
        """How much of others' words this site lets pass."""

    def print(self, copy: Copy) -> list[str]:
        """The HTML of each page of `copy`, the first page first."""


def cards_of(page: Page) -> list[Card]:
    """The cards of a page, in reading order."""
    return [block for block in blocks_of(page) if isinstance(block, Card)]


def blocks_of(page: Page) -> list[Block]:
    """The blocks of a page, in reading order."""
    return [block for section in page.sections for block in section.blocks]
