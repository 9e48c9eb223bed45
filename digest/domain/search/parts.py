"""Parts: every text of a tree that search reads, as it is written and with the place where it stands."""

from collections.abc import Iterator
from typing import NamedTuple

from digest.domain.prose import bare_lines
from digest.domain.tree import Block, Card, Comment, Figure, Quote, Section, Text, Timeline, Tree

TITLE, POINTS, TEXT = "title", "points", "text"
KINDS = (TITLE, POINTS, TEXT)


class Part(NamedTuple):
    """One line: of which kind (by how much a hit in it counts), on which page, in which section if in one."""

    kind: str
    page: int
    section: str
    text: str


def parts_of(tree: Tree) -> list[Part]:
    """Every text of `tree` in reading order, without the marks of its small Markdown."""
    parts = [Part(TITLE, 1, "", tree.title)]
    points = (tree.subtitle, tree.lead, *(point.text for point in tree.key_points))
    parts += _lines(POINTS, 1, "", points)
    parts += _lines(TEXT, 1, "", (tree.intro,))
    for number, page in enumerate(tree.pages, start=1):
        parts += _lines(TEXT, number, "", (page.title,))
        for section in page.sections:
            parts += _lines(TEXT, number, section.id, _texts_of(section))
    return parts


def _lines(kind: str, page: int, section: str, texts: Iterator[str] | tuple[str, ...]) -> Iterator[Part]:
    return (Part(kind, page, section, line) for text in texts for line in bare_lines(text))


def _texts_of(section: Section) -> Iterator[str]:
    yield from (section.heading, section.question, section.answer)
    for block in section.blocks:
        yield from _texts_in(block)


def _texts_in(block: Block) -> Iterator[str]:
    match block:
        case Comment():
            yield from (block.speaker, *block.lines)
        case Card():
            yield from (block.title, *(point.text for point in block.points), block.publisher)
        case Text():
            yield block.text
        case Quote():
            yield from (block.text, block.source)
        case Figure():
            yield from (block.picture.alt if block.picture else "", block.caption)
        case Timeline():
            yield block.title
            yield from (f"{event.when} {event.text}" for event in block.events)
