"""Reading time: how many minutes a tree takes to read."""

import re
from collections.abc import Iterator

from digest.domain.tree import Card, Comment, Quote, Section, Text, Timeline, Tree

# Silent reading of adults: 357 characters of Japanese and 228 words of English a minute
# (Trauzettel-Klosinski and Dietz, "Standardized assessment of reading performance: the new
# International Reading Speed Texts IReST", IOVS 53, 2012, table 2).
CHARACTERS_A_MINUTE = 357
WORDS_A_MINUTE = 228

_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9'’.,-]*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")


def texts(tree: Tree) -> Iterator[str]:
    """Every text that a reader of `tree` reads, in order."""
    yield from (tree.title, tree.subtitle, tree.lead, *(point.text for point in tree.key_points), tree.intro)
    for page in tree.pages:
        yield page.title
        for section in page.sections:
            yield from _texts_of(section)


def _texts_of(section: Section) -> Iterator[str]:
    yield from (section.heading, section.question, section.answer)
    for block in section.blocks:
        match block:
            case Comment():
                yield from block.lines
            case Card():
                yield block.title
                yield from (point.text for point in block.points)
            case Text() | Quote():
                yield block.text
            case Timeline():
                yield block.title
                yield from (f"{event.when} {event.text}" for event in block.events)
            case _:
                yield block.caption


def minutes(tree: Tree) -> int:
    """Whole minutes to read `tree`, at least one. Mixed text counts by its parts."""
    text = "\n".join(texts(tree))
    japanese = len(_CJK.findall(text))
    words = len(_WORD.findall(text))
    return max(1, round(japanese / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE))
