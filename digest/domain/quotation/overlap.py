"""Overlap: which runs of letters a statement has in common with a source, word for word.

Long sources are sifted first: only where a few letters in a row occur in some statement as well is it worth
looking. There a suffix automaton of the statements (Blumer et al., "The smallest automaton recognizing the
subwords of a text", 1985) reads the source once. So the time is linear in the sources and in the statements,
also for texts that were made to be slow.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Stands between statements; no letter of a source is like it.
_BREAK = "\0"
# So many letters of statements are looked at together, to bound the memory that this takes.
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that a statement has in common with a source: from `start` to `end`, and from `there` in it."""

    source: str
    start: int
    end: int
    there: int

    @property
    def length(self) -> int:
        """How many letters there are in a row."""
        return self.end - self.start


def overlap(statement: str, source: str) -> int:
    """How many letters in a row the folded `statement` has in common with the folded `source`, at most."""
    found = runs([statement], {"": source}, least=1)[0]
    return max((run.length for run in found), default=0)


def runs(statements: Sequence[str], sources: Mapping[str, str], least: int) -> list[tuple[Run, ...]]:
    """For each folded statement, its runs of at least `least` letters that cannot be made longer.

    `sources` are folded too. Of several places in one source one is given for each run.
    """
    found: list[list[Run]] = [[] for _ in statements]
    grams = {gram for statement in statements for gram in _grams(statement, least)}
    for name, source in sources.items():
        stretches = list(_stretches(source, grams, least))
        common = {gram for at, stretch in stretches for gram in _grams(stretch, least)}
        like = [n for n, said in enumerate(statements) if not common.isdisjoint(_grams(said, least))]
        for batch in _batches(like, statements):
            reader = _Reader(_BREAK.join(statements[n] for n in batch))
            for at, stretch in stretches:
                reader.read(stretch, at)
            reader.finish()
            for n in batch:
                found[n] += reader.runs(name, statements[n], least)
    return [tuple(some) for some in found]


def _grams(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(len(text) - size + 1))


def _stretches(source: str, grams: set[str], size: int) -> Iterator[tuple[int, str]]:
    """The pieces of `source`, with their places, that have nothing but `grams` in them."""
    begun = last = -1
    for at in [at for at, gram in enumerate(_grams(source, size)) if gram in grams]:
        if begun >= 0 and at > last + 1:
            yield begun, source[begun : last + size]
            begun = -1
        begun, last = (at if begun < 0 else begun), at
    if begun >= 0:
        yield begun, source[begun : last + size]


def _batches(numbers: Sequence[int], statements: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for number in numbers:
        if batch and size + len(statements[number]) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(number)
        size += len(statements[number])
    if batch:
        yield batch


class _Reader:
    """A suffix automaton of a text that remembers how much of it was read elsewhere, and where.

    State 0 has the empty word. `most[state]` is the length of the longest end of a state's words that was
    read, and `where[state]` where that ended.
    """

    def __init__(self, text: str) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.link = [-1]
        self.length = [0]
        last = 0
        for letter in text:
            last = self._extended(last, letter)
        self.most = [0] * len(self.link)
        self.where = [0] * len(self.link)

    def _extended(self, last: int, letter: str) -> int:
        """Add `letter` after the state `last`; the state of the text so far."""
        new = self._state({}, self.length[last] + 1)
        at = last
        while at >= 0 and letter not in self.next[at]:
            self.next[at][letter] = new
            at = self.link[at]
        if at < 0:
            self.link[new] = 0
            return new
        known = self.next[at][letter]
        if self.length[known] == self.length[at] + 1:
            self.link[new] = known
            return new
        twin = self._state(self.next[known].copy(), self.length[at] + 1, self.link[known])
        while at >= 0 and self.next[at].get(letter) == known:
            self.next[at][letter] = twin
            at = self.link[at]
        self.link[known] = self.link[new] = twin
        return new

    def _state(self, ways: dict[str, int], length: int, link: int = 0) -> int:
        self.next.append(ways)
        self.length.append(length)
        self.link.append(link)
        return len(self.next) - 1

    def read(self, stretch: str, at: int) -> None:
        """Read a stretch of a source that begins there `at`."""
        state = long = 0
        for place, letter in enumerate(stretch, at + 1):
            while state and letter not in self.next[state]:
                state = self.link[state]
                long = self.length[state]
            if letter in self.next[state]:
                state = self.next[state][letter]
                long += 1
            if long > self.most[state]:
                self.most[state], self.where[state] = long, place

    def finish(self) -> None:
        """Let each state know what was read of longer words, whose ends were read too, and of its ends."""
        by_length = sorted(range(1, len(self.link)), key=self.length.__getitem__)
        for state in reversed(by_length):
            link = self.link[state]
            if self.most[state] and link and self.most[link] < self.length[link]:
                self.most[link], self.where[link] = self.length[link], self.where[state]
        for state in by_length:
            if not self.most[state]:
                link = self.link[state]
                self.most[state], self.where[state] = self.most[link], self.where[link]

    def runs(self, name: str, statement: str, least: int) -> Iterator[Run]:
        """The runs of `statement`, which is one of those that the text consists of."""
        state = last = place = 0
        for end, letter in enumerate(statement):
            state = self.next[state][letter]
            if last >= least and self.most[state] != last + 1:
                yield Run(name, end - last, end, place - last)
            last, place = self.most[state], self.where[state]
        if last >= least:
            yield Run(name, len(statement) - last, len(statement), place - last)
