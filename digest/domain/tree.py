"""The tree: the text of an article as one immutable value, from key points down to the points of a card."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from digest.domain.plain import one_line, paragraphs

# A digit in it and no hyphen: a page has ids of its own (main, menu, page-2), which no author may take.
NODE_ID = re.compile(r"[a-z]{1,4}[0-9][a-z0-9]{0,26}\Z")


class Rights(StrEnum):
    """Why this site may show a picture."""

    OWN = "own"
    LICENSED = "licensed"
    PUBLIC_DOMAIN = "public-domain"
    PERMISSION = "permission"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture as an article uses it; `key` is the stored file's hash, or names a file beside the text."""

    key: str
    alt: str = ""
    credit: str = ""
    rights: Rights | None = None
    licence: str = ""
    decorative: bool = False

    def __post_init__(self) -> None:
        clean_lines(self, "key", "alt", "credit", "licence")
        if not self.key:
            raise ValueError("a picture needs a key")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the tree that can be pointed at.

    `id` is short, unique within its tree and kept when the text changes. An empty one is filled in by the
    tree that the node is put into.
    """

    prefix: ClassVar[str] = "n"
    below: ClassVar[str] = ""  # the name of the field that holds further nodes

    id: str = ""

    def __post_init__(self) -> None:
        if self.id and not NODE_ID.match(self.id):
            raise ValueError(f"not a node id: {self.id!r}")


@dataclass(frozen=True, slots=True)
class KeyPoint(Node):
    """One line of この記事で分かる事; `cards` are the ids of the cards it rests on."""

    prefix: ClassVar[str] = "k"

    text: str = ""
    cards: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "text")
        _check_ids(self.cards)


@dataclass(frozen=True, slots=True)
class Point(Node):
    """One ✅ line of a card; `passage` is the sentence of the source that supports it."""

    prefix: ClassVar[str] = "v"

    text: str = ""
    passage: str = ""

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "text", "passage")


@dataclass(frozen=True, slots=True)
class Comment(Node):
    """Lines spoken by one speaker; without a name the editors themselves speak."""

    prefix: ClassVar[str] = "b"
    kind: ClassVar[str] = "comment"

    speaker: str = ""
    lines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "speaker")
        object.__setattr__(self, "lines", tuple(filter(None, map(one_line, self.lines))))


@dataclass(frozen=True, slots=True)
class Card(Node):
    """The summary card of one source; `credit` is the text of 出典/画像元, `published` the source's date."""

    prefix: ClassVar[str] = "c"
    kind: ClassVar[str] = "card"
    below: ClassVar[str] = "points"

    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None
    points: tuple[Point, ...] = ()
    credit: str = ""
    picture: PictureRef | None = None

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "title", "url", "publisher", "credit")
        if isinstance(self.published, datetime):
            object.__setattr__(self, "published", self.published.date())


@dataclass(frozen=True, slots=True)
class Text(Node):
    """The editor's own paragraphs, in small Markdown; `cards` are the ids of the cards they rest on."""

    prefix: ClassVar[str] = "b"
    kind: ClassVar[str] = "text"

    text: str = ""
    cards: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        object.__setattr__(self, "text", paragraphs(self.text))
        _check_ids(self.cards)


@dataclass(frozen=True, slots=True)
class Quote(Node):
    """Somebody's words, word for word; `source` says whose and from where."""

    prefix: ClassVar[str] = "b"
    kind: ClassVar[str] = "quote"

    text: str = ""
    source: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        object.__setattr__(self, "text", paragraphs(self.text))
        clean_lines(self, "source", "url")


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """A picture block with its caption."""

    prefix: ClassVar[str] = "b"
    kind: ClassVar[str] = "picture"

    picture: PictureRef | None = None
    caption: str = ""

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "caption")


@dataclass(frozen=True, slots=True)
class Event(Node):
    """One entry of a timeline; `when` is written as readers see it."""

    prefix: ClassVar[str] = "e"

    when: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "when", "text")


@dataclass(frozen=True, slots=True)
class Timeline(Node):
    """Events in the order that the editor gave them."""

    prefix: ClassVar[str] = "b"
    kind: ClassVar[str] = "timeline"
    below: ClassVar[str] = "events"

    title: str = ""
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "title")


