"""Near-duplicate sources: one story of a news agency, as several outlets print it."""

from collections.abc import Sequence

from digest.domain.likeness import contained, pairs

# Stretches of this many characters are hardly ever the same by chance; of pairs two reports on one subject
# share half. The measure is Broder's containment over such "shingles" ("On the resemblance and containment of
# documents", 1997), of the shorter text in the longer, since outlets cut the end off.
SHINGLE, SAME = 8, 0.5
# The beginning will do; of less than the least there is nothing to compare.
LEAST, MOST = 80, 6_000


def near_duplicates(texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Which of `texts` are nearly the same, as groups of their numbers in order; most stand alone."""
    shingles = [_shingles(text) for text in texts]
    group = list(range(len(texts)))
    for later in range(len(texts)):
        for earlier in range(later):
            if _same(shingles[earlier], shingles[later]):
                joined, into = group[later], group[earlier]
                group = [into if one == joined else one for one in group]
    return tuple(tuple(at for at, one in enumerate(group) if one == first) for first in dict.fromkeys(group))


def _shingles(text: str) -> frozenset[str]:
    found = pairs(text[:MOST], SHINGLE)
    return frozenset(found) if len(found) + SHINGLE > LEAST else frozenset()


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return contained(shorter, longer) >= SAME
