"""The grounds of statements: what is kept of each source, asked for passages and for numbers."""

import re
from collections.abc import Mapping

from digest.domain.numbers import Amount, Number, amounts, missing
from digest.domain.search_text import folded
from digest.domain.support.statements import Kind, Statement
from digest.domain.tree import Card, Tree

# Characters of a source in which numbers are looked for: no report is longer.
MOST = 50_000

# Where a passage leaves something out.
_GAP = re.compile(r"…+|・{3,}|\.{3,}|[（(](?:中略|略)[）)]")
# Numbers there are of links and lists, not of what is said.
_MARKUP = re.compile(r"\]\([^()\s]*\)|^[0-9]{1,3}[.)] ", re.MULTILINE)


class Grounds:
    """What the statements of `tree` may rest on. Each source is folded and searched for numbers once."""

    def __init__(self, tree: Tree, source_texts: Mapping[str, str]) -> None:
        self.cards = {card.id: card for card in tree.cards()}
        self._texts = source_texts
        self._folded: dict[str, str] = {}
        self._amounts: dict[tuple[str, bool], frozenset[Amount]] = {}

    def has_passage(self, statement: Statement) -> bool | None:
        """Whether the passage of a point occurs in its source; none where nothing of that is kept."""
        card = statement.cards[0]
        if not (statement.passage and self._texts.get(card)):
            return None
        if card not in self._folded:
            self._folded[card] = _packed(self._texts[card])
        return occurs(statement.passage, self._folded[card])

    def numbers_lacking(self, statement: Statement) -> tuple[Number, ...]:
        """The numbers in a statement that what it rests on does not have."""
        there = [self.cards[card] for card in statement.cards if card in self.cards]
        if statement.kind is Kind.POINT:
            # With neither text nor passage there is nothing to compare with.
            there = [card for card in there if self._texts.get(card.id) or statement.passage]
        if not there:
            return ()
        said = amounts(statement.passage).union(*(self._amounts_of(card, statement.kind) for card in there))
        text = _MARKUP.sub(lambda found: " " * len(found[0]), statement.text)
        return tuple(missing(text, said))

    def _amounts_of(self, card: Card, kind: Kind) -> frozenset[Amount]:
        """The numbers of a source: in what is kept of it; where nothing is, other statements find its points."""
        text = self._texts.get(card.id, "")[:MOST]
        own = "" if text or kind is Kind.POINT else "\n".join(point.text for point in card.points)
        key = (card.id, kind is Kind.POINT)
        if key not in self._amounts:
            about = (card.title, card.published.isoformat() if card.published else "", card.publisher)
            passages = () if kind is Kind.POINT else (point.passage for point in card.points)
            self._amounts[key] = amounts(text, own, *about, *passages)
        return self._amounts[key]


def occurs(passage: str, packed: str) -> bool:
    """Whether `passage` stands in a text that was packed(), whole or with parts left out where it says so."""
    if _packed(passage) in packed:
        return True
    at = 0
    parts = [_packed(part) for part in _GAP.split(passage)]
    for part in filter(None, parts):
        found = packed.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(parts) > 1 and any(parts)


def _packed(text: str) -> str:
    return "".join(folded(text).split())
