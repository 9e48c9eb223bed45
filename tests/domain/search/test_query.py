"""Queries: what is typed, read as terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.search.folding import folded_for_search
from digest.domain.search.query import MOST_TERMS, Query, read_query
from digest.domain.search.tokens import wanted
from tests.domain.strategies import law, texts


@pytest.mark.parametrize(
    ("typed", "terms", "without"),
    [
        ("", [], []),
        ("停戦", ["停戦"], []),
        ("停戦　合意 停戦", ["停戦", "合意"], []),
        ("ＧＤＰ ガザ", ["gdp", "がざ"], []),
        ('"cease fire" now', ["cease fire", "now"], []),
        ("“停戦 合意”", ["停戦 合意"], []),
        ("＂停戦 合意＂", ["停戦 合意"], []),
        ("「停戦 合意」 ガザ", ["停戦 合意", "がざ"], []),
        ("『停戦』", ["停戦"], []),
        ("映画「君の名は」", ["映画「君の名は"], []),
        ("「停戦」合意", ["停戦」合意"], []),
        ("停戦 -合意", ["停戦"], ["合意"]),
        ("停戦 －合意 −終戦", ["停戦"], ["合意", "終戦"]),
        ('停戦 -"恒久 和平" -「一時 休止」', ["停戦"], ["恒久 和平", "一時 休止"]),
        ("covid-19 e-mail", ["covid-19", "e-mail"], []),
        ("停戦 - 合意", ["停戦", "合意"], []),
        ("--停戦", [], ["停戦"]),
        ('"停戦"-合意', ["停戦", "合意"], []),
        ('"閉じない 引用', ["閉じない", "引用"], []),
        ('-"閉じない 引用', ["閉じない", "引用"], []),
        ("停戦、 (合意) 。 ・", ["停戦", "合意"], []),
        ('"" 「」 "。"', [], []),
        ("#停戦 C# C++ 100% #", ["停戦", "c#", "c++", "100%", "#"], []),
        ("停", ["停"], []),
        ("3", ["3"], []),
        ("😀", ["😀"], []),
        ("\ud800\x00", [], []),
        (" ".join("あいうえおかきくけこ"), list("あいうえおかきく"), []),
    ],
)
def test_what_is_read(typed: str, terms: list[str], without: list[str]) -> None:
    assert read_query(typed) == Query(tuple(terms), tuple(without))


def test_what_is_typed_beyond_a_length_is_not_read() -> None:
    assert read_query("x" * 999 + " 停戦").terms == ("x" * 999,)


@given(texts | st.text(alphabet='停戦a -－"“”「」『』#　。', max_size=40))
@law
def test_any_text_is_read_into_few_folded_terms_that_want_tokens(typed: str) -> None:
    query = read_query(typed)
    for terms in (query.terms, query.without):
        assert len(terms) == len(set(terms)) <= MOST_TERMS
        assert all(wanted(term) and folded_for_search(term) == term for term in terms)
