"""Phrase breaks: where a Japanese heading may be broken without tearing a phrase apart."""

import re
from functools import cache

import budoux
from markupsafe import Markup, escape

# A heading is never longer in earnest, and the parser takes time in proportion to the length.
MOST = 300

# The parser knows only the full-width marks.
_AFTER_MARK = re.compile(r"(?<=[?!])(?![?!」』)）])")
_WORD = re.compile(r"\S+\s*|\s+")
# A word of any language that has spaces is no longer, more or less.
WORD_MOST = 10
_STARTS, _ENDS = re.compile(r"[0-9A-Za-z,.%:]"), re.compile(r"[0-9A-Za-z,.%:]\Z")


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def phrases(text: str, language: str) -> Markup:
    """`text` with <wbr> between its phrases if it is Japanese; other languages break at their spaces."""
    if not language.startswith("ja") or len(text) > MOST:
        return escape(text)
    return Markup("<wbr>").join(_whole(_parser().parse(text)))


def pieces(text: str) -> list[str]:
    """`text` in pieces that belong together, whatever its language: words with the space behind them, and
    phrases within what has no spaces. Nothing is lost between them."""
    return [piece for word in _WORD.findall(text) for piece in _phrased(word)]


def _phrased(word: str) -> list[str]:
    return _whole(_parser().parse(word)) if len(word) > WORD_MOST and not word.isascii() else [word]


def _whole(parts: list[str]) -> list[str]:
    """`parts` cut after half-width marks and not cut within a number or a Latin word."""
    whole: list[str] = []
    for phrase in (phrase for part in parts for phrase in _AFTER_MARK.split(part) if phrase):
        if whole and _ENDS.search(whole[-1]) and _STARTS.match(phrase):
            whole[-1] += phrase
        else:
            whole.append(phrase)
    return whole
