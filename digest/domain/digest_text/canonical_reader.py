"""Reads the canonical form back; strict, because whatever it cannot place would be lost."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from digest.domain.digest_text.canonical_blocks import BLOCK_PARTS, BlockPart
from digest.domain.digest_text.canonical_parts import Ids, Part, start
from digest.domain.digest_text.errors import DigestTextError
from digest.domain.digest_text.input import check_cards, check_text
from digest.domain.digest_text.labels import (
    FORM,
    KEY_HEADING,
    KEY_POINT,
    VERSION,
    split_mark,
    split_sign,
    split_tail,
)
from digest.domain.manuscript import Manuscript, SpeakerProfile, publication_instant
from digest.domain.plain import one_line
from digest.domain.tree import Block, KeyPoint, Page, Section, Tree

_FIRST_LINE = re.compile(rf"{FORM}(?:\s+(.*))?")


def is_canonical(text: str) -> bool:
    """Whether `text` says of itself, in its first line, that it is in the canonical form (of any version)."""
    start_of_text = text.lstrip("\ufeff").lstrip()[:200]
    return bool(_FIRST_LINE.fullmatch(one_line(start_of_text.split("\n", 1)[0])))


def parse_text(text: str) -> Manuscript:
    """The manuscript that `text` says; refuses a line that it cannot place."""
    return parse_lines(text)[0]


def parse_lines(text: str) -> tuple[Manuscript, tuple[str, ...]]:
    """The same, and for each line what it was taken for: a kind of mark, the name of a label, or blank."""
    reader = _Reader()
    lines = map(one_line, check_text(text).split("\n"))
    roles = [reader.take(line, number) for number, line in enumerate(lines, 1)]
    return reader.manuscript(), tuple(roles)


def given_ids(text: str) -> frozenset[str]:
    """The ids that the lines of `text` give; a node without one gets it from the tree that it is put into."""
    tails = (split_tail(one_line(line)) for line in text.split("\n"))
    return frozenset(tail[1] for tail in tails if tail and tail[1])


class _Header(Part):
    name = "header"

    def __init__(self, number: int, ids: Ids) -> None:
        super().__init__(number, ids)
        self.tags: list[str] = []
        self.speakers: list[dict[str, str]] = []

    def label(self, name: str, value: str, number: int) -> None:
        if name == "tag":
            self.tags.append(value)
        elif name == "speaker":
            self.speakers.append({"name": value})
        elif name not in ("role", "portrait"):
            super().label(name, value, number)
        elif not self.speakers or name in self.speakers[-1]:
            raise DigestTextError("A role or a portrait follows the speaker whom it describes.", number)
        else:
            self.speakers[-1][name] = value

    def published(self) -> datetime | None:
        if not (value := self.value("published")):
            return None
        try:
            return publication_instant(datetime.fromisoformat(value))
        except ValueError:
            line = self.line("published")
            raise DigestTextError(
                '"%(value)s" is not a time with its zone; it is written like %(example)s.',
                line,
                value=start(value),
                example="2024-07-03T09:00+09:00",
            ) from None


class _KeyPoints(Part):
    def __init__(self, number: int, ids: Ids) -> None:
        super().__init__(number, ids)
        self.points: list[KeyPoint] = []

    def take(self, line: str, number: int) -> str:
        if (point := split_sign(KEY_POINT, line)) is None:
            return super().take(line, number)
        text, node_id, cards = self.ids.take(point, number, cards_allowed=True)
        self.points.append(KeyPoint(node_id, text, cards))
        return "key_point"


class _Intro(Part):
    def __init__(self, number: int, ids: Ids, text: str) -> None:
        super().__init__(number, ids)
        self.text = text

    def take(self, line: str, number: int) -> str:
        if self.text:
            return super().take(line, number)
        self.text = line
        return "intro"


class _Section(Part):
    name = "section"

    def __init__(self, number: int, ids: Ids, rest: str) -> None:
        super().__init__(number, ids)
        self.heading, self.id, _ = ids.take(rest, number)
        self.blocks: list[BlockPart] = []

    def section(self) -> Section:
        blocks: tuple[Block, ...] = tuple(part.block() for part in self.blocks)
        return Section(self.id, self.heading, self.value("question"), self.value("answer"), blocks)


class _Page(Part):
    def __init__(self, number: int, ids: Ids, rest: str) -> None:
        super().__init__(number, ids)
        self.title, self.id, _ = ids.take(rest, number)
        self.sections: list[_Section] = []

    def page(self) -> Page:
        return Page(self.id, self.title, tuple(section.section() for section in self.sections))


@dataclass(slots=True)
class _Reader:
    """Gives each line to the part that is open, and opens the part that a mark names."""

    ids: Ids = field(default_factory=Ids)
    header: _Header | None = None
    key_points: _KeyPoints | None = None
    intro: _Intro | None = None
    pages: list[_Page] = field(default_factory=list)
    open: Part | None = None
    cards: int = 0

    def take(self, line: str, number: int) -> str:
        if not line:
            if self.open:
                self.open.blank()
            return "blank"
        if self.open is None:
            return self._begin(line, number)
        if line.startswith("【"):
            return self._mark(line, number)
        if self.open is self.header and line.startswith((KEY_HEADING, KEY_POINT)):
            self.open = self.key_points = _KeyPoints(number, self.ids)
            if line.startswith(KEY_HEADING):
                return "key_heading"
        return self.open.take(line, number)

    def manuscript(self) -> Manuscript:
        header = self.header or _Header(1, self.ids)
        tree = Tree(
            title=header.value("title"),
            subtitle=header.value("subtitle"),
            lead=header.value("lead"),
            picture=header.picture(),
            key_points=tuple(self.key_points.points if self.key_points else ()),
            intro=self.intro.text if self.intro else "",
            pages=tuple(page.page() for page in self.pages),
            **({"language": header.value("language")} if header.has("language") else {}),
        )
        return Manuscript(
            tree,
            slug=header.value("slug"),
            topic=header.value("topic"),
            tags=tuple(header.tags),
            author=header.value("author"),
            published=header.published(),
            speakers=tuple(SpeakerProfile(**speaker) for speaker in header.speakers),
        )

    def _begin(self, line: str, number: int) -> str:
        first = _FIRST_LINE.fullmatch(line)
        if not first:
            raise DigestTextError(
                "The first line of a digest text has to be %(first)s.", number, first=f"{FORM} {VERSION}"
            )
        if first[1] != VERSION:
            raise DigestTextError(
                "This text is in version %(version)s of the form; only version %(known)s can be read.",
                number,
                version=start(first[1] or "-"),
                known=VERSION,
            )
        self.open = self.header = _Header(number, self.ids)
        return "version"

    def _mark(self, line: str, number: int) -> str:
        kind, word, rest = split_mark(line) or ("", line, "")
        if not kind:
            raise DigestTextError(
                '"%(mark)s" is not a mark. In a text that starts so, write %(escape)s before it.',
                number,
                mark=start(word),
                escape="\\",
            )
        if kind == "intro":
            self._open_intro(rest, number)
        elif kind == "page":
            self.pages.append(page := _Page(number, self.ids, rest))
            self.open = page
        elif kind == "section":
            self._open_section(rest, number)
        else:
            self._open_block(kind, rest, number)
        return kind

    def _open_intro(self, rest: str, number: int) -> None:
        if self.intro or self.pages:
            raise DigestTextError("The sentence that leads in stands once, before the first page.", number)
        self.open = self.intro = _Intro(number, self.ids, rest)

    def _open_section(self, rest: str, number: int) -> None:
        # The mark of the first page says nothing that its first section does not say as well.
        if not self.pages:
            self.pages.append(_Page(number, self.ids, ""))
        self.open = section = _Section(number, self.ids, rest)
        self.pages[-1].sections.append(section)

    def _open_block(self, kind: str, rest: str, number: int) -> None:
        if not self.pages or not self.pages[-1].sections:
            raise DigestTextError("A block needs a heading before it.", number)
        if kind == "card":
            self.cards += 1
            check_cards(self.cards, number)
        self.open = part = BLOCK_PARTS[kind](number, self.ids, rest)
        self.pages[-1].sections[-1].blocks.append(part)
