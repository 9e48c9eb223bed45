"""Proving: what stands in a wording and not in its source. A machine words well what nobody said."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from digest.domain.numbers import missing

# What a name looks like where nothing but characters is known: a word in katakana, one with a capital, or
# kanji before what people, bodies and places are called.
_KATAKANA = re.compile(r"[ァ-ヺー・]{3,60}")
_CAPITAL = re.compile(r"\b[A-Z][A-Za-z0-9&'’.-]{1,60}")
_CALLED = re.compile(
    r"[一-龯々〆]{1,12}?(?:氏|さん|首相|総理|大臣|大統領|知事|市長|町長|村長|社長|会長|教授|監督|選手|議員|長官"
    r"|都|道|府|県|市|区|町|村|省|庁|局|社|党|大学|高校|病院|銀行|新聞|空港|駅|港|島|川|山)"
)
_QUOTED = re.compile(r"「([^「」]{2,200})」|『([^『』]{2,200})』|“([^“”]{2,200})”|\"([^\"]{2,200})\"")


@dataclass(frozen=True, slots=True)
class Flag:
    """`words` of a wording that do not occur in its source; `kind` is number, name or quotation."""

    kind: str
    words: str


def flags_of(wording: str, *sources: str) -> tuple[Flag, ...]:
    """What of `wording` occurs in none of `sources`: its numbers, names and quotations.

    A flag asks somebody to look. What is no name may look like one; what carries no flag may still be wrong.
    """
    told = _folded(" ".join(sources))
    numbers = (Flag("number", wording[n.start : n.end]) for n in missing(wording, *sources) if n.sure)
    quoted = (Flag("quotation", words) for words in _quotations(wording) if _folded(words) not in told)
    named = (Flag("name", words) for words in _names(wording) if _folded(words) not in told)
    return tuple(dict.fromkeys((*numbers, *quoted, *named)))


def _quotations(text: str) -> Iterator[str]:
    for found in _QUOTED.finditer(text):
        yield next(filter(None, found.groups()))


def _names(text: str) -> Iterator[str]:
    for pattern in (_KATAKANA, _CAPITAL, _CALLED):
        yield from (found[0].strip("・.") for found in pattern.finditer(text))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
