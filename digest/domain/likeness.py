"""Likeness: how much two texts have in common, and which earlier digest says almost the same."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from digest.domain.search_text import folded
from digest.domain.source import canonical_url

# A title this like another is almost the same if the sources are too, and the higher one by itself.
TITLE_WITH_SOURCES, TITLE_ALONE = 0.7, 0.9
# The share of a digest's sources that the earlier one must cite as well.
SOURCES_SHARED = 0.5

_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A digest that was published before; `sources` are canonical addresses."""

    slug: str
    title: str
    sources: frozenset[str] = frozenset()


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters and digits in `text`; a single one stands for itself.

    Pairs of characters need no word boundaries, which Japanese does not write.
    """
    return frozenset(pairs(text))


def pairs(text: str, size: int = 2) -> list[str]:
    """The stretches of `size` letters and digits in `text`, in order and each as often as it is there.

    A text of fewer letters than that stands for itself.
    """
    letters = _MARKS.sub("", folded(text))
    if len(letters) < size:
        return [letters] if letters else []
    return [letters[at : at + size] for at in range(len(letters) - size + 1)]


def likeness(a: str, b: str) -> float:
    """How alike two texts are, from 0 to 1: Dice's coefficient over their character bigrams.

    Twice the pairs in both, by the pairs of each (Dice, "Measures of the Amount of Ecologic Association
    Between Species", Ecology 26, 1945; over bigrams: Adamson and Boreham, Information Storage and
    Retrieval 10, 1974).
    """
    left, right = bigrams(a), bigrams(b)
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def contained(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share, from 0 to 1, of the bigrams `part` that are among the bigrams `whole` too.

    Containment (Broder, "On the resemblance and containment of documents", 1997): unlike Dice's
    coefficient it does not fall when the whole says much else.
    """
    return len(part & whole) / len(part) if part else 0.0


def similar(title: str, source_urls: Iterable[str], candidates: Iterable[Earlier]) -> tuple[Earlier, ...]:
    """Those of `candidates` that are almost the same digest: by title and sources, or by title alone."""
    sources = {canonical for url in source_urls if (canonical := canonical_url(url))}
    return tuple(
        earlier
        for earlier in candidates
        if (alike := likeness(title, earlier.title)) >= TITLE_ALONE
        or (alike >= TITLE_WITH_SOURCES and _shared(sources, earlier.sources) >= SOURCES_SHARED)
    )


def _shared(sources: Collection[str], others: Collection[str]) -> float:
    return len(set(sources) & set(others)) / len(sources) if sources else 0.0
