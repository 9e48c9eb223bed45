"""Showing: the words that a text has in common with a source, in both of them and nothing beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.domain.quotation.copies import SOURCE_MOST
from digest.domain.quotation.folding import excerpt, places, without_addresses
from digest.domain.quotation.lines import Line
from digest.domain.quotation.overlap import Run

# More of a passage tells nobody more; letters of a source may have any amount of other marks between them.
_PASSAGE_MOST = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that two texts share, where they stand in ours, and as they stand in the source of a card."""

    before: str
    words: str
    after: str
    passage: str
    card: str


def shown(line: Line, sources: Mapping[str, str]) -> Shown | None:
    """The words of the longest run of `line`, if it has one; `sources` are those that it was checked with."""
    run = line.run
    if run is None:
        return None
    where = places(without_addresses(line.about))
    start, end = where[run.start][0], where[run.end - 1][1]
    text = line.about
    return Shown(text[:start], text[start:end], text[end:], passage(sources[run.source], run), run.source)


def passage(source: str, run: Run) -> str:
    """What the source says in `run`, and nothing beside it; the middle is left out where it is long."""
    text = " ".join(excerpt(source[:SOURCE_MOST], run.there, run.there + run.length).split())
    half = _PASSAGE_MOST // 2
    return text if len(text) <= _PASSAGE_MOST else f"{text[:half]} … {text[-half:]}"
