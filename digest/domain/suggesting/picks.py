"""Suggested points of one source, and suggested key points of several: the sentences that carry them.

The rank is LexRank's alone. That a sentence stands early, opens its paragraph or resembles the title
was tried too, as part of the score and as where the walk jumps to. On our marked articles (in
benchmarks) the place made it worse, and the title moved it by one sentence in fifty, which is nothing
on sixteen articles: so neither has a part in it, and no weight had to be fitted. Half of those articles
do not begin with what matters most. On those that do, four reports of news, the first three sentences
are the better choice.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from math import ceil

from digest.domain.lexrank import MOST_SENTENCES, lexrank
from digest.domain.likeness import bigrams, contained
from digest.domain.sentences import Sentence
from digest.domain.suggesting.report import reported

POINTS_MOST, KEY_POINTS_MOST = 6, 5
# A point is a line: shorter says too little to stand by itself, longer is two.
SHORTEST, LONGEST = 15, 160
# Of two sentences that have this share of the shorter one's bigrams in common, one is enough.
REPEATED = 0.6

# A question is not yet a point.
_QUESTION = re.compile(r"(?:[?？]|(?:だろう|でしょう|です|ます|のか|ません|た)か。)[」』)）”\"]*\Z")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of a text, its place in it, and its `rank` from 1.

    It is the `number`-th of `count` sentences that report something; `before` and `after` are its neighbours.
    """

    text: str
    start: int
    end: int
    number: int
    count: int
    rank: int = 0
    before: str = ""
    after: str = ""

    @property
    def mark(self) -> str:
        """What tells this sentence from another that may begin at its place by now."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class KeySentence:
    """A suggestion over several texts: from the text `source`, and said by those of `also` in other words."""

    suggestion: Suggestion
    source: int
    also: tuple[int, ...] = ()


def suggested_points(text: str, most: int = POINTS_MOST) -> tuple[Suggestion, ...]:
    """The sentences that carry `text`, in the order of the text; `rank` says which carry most."""
    told = reported(text)
    picked = [_suggestion(told, at, rank) for rank, at in enumerate(islice(_ranked(told), most), 1)]
    return tuple(sorted(picked, key=lambda one: one.start))


def suggested_key_points(texts: Sequence[str], most: int = KEY_POINTS_MOST) -> tuple[KeySentence, ...]:
    """The sentences that carry all of `texts` together, the weightiest first; each text has an equal say."""
    share = MOST_SENTENCES // max(1, len(texts))
    told = [reported(text)[:share] for text in texts]
    places = [(source, at) for source, some in enumerate(told) for at in range(len(some))]
    every = [told[source][at] for source, at in places]
    # As a rule the texts that have most in common would have all of them.
    turns = Counter[int]()
    picked = []
    for at in _ranked(every):
        source = places[at][0]
        turns[source] += 1
        if turns[source] <= ceil(most / len(texts)):
            picked.append(at)
        if len(picked) == most:
            break
    found = []
    for rank, at in enumerate(picked, 1):
        source, place = places[at]
        also = {places[other][0] for other in _repeats(every, at)} - {source}
        found.append(KeySentence(_suggestion(told[source], place, rank), source, tuple(sorted(also))))
    return tuple(found)


def suggestions_at(text: str, starts: Collection[int]) -> tuple[Suggestion, ...]:
    """The sentences of `text` that begin at one of `starts`, in its order."""
    told = reported(text)
    return tuple(_suggestion(told, at, 0) for at, one in enumerate(told) if one.start in starts)


def suggestion_at(text: str, start: int) -> Suggestion | None:
    """The sentence of `text` that begins at `start`, if it reports something: what an editor points at."""
    return next(iter(suggestions_at(text, (start,))), None)


def _ranked(told: Sequence[Sentence]) -> Iterator[int]:
    """Those of `told` that can be a point, the weightiest first; none repeats one before it.

    What repeats is left out as maximal marginal relevance leaves it out (Carbonell and
    Goldstein, SIGIR 1998).
    """
    scores = lexrank([sentence.text for sentence in told])
    said: list[frozenset[str]] = []
    for at in sorted(range(len(told)), key=lambda at: -scores[at]):
        pairs = bigrams(told[at].text)
        if _fit(told[at].text) and not any(_repeated(pairs, other) for other in said):
            said.append(pairs)
            yield at


def _fit(sentence: str) -> bool:
    """Whether a sentence can be a point by itself."""
    return SHORTEST <= len(sentence) <= LONGEST and not _QUESTION.search(sentence)


def _repeats(told: Sequence[Sentence], at: int) -> list[int]:
    """Which sentences say nearly what the one at `at` says."""
    pairs = bigrams(told[at].text)
    return [other for other, one in enumerate(told) if other != at and _repeated(pairs, bigrams(one.text))]


def _repeated(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return contained(shorter, longer) >= REPEATED


def _suggestion(told: Sequence[Sentence], at: int, rank: int) -> Suggestion:
    one = told[at]
    return replace(
        Suggestion(one.text, one.start, one.end, at + 1, len(told), rank),
        before=told[at - 1].text if at else "",
        after=told[at + 1].text if at + 1 < len(told) else "",
    )
