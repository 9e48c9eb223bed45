"""The marks that a line may start with, and the lines of a text joined into items by them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from digest.domain.digest_text.lenient import patterns
from digest.domain.digest_text.lenient.chrome import is_contents, is_control, is_tail
from digest.domain.digest_text.lenient.lines import Line, fold
from digest.domain.digest_text.lenient.words import NOT_SPEAKERS


class Mark(Enum):
    """What a line says of itself by how it starts."""

    PLAIN = auto()
    CONTROL = auto()
    CONTENTS = auto()
    TAIL = auto()
    KEY_HEADING = auto()
    KEY_POINT = auto()
    QUESTION = auto()
    ANSWER = auto()
    SPEAKER = auto()
    DATE = auto()
    PUBLISHER = auto()
    POINT = auto()
    BULLET = auto()
    PASSAGE = auto()
    MORE = auto()
    CREDIT = auto()
    URL = auto()
    NEXT = auto()
    QUOTE = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A line by its mark; `value` is what stands behind it, be it in the line below."""

    mark: Mark
    value: str
    lines: tuple[Line, ...]
    speaker: str = ""

    @property
    def key(self) -> str:
        """The value folded."""
        return fold(self.value)

    @property
    def whole(self) -> str:
        """All words of the item, the mark included."""
        return " ".join(line.text for line in self.lines)


_PATTERNS = tuple(
    (mark, patterns.compiled(pattern))
    for mark, pattern in (
        (Mark.KEY_HEADING, patterns.KEY_EMOJI),
        (Mark.KEY_HEADING, f"(?={patterns.KEY_WORDS})"),
        (Mark.KEY_POINT, patterns.KEY_POINT),
        (Mark.POINT, patterns.POINT),
        (Mark.MORE, patterns.MORE),
        (Mark.CREDIT, patterns.CREDIT),
        (Mark.PUBLISHER, patterns.PUBLISHER),
        (Mark.DATE, patterns.DATE),
        (Mark.PASSAGE, patterns.PASSAGE),
        (Mark.NEXT, patterns.NEXT),
        (Mark.QUESTION, patterns.QUESTION),
        (Mark.ANSWER, patterns.ANSWER),
        (Mark.URL, patterns.URL),
        (Mark.QUOTE, patterns.QUOTE),
        (Mark.BULLET, patterns.BULLET),
    )
)
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_SPEAKER = patterns.compiled(patterns.SPEAKER)
_BRACKETED = re.compile(r"[【\[]([^\s【】\[\]。、?!:0-9]{1,10})[】\]]\s*:?\s*(?=\S)")
# A mark that stands alone takes the line below as its words.
_MAY_STAND_ALONE = frozenset(
    (Mark.KEY_POINT, Mark.POINT, Mark.QUESTION, Mark.ANSWER, Mark.DATE, Mark.PUBLISHER, Mark.PASSAGE)
)


def items_of(lines: Sequence[Line]) -> list[Item]:
    """The lines of a text as items: each with its mark, and with the words of a mark that stands alone."""
    items: list[Item] = []
    for item in map(item_of, lines):
        last = items[-1] if items else None
        if last and _takes_below(last, item):
            items[-1] = replace(last, value=item.value, lines=last.lines + item.lines)
        elif last and _continues(last, item):
            items[-1] = replace(last, value=last.value + item.value, lines=last.lines + item.lines)
        elif last and last.mark is Mark.QUESTION and (answer := _answer_to_letter(last, item)):
            items.append(answer)
        else:
            items.append(item)
    return items


def item_of(line: Line) -> Item:
    """One line with the mark that it starts with."""
    for mark, pattern in _PATTERNS:
        if found := pattern.match(line.key):
            return Item(mark, line.text[found.end() :].strip(), (line,))
    if is_control(line.text):
        return Item(Mark.CONTROL, line.text, (line,))
    if is_contents(line.text):
        return Item(Mark.CONTENTS, line.text, (line,))
    if is_tail(line.text):
        return Item(Mark.TAIL, line.text, (line,))
    if (found := _SPEAKER.fullmatch(line.key)) and found[1].lower() not in NOT_SPEAKERS:
        return Item(Mark.SPEAKER, "", (line,), speaker=line.text[: found.end(1)].strip())
    return Item(Mark.PLAIN, line.text[_hashes(line.key) :], (line,))


