"""The report of a reading: every line of the text, in order, and what it was taken for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a line of digest text can be."""

    BLANK = "blank"
    CHROME = "chrome"
    REPEATED = "repeated"
    # Of the whole article.
    VERSION = "version"
    HEADER = "header"
    AUTHOR = "author"
    TITLE = "title"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    KEY_HEADING = "key_heading"
    KEY_POINT = "key_point"
    INTRO = "intro"
    # Of pages and sections.
    NEXT_PAGE = "next_page"
    PAGE_TITLE = "page_title"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    # Of blocks.
    SPEAKER = "speaker"
    COMMENT = "comment"
    TEXT = "text"
    QUOTE = "quote"
    QUOTE_SOURCE = "quote_source"
    PICTURE = "picture"
    TIMELINE = "timeline"
    EVENT = "event"
    CARD = "card"
    CARD_TITLE = "card_title"
    CARD_DATE = "card_date"
    CARD_PUBLISHER = "card_publisher"
    CARD_POINT = "card_point"
    CARD_PASSAGE = "card_passage"
    CARD_SOURCE = "card_source"
    CARD_PICTURE = "card_picture"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line as it was read; `flagged` asks a person to look, and `note` (an English msgid) says why."""

    number: int
    text: str
    role: Role
    flagged: bool = False
    note: str = ""


# What a label or mark of the canonical form makes of its line, where the name is not already a role.
_CANONICAL = {
    "text": Role.TEXT,
    "section": Role.HEADING,
    "page": Role.PAGE_TITLE,
    "point": Role.CARD_POINT,
    "date": Role.CARD_DATE,
    "publisher": Role.CARD_PUBLISHER,
    "credit": Role.CARD_SOURCE,
    "passage": Role.CARD_PASSAGE,
    "source": Role.QUOTE_SOURCE,
    "alt": Role.PICTURE,
    "picture_credit": Role.PICTURE,
    "rights": Role.PICTURE,
    "licence": Role.PICTURE,
    "decorative": Role.PICTURE,
    "caption": Role.PICTURE,
}
# Labels that mean something else inside a card or a quote than in the header.
_WITHIN = {
    Role.CARD: {"title": Role.CARD_TITLE, "url": Role.CARD_SOURCE, "picture": Role.CARD_PICTURE},
    Role.QUOTE: {"url": Role.QUOTE_SOURCE},
}

_ROLES = frozenset(map(str, Role))


def canonical_report(text: str, names: Sequence[str]) -> tuple[ReportLine, ...]:
    """The report on canonical `text`, given the mark or label that the strict reader found in each line."""
    lines: list[ReportLine] = []
    within: Role | None = None
    for number, (line, name) in enumerate(zip(text.split("\n"), names, strict=True), 1):
        if line.lstrip().startswith("【"):
            within = Role(name) if name in (Role.CARD, Role.QUOTE) else None
        role = _canonical_role(name, within)
        lines.append(ReportLine(number, line, role))
    return tuple(lines)


def _canonical_role(name: str, within: Role | None) -> Role:
    inner = _WITHIN.get(within, {}) if within else {}
    if name in inner:
        return inner[name]
    if name in _CANONICAL:
        return _CANONICAL[name]
    return Role(name) if name in _ROLES else Role.HEADER
