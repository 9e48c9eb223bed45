"""The blocks of a canonical text, each read from its mark and the lines below."""

import re
from abc import abstractmethod
from datetime import date

from digest.domain.digest_text.canonical_parts import Ids, Part, start
from digest.domain.digest_text.errors import DigestTextError
from digest.domain.digest_text.labels import POINT, split_sign
from digest.domain.tree import Block, Card, Comment, Event, Figure, Point, Quote, Text, Timeline

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHEN = re.compile(r"((?:[^\\|]|\\.)*)\|(.*)")
_ESCAPED = re.compile(r"\\([\\|])")


class BlockPart(Part):
    """A block: what its mark line says, then its own lines."""

    takes_text = False
    takes_cards = False

    def __init__(self, number: int, ids: Ids, rest: str = "") -> None:
        super().__init__(number, ids)
        self.text, self.id, self.cards = ids.take(rest, number, self.takes_cards)
        if self.text and not self.takes_text:
            raise DigestTextError(
                '"%(text)s" cannot stand behind this mark; it belongs into the next line.',
                number,
                text=start(self.text),
            )

    @abstractmethod
    def block(self) -> Block:
        """The block that was read."""


class CommentPart(BlockPart):
    takes_text = True

    def __init__(self, number: int, ids: Ids, rest: str = "") -> None:
        super().__init__(number, ids, rest)
        self._lines: list[str] = []

    def take(self, line: str, number: int) -> str:
        self._lines.append(_unescaped(line))
        return "comment"

    def block(self) -> Comment:
        return Comment(self.id, self.text, tuple(self._lines))


class TextPart(BlockPart):
    takes_cards = True

    def __init__(self, number: int, ids: Ids, rest: str = "") -> None:
        super().__init__(number, ids, rest)
        self._lines: list[str] = []

    def take(self, line: str, number: int) -> str:
        self._lines.append(_unescaped(line))
        return "text"

    def blank(self) -> None:
        self._lines.append("")

    def block(self) -> Text:
        return Text(self.id, "\n".join(self._lines), self.cards)


class CardPart(BlockPart):
    name = "card"

    def __init__(self, number: int, ids: Ids, rest: str = "") -> None:
        super().__init__(number, ids, rest)
        self._points: list[dict[str, str]] = []

    def take(self, line: str, number: int) -> str:
        if (point := split_sign(POINT, line)) is None:
            return super().take(line, number)
        text, node_id, _ = self.ids.take(point, number)
        self._points.append({"id": node_id, "text": text})
        return "point"

    def label(self, name: str, value: str, number: int) -> None:
        if name != "passage":
            super().label(name, value, number)
        elif not self._points or "passage" in self._points[-1]:
            raise DigestTextError("A supporting passage follows the point that it supports.", number)
        else:
            self._points[-1]["passage"] = value

    def block(self) -> Card:
        return Card(
            self.id,
            title=self.value("title"),
            url=self.value("url"),
            publisher=self.value("publisher"),
            published=self._date(),
            points=tuple(Point(**point) for point in self._points),
            credit=self.value("credit"),
            picture=self.picture(),
        )

    def _date(self) -> date | None:
        if not (value := self.value("date")):
            return None
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise DigestTextError(
            '"%(value)s" is not a date; it is written like %(example)s.',
            self.line("date"),
            value=start(value),
            example="2024-07-03",
        )


class QuotePart(BlockPart):
    name = "quote"

    def __init__(self, number: int, ids: Ids, rest: str = "") -> None:
        super().__init__(number, ids, rest)
        self._lines: list[str] = []

    def take(self, line: str, number: int) -> str:
        if not line.startswith((">", "\uff1e")):
            return super().take(line, number)
        self._lines.append(line[1:])
        return "quote"

    def block(self) -> Quote:
        return Quote(self.id, "\n".join(self._lines), self.value("source"), self.value("url"))


class FigurePart(BlockPart):
    name = "picture"

    def block(self) -> Figure:
        return Figure(self.id, self.picture(), self.value("caption"))


class TimelinePart(BlockPart):
    takes_text = True

    def __init__(self, number: int, ids: Ids, rest: str = "") -> None:
        super().__init__(number, ids, rest)
        self._events: list[Event] = []

    def take(self, line: str, number: int) -> str:
        text, node_id, _ = self.ids.take(line, number)
        entry = _WHEN.fullmatch(text[1:]) if text.startswith("-") else None
        if not entry:
            raise DigestTextError(
                "An entry of a timeline is written like %(example)s.", number, example="- 1984 | …"
            )
        when, said = entry.groups()
        self._events.append(Event(node_id, _ESCAPED.sub(r"\1", when.strip()), said))
        return "event"

    def block(self) -> Timeline:
        return Timeline(self.id, self.text, tuple(self._events))


BLOCK_PARTS: dict[str, type[BlockPart]] = {
    "comment": CommentPart,
    "card": CardPart,
    "text": TextPart,
    "quote": QuotePart,
    "picture": FigurePart,
    "timeline": TimelinePart,
}


def _unescaped(line: str) -> str:
    # Only the two escapes that are ever needed: other backslashes belong to the text's own Markdown.
    return line[1:] if line.startswith(("\\【", "\\\\")) else line
