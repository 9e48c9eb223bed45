"""What pages are printed from."""

from digest.domain.press import Copy
from digest.domain.tree import Card, Page, Section, Text, Tree


def section(*names: str) -> Section:
    return Section(blocks=(Text(text="文"), *(Card(title=name) for name in names)))


def test_cards_are_numbered_through_all_pages() -> None:
    tree = Tree(pages=(Page(sections=(section("a"), section("b", "c"))), Page(sections=(section("d", "e"),))))
    numbered = [(number, page, card.title) for number, page, card in Copy("x", tree).numbered_cards()]
    assert numbered == [(1, 1, "a"), (2, 1, "b"), (3, 1, "c"), (4, 2, "d"), (5, 2, "e")]
