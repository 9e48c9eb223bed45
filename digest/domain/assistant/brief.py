"""The brief of the assistant: what it is asked to word, and the passages that it may rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.domain.part import PartName
from digest.domain.refusal import Refusal
from digest.domain.suggesting import suggested_points
from digest.domain.tree import Card, Section, Tree

# What is sent is little: single passages of the sources, never a whole text.
GROUNDS_MOST, PASSAGE_MOST = 24, 400


class Aim(StrEnum):
    """What is to be worded."""

    POINTS = "points"
    QUESTION = "question"
    ANSWER = "answer"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage that a wording may rest on, and the card that it belongs to.

    `own` says that the words are the editor's, where nothing is kept of the source.
    """

    card: str
    passage: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """What the assistant is asked: to word `aim`, in `language`, from `grounds` alone."""

    aim: Aim
    language: str
    title: str
    grounds: tuple[Ground, ...]


def aims_for(part: PartName, tree: Tree) -> tuple[Aim, ...]:
    """What the assistant can word for a part; for most parts nothing."""
    if part == "lead":
        return (Aim.LEAD,)
    node = next((node for node in tree.nodes() if node.id == part), None)
    match node:
        case Card():
            return (Aim.POINTS,)
        case Section():
            return (Aim.QUESTION, Aim.ANSWER)
    return ()


def brief_for(aim: Aim, part: PartName, tree: Tree, texts: Mapping[str, str]) -> Brief:
    """The brief for `aim` at `part`; `texts` are the retrieved texts of the cards' sources, by card.

    Raises Refusal where there is nothing that a wording could rest on.
    """
    grounds = tuple(_grounds(_cards_for(part, tree), texts))[:GROUNDS_MOST]
    if not grounds:
        raise Refusal(
            "There is nothing yet that a wording could rest on: no source has been read and no point written."
        )
    return Brief(aim, tree.language, tree.title, grounds)


def _cards_for(part: PartName, tree: Tree) -> Sequence[Card]:
    if part == "lead":
        return tree.cards()
    for node in tree.nodes():
        if node.id == part:
            return [node] if isinstance(node, Card) else _cards_in(node)
    return []


def _cards_in(node: object) -> list[Card]:
    return [block for block in node.blocks if isinstance(block, Card)] if isinstance(node, Section) else []


def _grounds(cards: Sequence[Card], texts: Mapping[str, str]) -> Iterator[Ground]:
    """The passages of the points first, as an editor has chosen them, then what carries the sources."""
    for card in cards:
        known = [point.passage for point in card.points]
        carrying = [each.text for each in suggested_points(texts.get(card.id, ""))]
        passages = dict.fromkeys(filter(None, (*known, *carrying)))
        yield from (Ground(card.id, passage[:PASSAGE_MOST]) for passage in passages)
        if not passages:
            points = (point.text[:PASSAGE_MOST] for point in card.points if point.text)
            yield from (Ground(card.id, text, own=True) for text in points)
