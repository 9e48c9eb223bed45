"""Lines of the quotation check: a light, what was measured, where, and against which threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.domain.quotation.overlap import Run

# A shorter run of letters is a name, a number or a set phrase, whose words nobody owns.
PHRASE = 12


class Light(StrEnum):
    """How a line stands. Unmeasured is said as well: what was not looked at is not in order."""

    RED = "red"
    AMBER = "amber"
    UNMEASURED = "unmeasured"
    GREEN = "green"


class Kind(StrEnum):
    """What a line measures."""

    SECTION_SHARE = "section-share"  # own text of a section, in per cent
    PAGE_SHARE = "page-share"  # own text of a page, in per cent
    POINT = "point"  # letters in a row that a point has in common with a source
    VERBATIM = "verbatim"  # the same, of another text outside quote blocks
    COPIED = "copied"  # how much of a card's points is word for word in a source, in per cent
    SOURCE_TEXT = "source-text"  # whether there is a text of the card's source to compare with
    QUOTE_WORDS = "quote-words"  # how much of a quote is in a source just so, in per cent
    QUOTE_SOURCE = "quote-source"  # whether a quote says whose words it is
    CARD_FACTS = "card-facts"  # what a card does not say of its source
    CARD_USE = "card-use"  # whether own text refers to a card
    PICTURE_RIGHTS = "picture-rights"  # why we may show a picture


# What a share of the own text is measured in is bad when small; everything else is bad when large.
SHARES = (Kind.SECTION_SHARE, Kind.PAGE_SHARE)


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on a line is amber, and from when on red.

    `overlap` is in letters in a row, `copied` in per cent of a card's points: at the limit and above.
    `own_share` is in per cent: below the limit.

    A Japanese clause has 20 to 30 letters and a sentence of the news about 50: whoever has half a sentence in
    common with a source should look, whoever has nearly a whole one has copied it. Points are short, so
    that a copied one may stay below that; hence the share of all points of a card. Below one half the own
    text is no longer the main thing; below two thirds that is for somebody to judge.
    """

    overlap_amber: int = 25
    overlap_red: int = 45
    copied_amber: int = 40
    copied_red: int = 70
    own_share_amber: int = 67
    own_share_red: int = 50

    def of(self, kind: Kind) -> tuple[int, int]:
        """The limits for amber and for red of lines of this kind."""
        if kind in SHARES:
            return self.own_share_amber, self.own_share_red
        if kind is Kind.COPIED:
            return self.copied_amber, self.copied_red
        return self.overlap_amber, self.overlap_red

    def light(self, kind: Kind, value: int) -> Light:
        """How a measured `value` stands."""
        amber, red = self.of(kind)
        if kind in SHARES:
            amber, red, value = -amber, -red, -value - 1
        if value >= red:
            return Light.RED
        return Light.AMBER if value >= amber else Light.GREEN


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `part` is where it can be mended; `node` tells lines of one part apart.

    `about` is a text of ours that tells what is meant; `missing` names what is not said; `run` is the
    longest run that `about` has in common with a source, where there is one.
    """

    kind: Kind
    light: Light
    part: str
    node: str = ""
    value: int = 0
    limits: tuple[int, int] | None = None
    about: str = ""
    missing: tuple[str, ...] = ()
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """All lines of a tree: the worst first, then in reading order."""

    lines: Sequence[Line]

    def count(self, light: Light) -> int:
        """How many lines have this light."""
        return sum(line.light is light for line in self.lines)

    def having(self, light: Light) -> list[Line]:
        """The lines with this light."""
        return [line for line in self.lines if line.light is light]

    @property
    def light(self) -> Light:
        """The worst light of all."""
        return self.lines[0].light if self.lines else Light.GREEN
