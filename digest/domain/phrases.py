"""Phrase breaks: where a Japanese heading may be broken without tearing a phrase apart."""

from functools import cache

import budoux
from markupsafe import Markup, escape

# A heading is never longer in earnest, and the parser takes time in proportion to the length.
MOST = 300


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def phrases(text: str, language: str) -> Markup:
    """`text` with <wbr> between its phrases if it is Japanese; other languages break at their spaces."""
    if not language.startswith("ja") or len(text) > MOST:
        return escape(text)
    return Markup("<wbr>").join(_parser().parse(text)) if text else Markup("")
