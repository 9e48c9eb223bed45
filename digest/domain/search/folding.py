"""Folding for search: what a reader types and what a digest says, alike in all that makes no difference.

Alike are: full and half width, upper and lower case (NFKC and case folding); katakana and hiragana, with
half-width kana and the voice mark behind them; Latin letters with and without accents, while が is never か;
old and new forms of characters (old_forms.txt says after which tables); kinds of space, dash, quotation mark
and middle dot. A dash behind kana is taken for a long vowel mark, as which it is often written. What nobody
sees is gone: controls, variation selectors, joiners. So are private characters, which the index keeps.

Each character is folded by itself, with the marks that follow it. So the places in the text are known.
"""

import re
import unicodedata
from pathlib import Path

# Marks that make one character of two: accents, voice marks of every width, and vowels and finals of Hangul.
_MARKS = "\u0300-\u036f\u3099\u309a\u309b\u309c\uff9e\uff9f\u1160-\u11ff\uffa0-\uffdc"
_MARKED = re.compile(f"[{_MARKS}]")
_CHARACTER = re.compile(f".[{_MARKS}]*", re.DOTALL)
_WITH_MARKS = re.compile(f".[{_MARKS}]+", re.DOTALL)
# What NFKC leaves of them where nothing can be composed.
_LONE_MARKS = re.compile("[\u0300-\u036f\u3099\u309a]")
_VOICE_MARKS = str.maketrans("\u309b\u309c\uff9e\uff9f", "\u3099\u309a\u3099\u309a")
# A single dash behind kana; a run of them is a dash.
_LONG_VOWEL = re.compile("-(?<=[ぁ-ゖゝゞー]-)(?!-)")
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}

_ALIKE = {
    **dict.fromkeys("‐‑‒–—―⁃−─━﹘", "-"),
    **dict.fromkeys("‘’‚‛′ʼ´`", "'"),
    **dict.fromkeys("“”„‟″〝〞〟«»", '"'),
    **dict.fromkeys("·•∙⋅‧", "・"),
    **dict.fromkeys("〜∼", "~"),
    # 三ヵ国 and 三カ国, 霞ヶ関 and 霞ケ関.
    "ゕ": "か",
    "ゖ": "け",
    # Letters that no decomposition parts from their strokes.
    **dict(zip("øđłıħŧ", "odliht", strict=True)),
}
# Far more than any site writes with; what is beyond is folded anew each time.
_KEPT = 20_000


def folded_for_search(text: str) -> str:
    """`text` as search compares it: one line, without space at its ends."""
    if _MARKED.search(text):
        text = _WITH_MARKS.sub(lambda found: _folded(found[0]), text)
    return _LONG_VOWEL.sub("ー", " ".join(text.translate(_table).split()))


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """`text` folded, and for each character of that the place in `text` that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    parted = -1
    for at, character in _characters(text):
        for letter in _table[ord(character)] if len(character) == 1 else _folded(character):
            if letter == " ":
                parted = at if parted < 0 else parted
                continue
            if parted >= 0 and letters:
                letters.append(" ")
                places.append(parted)
            parted = -1
            letters.append(letter)
            places.append(at)
    return _LONG_VOWEL.sub("ー", "".join(letters)), places


def in_new_form(character: str) -> str:
    """The form of today of an old one: 国 of 國. Every other is as it is."""
    return _NEW_FORMS.get(character, character)


def _characters(text: str) -> list[tuple[int, str]]:
    """The characters of `text`, each with the marks behind it and its place."""
    if not _MARKED.search(text):
        return list(enumerate(text))
    return [(found.start(), found[0]) for found in _CHARACTER.finditer(text)]


def _folded(character: str) -> str:
    """One character folded, with the marks that follow it."""
    if character in _ALIKE:
        return _ALIKE[character]
    composed = unicodedata.normalize("NFKC", character.translate(_VOICE_MARKS))
    composed = unicodedata.normalize("NFKC", composed.casefold())
    return "".join(_plain(letter) for letter in composed)


def _plain(letter: str) -> str:
    """A letter of NFKC and of lower case without accent, in its new form and in hiragana."""
    if letter.isspace():
        return " "
    if _LONE_MARKS.match(letter) or unicodedata.category(letter) in _UNSEEN or _is_selector(letter):
        return ""
    letter = _hiragana(_bare(letter))
    return _ALIKE.get(letter) or in_new_form(letter)


def _is_selector(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def _bare(letter: str) -> str:
    """A Latin letter without its accents, and every other as it is: й is not и."""
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isascii() and first.isalpha() else letter


def _hiragana(letter: str) -> str:
    if "ァ" <= letter <= "ヶ" or "ヽ" <= letter <= "ヾ":
        return chr(ord(letter) - 0x60)
    # ヷ to ヺ have no hiragana with the voice mark.
    return "わゐゑを"[ord(letter) - 0x30F7] if "ヷ" <= letter <= "ヺ" else letter


def _new_forms() -> dict[str, str]:
    lines = Path(__file__).with_name("old_forms.txt").read_text("utf-8").split("\n")
    groups = [group for line in lines if not line.startswith("#") for group in line.split()]
    return {old: group[0] for group in groups for old in group[1:]}


class _Table(dict[int, str]):
    """What str.translate makes of each character; it learns them as they come."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if len(self) < _KEPT:
            self[code] = folded
        return folded


_NEW_FORMS = _new_forms()
_table = _Table()
