"""LexRank: how central each sentence is among all that a text, or several, say.

Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", Journal of
Artificial Intelligence Research 22 (2004), 457-479. A sentence is central when many central sentences
resemble it: the scores are the stationary distribution of a walk over sentences, which steps to another in
proportion to their idf-modified cosine, or jumps anywhere with probability JUMP. What differs from the paper:

- Terms are pairs of neighbouring characters, not words, which Japanese does not mark; and idf is counted over
  the sentences at hand, not over a collection, which there is none of.
- It is the paper's "continuous LexRank": every resemblance counts by its weight, none is cut off at a
  threshold. On our marked articles (benchmarks/suggestions.py) each threshold from 0.02 to 0.15 did worse.
  The matrix of similarities is then the product of the sentences' vectors with themselves, and a step of the
  power iteration goes through the vectors: time and memory grow with the text, not with its square.
- The walk may jump by `prior` instead of evenly (as in Otterbacher, Erkan and Radev, "Biased LexRank",
  Information Processing and Management 45 (2009), 42-54).
"""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

from digest.domain.likeness import pairs

# What lies beyond these has no part in it: a page of the net may be a book, or made to be hard work.
MOST_SENTENCES, MOST_CHARACTERS = 200, 400
JUMP = 0.15
ROUNDS, CLOSE = 60, 1e-6

# The weight of each pair of characters in a sentence; the whole has length 1.
Vector = dict[str, float]


def lexrank(sentences: Sequence[str], prior: Sequence[float] = ()) -> list[float]:
    """The score of each sentence; together they make 1. Beyond the first MOST_SENTENCES it is 0.

    `prior` weighs where the walk jumps to; without it each sentence is as likely.
    """
    ranked = sentences[:MOST_SENTENCES]
    if not ranked:
        return []
    vectors = _vectors(ranked)
    jump = _shares(prior[: len(ranked)] or [1.0] * len(ranked))
    scores = _walk(vectors, jump)
    return scores + [0.0] * (len(sentences) - len(ranked))


def _vectors(sentences: Sequence[str]) -> list[Vector]:
    """Each sentence by its pairs of characters, weighed by how often and how rare they are."""
    counts = [Counter(pairs(sentence[:MOST_CHARACTERS])) for sentence in sentences]
    within = Counter(pair for count in counts for pair in count)
    idf = {pair: log(len(sentences) / number) for pair, number in within.items()}
    weighed = [{pair: tf * idf[pair] for pair, tf in count.items() if idf[pair]} for count in counts]
    return [_unit(vector) for vector in weighed]


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {pair: weight / length for pair, weight in vector.items()}


def _walk(vectors: list[Vector], jump: list[float]) -> list[float]:
    """Where a long walk is found, by sentence: the power method, until it hardly changes."""
    degrees = _resembling(vectors, [1.0] * len(vectors))
    scores = jump
    for _ in range(ROUNDS):
        # A sentence that resembles none, not even itself, has nowhere to step to: from there one jumps.
        stuck = sum(score for score, degree in zip(scores, degrees, strict=True) if not degree)
        shares = [score / degree if degree else 0.0 for score, degree in zip(scores, degrees, strict=True)]
        stepped = _resembling(vectors, shares)
        jumping = JUMP + (1 - JUMP) * stuck
        new = [jumping * to + (1 - JUMP) * step for to, step in zip(jump, stepped, strict=True)]
        moved = sum(abs(a - b) for a, b in zip(new, scores, strict=True))
        scores = new
        if moved < CLOSE:
            break
    return scores


def _resembling(vectors: list[Vector], weights: list[float]) -> list[float]:
    """For each sentence the sum of its similarities to all, weighed by `weights`."""
    whole: Vector = {}
    for vector, weight in zip(vectors, weights, strict=True):
        for pair, share in vector.items():
            whole[pair] = whole.get(pair, 0.0) + weight * share
    return [sum(share * whole[pair] for pair, share in vector.items()) for vector in vectors]


def _shares(weights: Sequence[float]) -> list[float]:
    """`weights` as parts of 1."""
    whole = sum(weights)
    return [weight / whole for weight in weights] if whole else [1 / len(weights)] * len(weights)
