"""Phrase breaks: where a Japanese heading may be broken without tearing a phrase apart."""

import re
from functools import cache

import budoux
from markupsafe import Markup, escape

# A heading is never longer in earnest, and the parser takes time in proportion to the length.
MOST = 300

_STARTS, _ENDS = re.compile(r"[0-9A-Za-z,.%:]"), re.compile(r"[0-9A-Za-z,.%:]\Z")


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def phrases(text: str, language: str) -> Markup:
    """`text` with <wbr> between its phrases if it is Japanese; other languages break at their spaces."""
    if not language.startswith("ja") or len(text) > MOST:
        return escape(text)
    return Markup("<wbr>").join(_whole(_parser().parse(text)))


def _whole(parts: list[str]) -> list[str]:
    """`parts` without cuts through a number or a Latin word, which the parser was not trained on."""
    whole: list[str] = []
    for part in parts:
        if whole and _ENDS.search(whole[-1]) and _STARTS.match(part):
            whole[-1] += part
        else:
            whole.append(part)
    return whole
