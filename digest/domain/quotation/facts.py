"""What stands on cards, quotes and pictures besides their words: source, use and rights."""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from digest.domain.quotation.lines import Kind, Light, Line
from digest.domain.tree import (
    Block,
    Card,
    Comment,
    Figure,
    KeyPoint,
    PictureRef,
    Quote,
    Rights,
    Section,
    Text,
    Timeline,
    Tree,
)


class Kept(Protocol):
    """What is known of a picture in the library."""

    @property
    def rights(self) -> str:
        """A value of Rights, or nothing."""

    @property
    def credit(self) -> str:
        """Who made it."""


def fact_lines(tree: Tree, compared: Collection[str], library: Mapping[str, Kept]) -> Iterator[Line]:
    """The lines on what a tree says of its sources; `compared` are the cards with a text to compare with."""
    if tree.picture:
        yield _picture("picture", tree.picture, library)
    named = {card for node in tree.nodes() if isinstance(node, KeyPoint | Text) for card in node.cards}
    for page in tree.pages:
        for section in page.sections:
            for block in section.blocks:
                yield from _block(block, section, named, compared)
                if isinstance(block, Card | Figure) and block.picture:
                    yield _picture(block.id, block.picture, library)


def _block(
    block: Block, section: Section, named: Collection[str], compared: Collection[str]
) -> Iterator[Line]:
    if isinstance(block, Quote) and block.text:
        light = Light.GREEN if block.source else Light.RED
        yield Line(Kind.QUOTE_SOURCE, light, block.id, block.id, about=block.text)
    if not isinstance(block, Card):
        return
    about = name_of(block)
    light, missing = _facts(block)
    yield Line(Kind.CARD_FACTS, light, block.id, block.id, about=about, missing=missing)
    used = block.id in named or _speaks(section)
    light = Light.GREEN if used else Light.AMBER
    yield Line(Kind.CARD_USE, light, block.id, block.id, about=about)
    light = Light.GREEN if block.id in compared else Light.UNMEASURED
    yield Line(Kind.SOURCE_TEXT, light, block.id, block.id, about=about)


def name_of(card: Card) -> str:
    """What the source of a card is called."""
    return card.title or card.publisher or card.url


def _facts(card: Card) -> tuple[Light, tuple[str, ...]]:
    """What a card lacks. Without a date its source can still be found; without the rest it cannot."""
    said = {"title": card.title, "publisher": card.publisher, "url": card.url, "date": card.published}
    missing = tuple(name for name, value in said.items() if not value)
    if not missing:
        return Light.GREEN, missing
    return (Light.AMBER if missing == ("date",) else Light.RED), missing


def _speaks(section: Section) -> bool:
    """Whether the editors say anything in a section, beside what its heading asks."""
    return bool(section.answer) or any(map(_is_own, section.blocks))


def _is_own(block: Block) -> bool:
    match block:
        case Comment():
            return bool(block.lines)
        case Text():
            return bool(block.text)
        case Timeline():
            return any(event.text for event in block.events)
    return False


def _picture(part: str, ref: PictureRef, library: Mapping[str, Kept]) -> Line:
    stored = library.get(ref.key)
    rights = ref.rights or (stored.rights if stored else "")
    credit = ref.credit or (stored.credit if stored else "")
    missing = () if rights else ("rights",)
    if rights == Rights.QUOTATION and not credit:
        missing = ("credit",)
    light = Light.RED if missing else Light.GREEN
    if light is Light.GREEN and rights == Rights.QUOTATION:
        # Whether the text is about the picture, nobody but the editor can tell.
        light = Light.AMBER
    return Line(Kind.PICTURE_RIGHTS, light, part, f"{part}-picture", about=ref.alt, missing=missing)
