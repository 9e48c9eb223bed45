"""Tokens: the pieces of folded text that the index holds, and where a term stands in a text.

Scripts that are written without spaces (Han, kana, Hangul, Thai, Lao, Khmer, Burmese) give each character
and each pair of neighbours; so a word of any length is found wherever it stands, 停戦 as well as 停.
All other letters and digits give whole words: "art" is not in "start", 3 not in 2023. What else can be seen
(symbols, emoji) stands for itself, except what is only punctuation.

Tokens tell which texts may say a term, and `says` which do: whatever says it has all that is `wanted` for it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import add

# Words that are longer are cut; nobody types them, and a token is kept for every one.
LONGEST = 64
# A term wants no more tokens than this: so many already tell it from nearly everything else.
MOST_WANTED = 32

_DENSE = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # kana, 々
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"  # Thai, Lao, Burmese, Khmer
)
# Signs of vowels and the like, which are no letters to Python: Hebrew, Arabic, the scripts of India, Tibetan.
_SIGNS = "\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0f71-\u0f84"
_WORD_LETTER = f"(?:(?![{_DENSE}])(?:[^\\W_]|[{_SIGNS}]))"
_PIECE = re.compile(f"([{_DENSE}]+)|({_WORD_LETTER}+)|([^\\s、。「」・,.()])")
_IN_WORD = re.compile(_WORD_LETTER)
# Punctuation that means something by itself.
_TELLING = "#%&@"


def tokens(folded: str) -> frozenset[str]:
    """All tokens of a folded text."""
    found: set[str] = set()
    for dense, word, sign in _PIECE.findall(folded):
        if dense:
            found.update(dense)
            found.update(map(add, dense, dense[1:]))
        elif word:
            found.add(word[:LONGEST])
        elif _is_telling(sign):
            found.add(sign)
    return frozenset(found)


def wanted(term: str) -> frozenset[str]:
    """The fewest tokens that every text has which says `term`: pairs rather than characters."""
    found: list[str] = []
    for dense, word, sign in _PIECE.findall(term):
        if len(dense) > 1:
            found += map(add, dense, dense[1:])
        elif dense or word:
            found.append(dense or word[:LONGEST])
        elif _is_telling(sign):
            found.append(sign)
    return frozenset(_spread(list(dict.fromkeys(found))))


def _spread(found: list[str]) -> list[str]:
    """At most MOST_WANTED of `found`, from all of its length."""
    if len(found) <= MOST_WANTED:
        return found
    return [found[at * len(found) // MOST_WANTED] for at in range(MOST_WANTED)]


def bare(term: str) -> str:
    """`term` without what gives no token at its ends: 停戦 of 停戦、."""
    telling = [at for at, character in enumerate(term) if wanted(character)]
    return term[telling[0] : telling[-1] + 1] if telling else ""


def says(term: str, folded: str) -> bool:
    """Whether a folded text says a folded term."""
    return next(places(term, folded), None) is not None


def places(term: str, folded: str) -> Iterator[int]:
    """Where a folded term stands in a folded text. A word counts only as a whole, dense scripts anywhere."""
    if not term:
        return
    parted = bool(_IN_WORD.match(term)), bool(_IN_WORD.match(term[-1]))
    at = folded.find(term)
    while at >= 0:
        if _stands_alone(folded, at, at + len(term), parted):
            yield at
            at = folded.find(term, at + len(term))
        else:
            at = folded.find(term, at + 1)


def _stands_alone(folded: str, start: int, end: int, parted: tuple[bool, bool]) -> bool:
    before, after = parted
    return not (
        (before and start and _IN_WORD.match(folded, start - 1))
        or (after and end < len(folded) and _IN_WORD.match(folded, end))
    )


@lru_cache(maxsize=4096)
def _is_telling(sign: str) -> bool:
    """Whether a character that is no letter says something by itself."""
    return sign in _TELLING or unicodedata.category(sign)[0] not in "PMZC"
