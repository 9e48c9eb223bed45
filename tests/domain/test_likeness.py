"""Likeness: which texts have much in common, and which digests are almost the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.likeness import Earlier, bigrams, contained, likeness, similar
from tests.domain.strategies import law, texts

URLS = [f"https://a.jp/{number}" for number in range(4)]
TITLE = "新しいお札は何が変わった？"
NEAR = "新しいお札は何が違う？"  # 0.70
FAR = "古いお札は何が変わった？"  # 0.78 by luck of Japanese, and 0.9 is not reached


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", set()),
        ("。！", set()),
        ("札", {"札"}),
        ("お札。", {"お札"}),
        ("Ａb c", {"ab", "bc"}),
        ("1万、1万", {"1万", "万1"}),
    ],
)
def test_bigrams_are_pairs_of_letters_and_digits(text: str, pairs: set[str]) -> None:
    assert bigrams(text) == pairs


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ("", "", 0),
        ("お札", "", 0),
        ("お札", "硬貨", 0),
        ("お札", "「お札」！", 1),
        ("ABC", "ａｂｃ", 1),
        ("night", "nacht", 0.25),
    ],
)
def test_likeness_is_the_share_of_pairs_in_both(a: str, b: str, share: float) -> None:
    assert likeness(a, b) == share


@law
@given(st.text() | texts, st.text() | texts)
def test_likeness_is_the_same_both_ways_and_whole_for_the_same(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) == likeness(b, a) <= 1
    assert likeness(a, a) == (1 if bigrams(a) else 0)


def test_a_part_is_contained_in_a_longer_text() -> None:
    whole = bigrams("三つの額面が切り替わりました。古いお札も使えます。")
    assert contained(bigrams("古いお札も使えます"), whole) == 1
    assert contained(whole, bigrams("古いお札も使えます")) < 0.5
    assert contained(frozenset(), whole) == 0


@pytest.mark.parametrize(
    ("title", "shared", "found"),
    [
        (TITLE, 0, True),
        (NEAR, 2, True),
        (NEAR, 1, False),
        ("硬貨はなぜ丸い？", 4, False),
    ],
)
def test_a_digest_is_almost_the_same_by_title_and_half_of_its_sources(
    title: str, shared: int, found: bool
) -> None:
    earlier = Earlier("before", title, frozenset(URLS[:shared]))
    assert similar(TITLE, URLS, [earlier]) == ((earlier,) if found else ())


def test_sources_are_the_same_by_their_canonical_address() -> None:
    earlier = Earlier("before", NEAR, frozenset(URLS))
    assert similar(TITLE, [f"{url}?utm_source=x#top" for url in URLS], [earlier]) == (earlier,)
    assert similar(TITLE, ["", "国立印刷局"], [earlier]) == ()
