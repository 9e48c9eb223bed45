"""The grounds of statements: what is kept of each source, asked for passages and for numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from digest.domain.numbers import Amounts, Number, lacking
from digest.domain.quotation.folding import letters, without_addresses
from digest.domain.support.statements import Kind, Statement
from digest.domain.tree import Card, Tree

# Characters of a source in which numbers are looked for: no report is longer.
MOST = 50_000
# Numbers of a source: what has more is a table, or was made to be hard work. The desk asks at every change.
NUMBERS_MOST = 3_000
# Texts of sources that are kept as they were searched: those of two large digests.
TEXTS_KEPT = 40

# Where a passage leaves something out.
_GAP = re.compile(r"…+|・{3,}|\.{3,}|[（(](?:中略|略)[）)]")
# Such a number counts the entries of a list, and says nothing.
_ENTRY = re.compile(r"^[0-9]{1,3}[.)] ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Searched:
    """A text of a source, folded, and its numbers."""

    letters: str
    amounts: Amounts


@lru_cache(maxsize=TEXTS_KEPT)
def _searched(text: str) -> _Searched:
    return _Searched(letters(text), Amounts(text[:MOST], most=NUMBERS_MOST))


class Grounds:
    """What the statements of `tree` may rest on. Each source is folded and searched for numbers once."""

    def __init__(self, tree: Tree, source_texts: Mapping[str, str]) -> None:
        self.cards = {card.id: card for card in tree.cards()}
        self._texts = source_texts
        self._said: dict[tuple[str, bool], Amounts] = {}

    def has_passage(self, statement: Statement) -> bool | None:
        """Whether the passage of a point occurs in its source; none where nothing of that is kept."""
        card = statement.cards[0]
        if not (statement.passage and self._texts.get(card)):
            return None
        return occurs(statement.passage, _searched(self._texts[card]).letters)

    def numbers_lacking(self, statement: Statement) -> tuple[Number, ...]:
        """The numbers in a statement that what it rests on does not have."""
        there = [self.cards[card] for card in statement.cards if card in self.cards]
        if statement.kind is Kind.POINT:
            # With neither text nor passage there is nothing to compare with.
            there = [card for card in there if self._texts.get(card.id) or statement.passage]
        # A text tells more than the points of its cards: by those alone it cannot be judged.
        if not there or (statement.kind is Kind.TEXT and not self.are_kept(statement)):
            return ()
        said = [Amounts(statement.passage)]
        for card in there:
            said += self._amounts_of(card, statement.kind)
        text = _ENTRY.sub(lambda entry: " " * len(entry[0]), without_addresses(statement.text))
        return tuple(lacking(text, said))

    def are_kept(self, statement: Statement) -> bool:
        """Whether there is something of every source that a statement rests on, be it a passage."""
        if statement.passage:
            return True
        there = [card for card in statement.cards if card in self.cards]
        return bool(there) and all(map(self._texts.get, there))

    def _amounts_of(self, card: Card, kind: Kind) -> list[Amounts]:
        """The numbers of a source: in what is kept of it, or in its points, but for the points themselves."""
        text = self._texts.get(card.id, "")
        key = (card.id, kind is Kind.POINT)
        if key not in self._said:
            own = "" if text or kind is Kind.POINT else "\n".join(point.text for point in card.points)
            about = (card.title, card.published.isoformat() if card.published else "", card.publisher)
            passages = () if kind is Kind.POINT else (point.passage for point in card.points)
            self._said[key] = Amounts(own, *about, *passages)
        return [self._said[key], _searched(text).amounts] if text else [self._said[key]]


def occurs(passage: str, text: str) -> bool:
    """Whether `passage` stands among the letters of a text, whole or with parts left out where it says so."""
    if (whole := letters(passage)) in text:
        return bool(whole)
    at = 0
    for part in map(letters, _GAP.split(passage)):
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return bool(whole)
