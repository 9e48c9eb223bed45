"""Passages: the sentences of a source that a point may rest on, found by what they say."""

from digest.domain.likeness import bigrams, contained
from digest.domain.search_text import folded
from digest.domain.sentences import sentences

FOUND_MOST, LENGTH_MOST = 5, 300
# Below this share of its pairs of characters a sentence has nothing to do with what is looked for.
LIKE = 0.2


def passages(text: str, query: str) -> list[str]:
    """The sentences of `text` that say most of `query`, best first, at most FOUND_MOST; a long one is cut.

    One that has the very words comes before all that have only much of them. Nobody is shown more of a source
    than this: its text is kept for checks, not to be read here.
    """
    wanted, words = bigrams(query), folded(query)
    ranked = []
    for at, sentence in enumerate(dict.fromkeys(each.text[:LENGTH_MOST].strip() for each in sentences(text))):
        score = contained(wanted, bigrams(sentence)) + (words in folded(sentence))
        if wanted and score >= LIKE:
            ranked.append((-score, at, sentence))
    return [sentence for _, _, sentence in sorted(ranked)[:FOUND_MOST]]
