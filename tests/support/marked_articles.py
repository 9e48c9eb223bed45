"""Articles whose key sentences are marked by hand, and how well a choice of sentences meets the marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from digest.domain.sentences import Sentence
from digest.domain.suggesting import suggested_points
from digest.domain.suggesting.report import reported

FOLDER = Path(__file__).parents[1] / "domain" / "samples" / "key_sentences"
MARK = "◎"
AT = 3


@dataclass(frozen=True)
class Marked:
    """An article with the sentences that report something and the places of its key sentences."""

    name: str
    shape: str
    title: str
    text: str
    marks: frozenset[int]

    @property
    def told(self) -> list[Sentence]:
        """What can be picked from, by any of those that are compared."""
        return reported(self.text)

    def precision(self, starts: Sequence[int]) -> float:
        """The share of the first three picks that are key sentences."""
        return sum(start in self.marks for start in starts[:AT]) / AT

    @property
    def ours(self) -> float:
        """Of the three suggested points of the highest rank."""
        ranked = sorted(suggested_points(self.text), key=lambda one: one.rank)
        return self.precision([one.start for one in ranked])

    @property
    def lead(self) -> float:
        """Of the first three sentences."""
        return self.precision([one.start for one in self.told])

    @property
    def chance(self) -> float:
        """What three sentences drawn at random have on average."""
        return len(self.marks) / len(self.told)


@cache
def marked_articles() -> tuple[Marked, ...]:
    """Every article of the folder."""
    return tuple(map(read, sorted(FOLDER.glob("*.txt"))))


def read(path: Path) -> Marked:
    """The article in `path`, without its marks."""
    shape, title, _, written = path.read_text("utf-8").split("\n", 3)
    first, *others = written.split(MARK)
    text, marks = first, set[int]()
    for other in others:
        marks.add(len(text))
        text += other
    return Marked(path.stem, shape.removeprefix("shape: "), title, text, frozenset(marks))


def mean(values: Sequence[float]) -> float:
    """The average of `values`."""
    return sum(values) / len(values)
