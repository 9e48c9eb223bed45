"""The parts of a canonical text: each takes its own lines and becomes a node, a profile or a picture."""

import re

from digest.domain.digest_text.errors import DigestTextError
from digest.domain.digest_text.labels import (
    LABELS,
    NO,
    PART_LABELS,
    PICTURE_LABELS,
    YES,
    fold,
    split_label,
    split_tail,
)
from digest.domain.tree import (
    PictureRef,
    Rights,
)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHEN = re.compile(r"((?:[^\\|]|\\.)*)\|(.*)")
_ESCAPED = re.compile(r"\\([\\|])")


class Ids:
    """The ids of a text and where each was given, so that the second use of one can be refused."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def take(self, text: str, number: int, cards_allowed: bool = False) -> tuple[str, str, tuple[str, ...]]:
        """`text` without its tail, with the id and the cards that the tail names."""
        if (split := split_tail(text)) is None:
            raise DigestTextError(
                "The {…} at the end of the line is not understood; it is written like %(example)s.",
                number,
                example="{#k1 ^c2}",
            )
        rest, node_id, cards = split
        if cards and not cards_allowed:
            raise DigestTextError("Only key points and text blocks can name the cards they rest on.", number)
        if node_id in self._lines:
            raise DigestTextError(
                "The id %(id)s is already used in line %(first)s.",
                number,
                id=node_id,
                first=self._lines[node_id],
            )
        if node_id:
            self._lines[node_id] = number
        return rest, node_id, cards


class Part:
    """Something that lines belong to, from its first line until the next part begins."""

    name = ""

    def __init__(self, number: int, ids: Ids) -> None:
        self.number = number
        self.ids = ids
        self._said: dict[str, tuple[str, int]] = {}

    def take(self, line: str, number: int) -> str:
        """Place one line that is not blank; says what it is."""
        if (split := split_label(self.name, line)) is None:
            raise DigestTextError('"%(text)s" cannot be placed here.', number, text=start(line))
        name, label, value = split
        if not name:
            known = ", ".join("/".join(dict.fromkeys(LABELS[n][:2])) for n in PART_LABELS.get(self.name, ()))
            raise DigestTextError(
                '"%(label)s" is not a label that can stand here. Possible here: %(labels)s.',
                number,
                label=start(label),
                labels=known or "-",
            )
        self.label(name, value, number)
        return name

    def blank(self) -> None:
        """An empty line; it only means something between paragraphs."""

    def label(self, name: str, value: str, number: int) -> None:
        """Keep a labelled value, which may be said once."""
        if name in self._said:
            raise DigestTextError(
                '"%(label)s" is already said in line %(first)s.',
                number,
                label=LABELS[name][0],
                first=self._said[name][1],
            )
        self._said[name] = value, number

    def value(self, name: str) -> str:
        """What the label says; empty if it is not there."""
        return self._said[name][0] if name in self._said else ""

    def has(self, name: str) -> bool:
        """Whether the label stands in the text, be it without a value."""
        return name in self._said

    def line(self, name: str) -> int:
        """The line in which a label that was said stands."""
        return self._said[name][1]

    def picture(self) -> PictureRef | None:
        """The picture that the labels describe, if they do."""
        said = [name for name in PICTURE_LABELS if self.value(name)]
        if not said:
            return None
        if "picture" not in said:
            raise DigestTextError(
                '"%(label)s" describes a picture, but none is named.',
                self.line(said[0]),
                label=LABELS[said[0]][0],
            )
        return PictureRef(
            key=self.value("picture"),
            alt=self.value("alt"),
            credit=self.value("picture_credit"),
            rights=self._rights(),
            licence=self.value("licence"),
            decorative=self._decorative(),
        )

    def _rights(self) -> Rights | None:
        if not (value := self.value("rights")):
            return None
        try:
            return Rights(fold(value))
        except ValueError:
            line = self.line("rights")
            raise DigestTextError(
                '"%(value)s" is not a kind of rights. Known are: %(known)s.',
                line,
                value=start(value),
                known=", ".join(Rights),
            ) from None

    def _decorative(self) -> bool:
        value = fold(self.value("decorative"))
        if value not in (*YES, *NO, ""):
            line = self.line("decorative")
            raise DigestTextError(
                '"%(value)s" is neither %(yes)s nor %(no)s.',
                line,
                value=start(value),
                yes="/".join(YES),
                no="/".join(NO),
            )
        return value in YES


def start(text: str) -> str:
    """Enough of `text` to recognise it in a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"
