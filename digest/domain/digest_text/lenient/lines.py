"""The lines of a pasted text, cleaned and folded so that marks of every width compare equal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from digest.domain.digest_text.errors import DigestTextError
from digest.domain.digest_text.report import ReportLine, Role
from digest.domain.plain import BIDI_CONTROLS, clean

# Ten times what the longest article needs; placing a line takes longer than splitting one off.
MAX_LINES = 20_000
BIDI_NOTE = "Hidden marks that change the direction of writing were removed."
LOST_NOTE = "This line was not understood and was left out."

# Width variants of ASCII and a few look-alikes, one character for one, so that places in a folded line
# are places in the line itself.
_FOLD: dict[int, int] = str.maketrans(
    "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000\u00a0\u2002\u2003\u2009\u202f｡､･｢｣∶꞉︰﹕∕⁄",
    "".join(map(chr, range(0x21, 0x7F))) + "      。、・「」::::" + "//",
)
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Marks for breaking lines, which pages put between phrases and nobody sees.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u00ad\ufeff\u061c]")
# Runs of space mean no more than one; without them no pattern below can go back and forth over a long run.
_SPACES = re.compile(r"\s{2,}")
_BIDI = re.compile(f"[{BIDI_CONTROLS}]")
_LOOSE = re.compile(r"[\s:/|・、。,.!?~\-–—「」『』()\[\]]+")


# Neighbours look at a line again and again; the cache stays small because lines may be long.
@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """`text` with marks, digits and letters of full width in half width; its length stays the same."""
    return text.translate(_FOLD)


@lru_cache(maxsize=256)
def signature(text: str) -> str:
    """What is left of `text` to compare: the words without width, case, spaces and punctuation."""
    folded = fold(text)
    return (_LOOSE.sub("", folded) or folded.strip()).casefold()


def same(one: str, other: str) -> bool:
    """Whether two texts are the same words, whatever their width and spaces."""
    return signature(one) == signature(other)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `text` is what a tree would hold, `key` the same text folded."""

    number: int
    text: str
    key: str
    gap: bool


class Ledger:
    """Keeps for every line of the text what it was taken for; nothing can be left out of it."""

    def __init__(self, text: str) -> None:
        self.lines: list[Line] = []
        self._shown: list[str] = []
        self._taken: dict[int, tuple[Role, str, bool]] = {}
        self._hidden: set[int] = set()
        self._surplus = 0
        gap = False
        for number, raw in enumerate(_LINE_ENDS.split(text), 1):
            shown = clean(raw)
            self._shown.append(shown)
            if _BIDI.search(raw):
                self._hidden.add(number)
            if words := _SPACES.sub(" ", _INVISIBLE.sub("", shown)).strip():
                if len(self.lines) == MAX_LINES:
                    self._surplus = number
                    break
                self.lines.append(Line(number, words, fold(words), gap))
            else:
                self._taken[number] = Role.BLANK, "", False
            gap = not words

    def take(self, line: Line, role: Role, note: str = "") -> None:
        """Say what `line` is; a note asks a person to look at it."""
        self._taken[line.number] = role, note, bool(note)

    def flag(self, line: Line, note: str) -> None:
        """Ask a person to look at a line that was already taken."""
        role, said, _ = self._taken.get(line.number, (Role.TEXT, "", False))
        self._taken[line.number] = role, said or note, True

    def check_length(self) -> None:
        """Refuse a text with too many lines; called last, as other complaints say more."""
        if self._surplus:
            raise DigestTextError(
                "A digest text can have at most %(limit)s lines that are not blank.",
                self._surplus,
                limit=MAX_LINES,
            )

    def report(self) -> Iterator[ReportLine]:
        """Every line, in order."""
        for number, shown in enumerate(self._shown, 1):
            role, note, flagged = self._taken.get(number, (Role.CHROME, LOST_NOTE, True))
            if number in self._hidden:
                note, flagged = note or BIDI_NOTE, True
            yield ReportLine(number, shown, role, flagged, note)