def _hashes(key: str) -> int:
    """How long the hash signs are with which Markdown marks a heading."""
    found = _HEADING.match(key)
    return found.end() if found else 0


def speaker_label(item: Item) -> tuple[str, str] | None:
    """A line ``NAME: words`` or ``NAME「words」`` as (name, words), if it can be one at all."""
    key = item.key
    if found := _BRACKETED.match(key):
        name, words = item.value[found.start(1) : found.end(1)], item.value[found.end() :].strip()
    elif (found := _SPEAKER.match(key)) and found.end() < len(key):
        name = item.value[: found.end(1)].strip()
        words = item.value[found.end() :].strip()
    else:
        at = key.find("「", 1, 20)
        if at < 1 or not key.endswith("」") or not _is_one_quotation(key[at:]):
            return None
        name, words = item.value[:at].strip(), item.value[at + 1 : -1].strip()
        if len(name) > 12 or name[-1:] in "はがもとのをにで、。(:/" or any(c in name for c in "、。?!「」:"):
            return None
    return (name, words) if words and name.lower() not in NOT_SPEAKERS else None


def _is_one_quotation(key: str) -> bool:
    depth = 0
    for at, char in enumerate(key):
        depth += (char == "「") - (char == "」")
        if depth == 0 and at < len(key) - 1:
            return False
    return depth == 0


_NOBODY = frozenset(("the editors", "編集部", "編集者", "編集"))


def speaker_called(name: str) -> str:
    """The speaker of that name; where a page names the editors, nobody in particular speaks."""
    return "" if name.casefold() in _NOBODY else name


def _takes_below(last: Item, item: Item) -> bool:
    if last.value or len(last.lines) > 1:
        return False
    if last.mark is Mark.SPEAKER:
        return item.mark is Mark.PLAIN
    return last.mark in _MAY_STAND_ALONE and item.mark in (Mark.PLAIN, Mark.SPEAKER) and bool(item.value)


def _continues(last: Item, item: Item) -> bool:
    """Whether a line was broken at a comma and goes on below."""
    return (
        item.mark is Mark.PLAIN
        and not item.lines[0].gap
        and last.key.endswith("、")
        and last.mark in (Mark.PLAIN, Mark.POINT, Mark.KEY_POINT, Mark.BULLET)
        and len(last.lines) < 20
    )


def _answer_to_letter(last: Item, item: Item) -> Item | None:
    """``A …`` under ``Q …``: alone it would be an article."""
    found = _LETTER.match(item.key) if item.mark is Mark.PLAIN and last.lines[0].key[:1] in "Qq" else None
    return replace(item, mark=Mark.ANSWER, value=item.value[found.end() :]) if found else None


_LETTER = re.compile(r"(?:answer|a)\s+", re.IGNORECASE)
# The numbers of source markers that a page shows at the end of a line.
_MARKERS = re.compile(
    r"(?:(?<=[。！？!?])|(?<=[a-z][.])|(?<=[ (](?:19|20)\d\d[.]))\s*(?:\[\d{1,3}\]|\d{1,3})"
    r"(?:[\s,、]*\[\d{1,3}\]|[\s,、]+\d{1,3}){0,8}\Z"
    r"|\s?\[\d{1,3}\](?:[\s,、]*\[\d{1,3}\]){0,8}\Z"
    r"|(?<![A-Za-z])(?:\s?(?:Source|出典)\s?\d{1,3}[,、]?){1,9}\Z"
)
_MARKERS_LENGTH = 80


def without_markers(text: str) -> str:
    """`text` without the numbers of source markers at its end."""
    return text[:-_MARKERS_LENGTH] + _MARKERS.sub("", text[-_MARKERS_LENGTH:])
