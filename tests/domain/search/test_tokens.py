"""Tokens: what the index holds of a text, and what a text says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.domain.search.folding import folded_for_search
from digest.domain.search.tokens import LONGEST, MOST_WANTED, bare, places, says, tokens, wanted
from tests.domain.strategies import law, texts

folded = (st.text(alphabet="停戦のがーab3é०ि -.、%😀한ก\u3007", max_size=24) | texts).map(folded_for_search)


@pytest.mark.parametrize(
    ("text", "all_of_them"),
    [
        ("", ""),
        ("停戦", "停 戦 停戦"),
        ("停戦、合意", "停 戦 停戦 合 意 合意"),
        ("すーぱー", "す ー ぱ すー ーぱ ぱー"),
        ("佐々木〆〇", "佐 々 木 〆 〇 佐々 々木 木〆 〆〇"),
        ("2024年に", "2024 年 に 年に"),
        ("covid-19 at&t", "covid 19 at & t"),
        ("c++ c# 3.5%", "c + # 3 5 %"),
        ("한국", "한 국 한국"),
        ("ไทย", "ไ ท ย ไท ทย"),
        ("हिन्दी में", "हिन्दी में"),
        ("москва", "москва"),
        ("😀👩🔬→", "😀 👩 🔬 →"),
        ("。、「」・!?…()_*", ""),
        ("a" * 100, "a" * LONGEST),
    ],
)
def test_tokens_of_a_text(text: str, all_of_them: str) -> None:
    assert tokens(text) == set(all_of_them.split())


@pytest.mark.parametrize(
    ("term", "needed"),
    [
        ("停", "停"),
        ("停戦", "停戦"),
        ("停戦合意", "停戦 戦合 合意"),
        ("2024年", "2024 年"),
        ("read the news", "read the news"),
        ("。", ""),
        ("", ""),
    ],
)
def test_what_a_term_wants(term: str, needed: str) -> None:
    assert wanted(term) == set(needed.split())


def test_a_long_phrase_wants_some_tokens_from_all_of_its_length() -> None:
    phrase = "".join(chr(0x4E00 + at) for at in range(200))
    assert len(wanted(phrase)) == MOST_WANTED
    assert wanted(phrase) <= tokens(phrase)
    assert {pair for pair in wanted(phrase) if pair in phrase[150:]}


@pytest.mark.parametrize(
    ("term", "text", "where"),
    [
        ("戦", "停戦と休戦", [1, 4]),
        ("停戦", "第2次停戦合意", [3]),
        ("art", "start art artist art", [6, 17]),
        ("art", "アートart展", [3]),
        ("3", "2023 3年 v3 3.5", [5, 11]),
        ("2024", "2024年", [0]),
        ("年3", "2024年3月", [4]),
        ("年3", "2024年31日", []),
        ("c++", "c++とc+++", [0, 4]),
        ("+", "c++", [1, 2]),
        ("e mail", "the mail e mail", [9]),
        ("हि", "हिन्दी", []),
        ("", "a", []),
        ("ああ", "あああ", [0]),
    ],
)
def test_where_a_term_stands(term: str, text: str, where: list[int]) -> None:
    assert list(places(term, text)) == where
    assert says(term, text) is bool(where)


@pytest.mark.parametrize(
    ("term", "what_is_left"),
    [
        ("停戦、", "停戦"),
        ("(停戦)合意!", "停戦)合意"),
        ("c#", "c#"),
        ("100%", "100%"),
        ("・。", ""),
        ("", ""),
    ],
)
def test_punctuation_at_the_ends_of_a_term_says_nothing(term: str, what_is_left: str) -> None:
    assert bare(term) == what_is_left


@given(folded, st.data())
@example("a" * 70 + " b", None)
@law
def test_whatever_says_a_term_has_what_the_term_wants(text: str, data: st.DataObject | None) -> None:
    start = data.draw(st.integers(0, len(text))) if data else 0
    end = data.draw(st.integers(start, len(text))) if data else 70
    term = text[start:end].strip()
    if says(term, text):
        assert wanted(term) <= tokens(text)


@given(folded)
@law
def test_a_text_says_itself_and_its_tokens_are_bounded(text: str) -> None:
    assert says(text, text) is bool(text)
    assert wanted(text) <= tokens(text)
    assert len(tokens(text)) <= 2 * len(text)
    assert not any(" " in token or len(token) > LONGEST for token in tokens(text))


@given(folded, folded)
@law
def test_no_token_spans_two_lines(one: str, other: str) -> None:
    assert tokens(f"{one}\n{other}") == tokens(one) | tokens(other)


@given(folded)
@law
def test_what_is_bare_has_the_tokens_of_the_whole(text: str) -> None:
    assert wanted(bare(text)) == wanted(text)
