"""Near spellings: what a reader may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.search.near import MOST, _distance, near

NAMES = [
    *("ウクライナ", "ガザ停戦", "停戦合意", "経済", "経済政策", "日本銀行", "ドナルド・トランプ"),
    *("Donald Trump", "Reuters", "World Bank", "AI", "Art"),
]


@pytest.mark.parametrize(
    ("term", "names"),
    [
        ("ウクライア", ["ウクライナ"]),
        ("ウラクイナ", ["ウクライナ"]),
        ("停戦", ["ガザ停戦", "停戦合意"]),
        ("經濟", ["経済", "経済政策"]),
        ("経済対策", ["経済", "経済政策"]),
        ("Tramp", ["Donald Trump"]),
        ("trumo", ["Donald Trump"]),
        ("トランブ", ["ドナルド・トランプ"]),
        ("Rueters", ["Reuters"]),
        ("world", ["World Bank"]),
        ("日銀", []),
        ("A", []),
        ("ai", ["AI"]),
        ("Smart", []),
        ("", []),
        ("。", []),
    ],
)
def test_names_that_are_spelled_nearly_so(term: str, names: list[str]) -> None:
    assert near(term, NAMES) == names


def test_few_names_are_offered_and_each_once() -> None:
    assert len(near("経済", ["経済政策", "経済政策", *(f"経済{number}" for number in range(9))])) == MOST


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("ab", "ba", 1),
        ("abc", "acb", 1),
        ("kitten", "sitting", 3),
        ("ca", "abc", 3),
    ],
)
def test_the_distance_of_two_words(a: str, b: str, distance: int) -> None:
    assert _distance(a, b) == distance


@given(st.text("ab停", max_size=6), st.text("ab停", max_size=6))
def test_the_distance_is_the_same_both_ways(a: str, b: str) -> None:
    assert _distance(a, b) == _distance(b, a) <= max(len(a), len(b))
    assert (_distance(a, b) == 0) is (a == b)
