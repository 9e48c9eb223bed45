"""Glyphs: the fonts of share cards, the characters that they have, and what stands for all others."""

import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

from digest.domain.search.folding import in_new_form

_VENDOR = Path(__file__).parents[1] / "vendor"
# What Japanese printers set for a character that they do not have.
GETA = "〓"
# A text of which more than this share is missing is better not set at all.
MISSING_MOST = 0.2

# Flags are two letters to a font, and a family is several people joined: the first one stands for all.
_NOT_DRAWN = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\ufe00-\ufe0f\U000e0000-\U000e01ef]|\u200d."
)
_SPACES = re.compile(" {2,}")
_LETTERS = str.maketrans("øđłıħŧØĐŁĦŦ", "odlihtODLHT")


class Font(Enum):
    """A vendored font, by its file."""

    SERIF = "noto-serif-cjk-2.001/NotoSerifCJKjp-Bold.woff"
    EMOJI = "noto-emoji-3.006/NotoEmoji-Bold.woff"


@cache
def characters(font: Font) -> frozenset[str]:
    """The characters that `font` has."""
    return frozenset((_VENDOR / font.value).with_name("characters.txt").read_text("utf-8"))


@lru_cache(maxsize=16)
def at_size(font: Font, size: int) -> ImageFont.FreeTypeFont:
    """`font`, so many pixels high. FreeType alone lays it out, so that every machine sets it alike."""
    return ImageFont.truetype(_VENDOR / font.value, size, layout_engine=ImageFont.Layout.BASIC)


def font_of(character: str) -> Font:
    """The font that has it."""
    return Font.SERIF if character in characters(Font.SERIF) else Font.EMOJI


def settable(text: str) -> str:
    """`text` on one line, in characters that the fonts have: others in a plainer form, as 〓, or left out."""
    drawn = "".join(_settable(each) for each in unicodedata.normalize("NFC", _NOT_DRAWN.sub("", text)))
    return _SPACES.sub(" ", drawn).strip()


def is_legible(text: str) -> bool:
    """Whether `text` says anything, and nearly all of it can be set."""
    drawn = settable(text)
    return bool(drawn) and drawn.count(GETA) - text.count(GETA) <= MISSING_MOST * len(drawn)


@lru_cache(maxsize=4096)
def _settable(character: str) -> str:
    if character.isspace():
        return " " if character != "\u3000" else character
    for form in (
        character,
        unicodedata.normalize("NFKC", character),
        in_new_form(character),
        _plain(character),
    ):
        if form and all(_is_had(each) for each in form):
            return form
    # Controls and emoji of tomorrow are left out; a letter that is missing is shown to be missing.
    return GETA if unicodedata.category(character)[0] in "LN" else ""


def _is_had(character: str) -> bool:
    return character in characters(Font.SERIF) or character in characters(Font.EMOJI)


def _plain(character: str) -> str:
    """A letter without its accents."""
    return unicodedata.normalize("NFD", character)[0].translate(_LETTERS)
