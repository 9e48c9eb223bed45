"""Everything that a tree says in words, each with its place and whose words it claims to be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from digest.domain.quotation.folding import letters, places, without_addresses
from digest.domain.quotation.overlap import Run
from digest.domain.tree import Block, Card, Comment, Figure, Quote, Section, Text, Timeline, Tree

# Words in these are marked as somebody's. A single one, or one in another of its kind, marks nothing.
_MARKED = re.compile(r"「[^「」]*」|『[^『』]*』|“[^“”]*”")
_QUOTED_LINE = ">"
# A run is marked if so much of it stands in quotation marks: the words around them may agree by chance.
_MARKED_LEAST = 0.8


class Role(StrEnum):
    """What a text is in a digest."""

    POINT = "point"
    OWN = "own"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a tree. `card` is the card of a point; `section` and `page` are where it counts."""

    role: Role
    part: str
    node: str
    text: str
    card: str = ""
    section: str = ""
    page: str = ""

    @property
    def letters(self) -> str:
        """The folded text, without the addresses of links."""
        return letters(without_addresses(self.text))

    def marked(self) -> frozenset[int]:
        """The numbers of the letters that stand in quotation marks."""
        spans = [found.span() for found in _MARKED.finditer(self.text)]
        if not spans:
            return frozenset()
        where = places(without_addresses(self.text))
        return frozenset(n for n, (at, _) in enumerate(where) if any(a <= at < b for a, b in spans))


def is_marked(run: Run, marked: frozenset[int]) -> bool:
    """Whether a run stands in quotation marks."""
    inside = sum(number in marked for number in range(run.start, run.end))
    return inside >= _MARKED_LEAST * run.length


def all_said(tree: Tree) -> Iterator[Said]:
    """Every text, in reading order. What has no letters is left out."""
    yield from (said for said in _all(tree) if said.letters)


def _all(tree: Tree) -> Iterator[Said]:
    yield Said(Role.OWN, "lead", "lead", tree.lead)
    for point in tree.key_points:
        yield Said(Role.OWN, "key-points", point.id, point.text)
    yield Said(Role.OWN, "intro", "intro", tree.intro)
    for page in tree.pages:
        for section in page.sections:
            for said in _section(section):
                yield replace(said, section=section.id, page=page.id)


def _section(section: Section) -> Iterator[Said]:
    for name in ("heading", "question", "answer"):
        yield Said(Role.OWN, section.id, f"{section.id}-{name}", getattr(section, name))
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Said]:
    match block:
        case Card():
            for point in block.points:
                yield Said(Role.POINT, block.id, point.id, point.text, block.id)
        case Comment():
            yield from _lines(block.id, block.lines)
        case Text():
            for said in _lines(block.id, block.text.split("\n")):
                quoted = said.text.startswith(_QUOTED_LINE)
                yield replace(said, role=Role.QUOTE) if quoted else said
        case Quote():
            yield Said(Role.QUOTE, block.id, block.id, block.text)
        case Figure():
            yield Said(Role.OWN, block.id, block.id, block.caption)
        case Timeline():
            yield Said(Role.OWN, block.id, block.id, block.title)
            for event in block.events:
                yield Said(Role.OWN, block.id, event.id, event.text)


def _lines(part: str, lines: Iterable[str]) -> Iterator[Said]:
    for number, line in enumerate(lines, 1):
        yield Said(Role.OWN, part, f"{part}-{number}", line)
