"""The press: what publishing needs from outside the domain to print pages, as it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from zoneinfo import ZoneInfo

from digest.domain.people import Speaker
from digest.domain.picture import Picture
from digest.domain.source import Source
from digest.domain.tree import Card, Page, Tree


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


class Press(Protocol):
    """Prints the pages of an article as HTML."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone, which decides the month that an article belongs to."""

    def print(self, copy: Copy) -> list[str]:
        """The HTML of each page of `copy`, the first page first."""


def cards_of(page: Page) -> list[Card]:
    """The cards of a page, in reading order."""
    return [block for section in page.sections for block in section.blocks if isinstance(block, Card)]
