"""LexRank: the sentences that resemble the others most carry a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain import lexrank as module
from digest.domain.lexrank import lexrank
from tests.domain.strategies import law

CENTRAL = "新しい千円札の肖像は北里柴三郎である。"
TEXT = [
    "会場では温かい飲み物が配られた。",
    "新しい千円札が三日に発行された。",
    CENTRAL,
    "北里柴三郎は破傷風の研究で知られる。",
    "空はよく晴れていた。",
]


def test_the_sentence_that_resembles_others_comes_first() -> None:
    scores = lexrank(TEXT)
    assert TEXT[scores.index(max(scores))] == CENTRAL


def test_the_walk_agrees_with_the_matrix_of_the_paper() -> None:
    """The power method on the whole matrix of similarities, as the paper writes it down."""
    vectors = module._vectors(TEXT)
    matrix = [[sum(a[pair] * b.get(pair, 0) for pair in a) for b in vectors] for a in vectors]
    rows = [[cell / sum(row) for cell in row] for row in matrix]
    count, scores = len(TEXT), [1 / len(TEXT)] * len(TEXT)
    for _ in range(200):
        stepped = [sum(scores[v] * rows[v][u] for v in range(count)) for u in range(count)]
        scores = [module.JUMP / count + (1 - module.JUMP) * step for step in stepped]
    assert lexrank(TEXT) == pytest.approx(scores, abs=1e-5)


def test_a_prior_draws_the_walk_to_where_it_jumps() -> None:
    assert lexrank(TEXT, [1, 0, 0, 0, 0])[0] > lexrank(TEXT)[0]


@law
@given(st.lists(st.text(max_size=30), max_size=12))
def test_scores_make_one_whatever_the_sentences(sentences: list[str]) -> None:
    scores = lexrank(sentences)
    assert len(scores) == len(sentences)
    assert not sentences or sum(scores) == pytest.approx(1)
    assert all(score >= 0 for score in scores)


def test_what_lies_beyond_the_limits_has_no_part_in_it() -> None:
    many = [f"{number}番目の文は{number}のことを言う。" for number in range(module.MOST_SENTENCES + 5)]
    assert lexrank(many)[-5:] == [0.0] * 5
    assert lexrank(["あ" * 1_000_000, "い。"]) == pytest.approx([0.5, 0.5], abs=0.5)
