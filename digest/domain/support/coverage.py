"""Coverage: which statements of a draft are supported, which are to be confirmed, which cards are unused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from digest.domain.numbers import Number
from digest.domain.support.grounds import Grounds
from digest.domain.support.statements import Kind, Statement, statements
from digest.domain.tree import Card, Tree


class Grade(StrEnum):
    """How well a statement is supported."""

    SUPPORTED = "supported"  # it rests on something, and somebody has confirmed it as it stands
    UNCONFIRMED = "unconfirmed"  # it rests on something, and nobody has looked since it was written
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Covered:
    """A statement and how it is supported.

    `lost` says that its passage does not occur in what is kept of the source, or that a card that it names
    is no longer there; `unchecked` that there is a passage, and nothing kept to look it up in. `numbers` are
    those in it that its source does not have, or if not all of that is `kept`, what the cards say.
    """

    statement: Statement
    grade: Grade
    lost: bool = False
    unchecked: bool = False
    kept: bool = False
    numbers: tuple[Number, ...] = ()

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is a number that the source does not have."""
        text, at = self.statement.text, 0
        for number in self.numbers:
            if number.start >= at:
                yield text[at : number.start], False
                yield text[number.start : number.end], True
                at = number.end
        yield text[at:], False

    @property
    def odd(self) -> tuple[str, ...]:
        """The numbers that its source does not have, as they are written."""
        return tuple(dict.fromkeys(self.statement.text[n.start : n.end] for n in self.numbers))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The statements of a draft, in reading order, and the cards that no key point and no text names."""

    statements: tuple[Covered, ...]
    unused: tuple[Card, ...]

    def count(self, grade: Grade) -> int:
        """How many statements are supported so."""
        return sum(covered.grade is grade for covered in self.statements)

    def first(self, grade: Grade) -> Statement:
        """The first statement that is supported so; there must be one."""
        return next(covered.statement for covered in self.statements if covered.grade is grade)

    @property
    def sum(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {**{grade.value: self.count(grade) for grade in Grade}, "unused": len(self.unused)}

    def of(self, part: str) -> tuple[Covered, ...]:
        """The statements of one part."""
        return tuple(covered for covered in self.statements if covered.statement.part == part)

    def about(self, node_id: str) -> Covered | None:
        """The statement with this id."""
        return next((covered for covered in self.statements if covered.statement.id == node_id), None)


def cover(tree: Tree, source_texts: Mapping[str, str], confirmed: Mapping[str, str]) -> Coverage:
    """The coverage of `tree`.

    `source_texts` is what is kept of the sources, by the ids of their cards, and `confirmed` the fingerprints
    of the statements that somebody confirmed, by their ids.
    """
    grounds = Grounds(tree, source_texts)
    said = statements(tree)
    named = {card for each in said if each.kind is not Kind.POINT for card in each.cards}
    return Coverage(
        tuple(_covered(statement, grounds, confirmed) for statement in said),
        tuple(card for card in tree.cards() if card.id not in named),
    )


def _covered(statement: Statement, grounds: Grounds, confirmed: Mapping[str, str]) -> Covered:
    numbers = grounds.numbers_lacking(statement)
    if statement.kind is Kind.POINT:
        occurs = grounds.has_passage(statement)
        lost, rests = occurs is False, bool(statement.passage) and occurs is not False
    else:
        occurs = True
        there = [card for card in statement.cards if card in grounds.cards]
        lost, rests = len(there) < len(statement.cards), bool(there)
    looked = confirmed.get(statement.id) == statement.fingerprint
    rested = Grade.SUPPORTED if looked else Grade.UNCONFIRMED
    grade = rested if rests else Grade.UNSUPPORTED
    return Covered(statement, grade, lost, rests and occurs is None, grounds.are_kept(statement), numbers)
