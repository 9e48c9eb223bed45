"""What each part of a tree says, as plain text: for comparing two trees, and fit for readers to see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digest.domain.tree import (
    Block,
    Card,
    Comment,
    Figure,
    KeyPoint,
    Page,
    PictureRef,
    Quote,
    Section,
    Text,
    Timeline,
    Tree,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One part: its kind, the part that it is in, its text, and what of it is not text."""

    kind: str
    text: str
    above: str = ""
    rest: Mapping[str, object] = field(default_factory=dict)

    def same(self, other: "Said") -> bool:
        """Whether the two say the same, wherever they stand."""
        return (self.kind, self.text, self.rest) == (other.kind, other.text, other.rest)

    def also(self, other: "Said") -> tuple[str, ...]:
        """The names of what is not text and differs."""
        names = sorted(self.rest.keys() | other.rest.keys())
        return tuple(name for name in names if self.rest.get(name) != other.rest.get(name))


def said(tree: Tree) -> dict[str, Said]:
    """The parts of `tree` by name, in reading order; those around the pages only where they are filled."""
    return {**dict(_opening(tree)), **dict(_pages(tree))}


def _opening(tree: Tree) -> Iterator[tuple[str, Said]]:
    if tree.title or tree.subtitle:
        yield "head", Said("head", _lines(tree.title, tree.subtitle), rest={"language": tree.language})
    if tree.lead:
        yield "lead", Said("lead", tree.lead)
    if tree.picture:
        yield "picture", Said("picture", _picture_text(tree.picture), rest=_picture_rest(tree.picture))
    if tree.key_points:
        yield "key-points", _key_points(tree.key_points)
    if tree.intro:
        yield "intro", Said("intro", tree.intro)


def _key_points(points: tuple[KeyPoint, ...]) -> Said:
    rests_on = [point.cards for point in points]
    return Said("key-points", _lines(*(point.text for point in points)), rest={"cards": rests_on})


def _pages(tree: Tree) -> Iterator[tuple[str, Said]]:
    for page in tree.pages:
        yield page.id, Said("page", page.title)
        for section in page.sections:
            yield section.id, _section(section, page)
            for block in section.blocks:
                yield block.id, Said(block.kind, _text(block), section.id, _rest(block))


def _section(section: Section, page: Page) -> Said:
    return Said("section", _lines(section.heading, section.question, section.answer), page.id)


def _text(block: Block) -> str:
    match block:
        case Comment():
            return _lines(block.speaker, *block.lines)
        case Card():
            return _card_text(block)
        case Text():
            return block.text
        case Quote():
            return _lines(block.text, block.source, block.url)
        case Figure():
            return _lines(block.caption, _picture_text(block.picture))
        case Timeline():
            return _lines(block.title, *(f"{event.when} {event.text}" for event in block.events))


def _card_text(card: Card) -> str:
    points = (line for point in card.points for line in (point.text, point.passage))
    published = card.published.isoformat() if card.published else ""
    head = (card.title, card.publisher, published, card.url)
    return _lines(*head, *points, card.credit, _picture_text(card.picture))


def _rest(block: Block) -> dict[str, object]:
    match block:
        case Card() | Figure():
            return _picture_rest(block.picture)
        case Text():
            return {"cards": block.cards}
        case _:
            return {}


def _picture_text(ref: PictureRef | None) -> str:
    return _lines(ref.alt, ref.credit, ref.licence) if ref else ""


def _picture_rest(ref: PictureRef | None) -> dict[str, object]:
    return {"picture": ref.key, "rights": ref.rights, "decorative": ref.decorative} if ref else {}


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