Block = Comment | Card | Text | Quote | Figure | Timeline
BLOCKS: dict[str, type[Block]] = {b.kind: b for b in (Comment, Card, Text, Quote, Figure, Timeline)}


@dataclass(frozen=True, slots=True)
class Section(Node):
    """A heading with a question, its short answer, and the blocks that show it."""

    prefix: ClassVar[str] = "s"
    below: ClassVar[str] = "blocks"

    heading: str = ""
    question: str = ""
    answer: str = ""
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "heading", "question", "answer")


@dataclass(frozen=True, slots=True)
class Page(Node):
    """One page of an article; the first needs no title of its own."""

    prefix: ClassVar[str] = "p"
    below: ClassVar[str] = "sections"

    title: str = ""
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        Node.__post_init__(self)
        clean_lines(self, "title")

    @property
    def blank(self) -> bool:
        """Whether there is nothing yet to read here but a title."""
        return not self.sections


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole text of an article. Every node in it has an id of its own."""

    title: str = ""
    subtitle: str = ""
    lead: str = ""
    language: str = "ja"
    picture: PictureRef | None = None
    key_points: tuple[KeyPoint, ...] = ()
    intro: str = ""
    pages: tuple[Page, ...] = ()

    def __post_init__(self) -> None:
        clean_lines(self, "title", "subtitle", "lead", "language", "intro")
        given = [node.id for node in self.nodes() if node.id]
        taken = set(given)
        if len(taken) != len(given):
            raise ValueError("two nodes of a tree have the same id")
        ids = Ids(taken)
        object.__setattr__(self, "key_points", tuple(map(ids.fill, self.key_points)))
        object.__setattr__(self, "pages", tuple(map(ids.fill, self.pages)))

    def nodes(self) -> Iterator[Node]:
        """Every node, in reading order."""
        for top in (*self.key_points, *self.pages):
            yield from walk(top)

    def cards(self) -> tuple[Card, ...]:
        """Every source card, in reading order."""
        return tuple(node for node in self.nodes() if isinstance(node, Card))

    def pictures(self) -> tuple[PictureRef, ...]:
        """Every picture that the text shows, in reading order."""
        shown = [node.picture for node in self.nodes() if isinstance(node, Card | Figure)]
        return tuple(picture for picture in (self.picture, *shown) if picture)

    def speakers(self) -> tuple[str, ...]:
        """The names of those who speak, in the order of their first line."""
        return tuple(dict.fromkeys(node.speaker for node in self.nodes() if isinstance(node, Comment)))

    def readable(self) -> "Tree":
        """This tree without the pages that have only a title."""
        return replace(self, pages=tuple(page for page in self.pages if not page.blank))


N = TypeVar("N", bound=Node)


class Ids:
    """Gives each node without an id the next free one of its kind, in reading order."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._last: dict[str, int] = {}

    def fill(self, node: N) -> N:
        """`node` with an id for itself and for each node below it that has none."""
        changes: dict[str, Any] = {} if node.id else {"id": self._next(node.prefix)}
        below = children(node)
        filled = tuple(map(self.fill, below))
        if any(new is not old for new, old in zip(filled, below, strict=True)):
            changes[node.below] = filled
        return replace(node, **changes) if changes else node

    def _next(self, prefix: str) -> str:
        number = self._last.get(prefix, 0) + 1
        while f"{prefix}{number}" in self._taken:
            number += 1
        self._last[prefix] = number
        return f"{prefix}{number}"


def children(node: Node) -> tuple[Node, ...]:
    """The nodes that `node` holds, in reading order."""
    return getattr(node, node.below) if node.below else ()


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node below it, in reading order."""
    yield node
    for child in children(node):
        yield from walk(child)


def clean_lines(holder: object, *names: str) -> None:
    """Make each named field of a frozen `holder` one clean line, while it is being made."""
    for name in names:
        object.__setattr__(holder, name, one_line(getattr(holder, name)))


def _check_ids(ids: Iterable[str]) -> None:
    for node_id in ids:
        if not NODE_ID.match(node_id):
            raise ValueError(f"not a node id: {node_id!r}")
