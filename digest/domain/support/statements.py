"""The statements of a draft: what it says in its own words and answers for with its sources.

These are points, key points and texts. Comments and short answers are left out: they name no cards, and say
again, more loosely, what the points around them say.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from digest.domain.source import canonical_url
from digest.domain.tree import Card, Text, Tree


class Kind(StrEnum):
    """What kind of statement it is."""

    POINT = "point"
    KEY_POINT = "key-point"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it stands, and what it rests on.

    `part` is the part of the draft that it belongs to. A point rests on its `passage` in the source of the
    card that it stands on, the others on the `cards` that they name; `urls` are the canonical addresses of
    those.
    """

    id: str
    kind: Kind
    part: str
    text: str
    passage: str = ""
    cards: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What tells this statement, with all that it rests on, from any other."""
        told = [self.text, self.passage, sorted(self.cards), sorted(self.urls)]
        return sha256(json.dumps(told).encode()).hexdigest()[:20]


def statements(tree: Tree) -> tuple[Statement, ...]:
    """The statements of `tree`, in reading order; one that says nothing yet is none."""
    return tuple(statement for statement in _all(tree) if statement.text)


def _all(tree: Tree) -> Iterator[Statement]:
    urls = {card.id: canonical_url(card.url) or "" for card in tree.cards()}

    def of(cards: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(urls[card] for card in cards if card in urls)

    for key in tree.key_points:
        yield Statement(key.id, Kind.KEY_POINT, "key-points", key.text, "", key.cards, of(key.cards))
    for node in tree.nodes():
        match node:
            case Text():
                yield Statement(node.id, Kind.TEXT, node.id, node.text, "", node.cards, of(node.cards))
            case Card():
                here = (node.id,)
                for point in node.points:
                    yield Statement(point.id, Kind.POINT, node.id, point.text, point.passage, here, of(here))
