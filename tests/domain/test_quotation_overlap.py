"""Words in common: texts are compared by their letters, and the longest run is found wherever it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.quotation.folding import excerpt, letters, places, without_addresses
from digest.domain.quotation.overlap import Run, overlap, runs
from digest.domain.quotation.showing import passage
from tests.domain.strategies import law, texts

few = st.text(alphabet="あいう", max_size=14)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("お札が、新しく なりました。", "お札が新しくなりました"),
        ("２０２４年7月３日（水）", "2024年7月3日水"),
        ("ＮＩＣＴ と NiCT", "nictとnict"),
        ("ｶﾞﾗｽ・か\u3099らす・ガラス", "ガラスがらすガラス"),
        ("1㎞は1,000ｍ", "1kmは1000m"),
        ("**太字**と「かぎ」…！？", "太字とかぎ"),
        ("コーヒー、人々、〇", "コーヒー人々〇"),
        ("", ""),
        ("、。！", ""),
    ],
)
def test_only_letters_and_digits_count_and_width_and_case_do_not(text: str, folded: str) -> None:
    assert letters(text) == folded


@given(texts)
@law
def test_every_letter_knows_where_it_was_written(text: str) -> None:
    where = places(text)
    assert len(where) == len(letters(text))
    assert all(letters(text[a:b]) for a, b in where)
    assert where == sorted(where)
    for start, end in pairwise(range(0, len(where), 3)):
        assert excerpt(text, start, end) == text[where[start][0] : where[end - 1][1]]


def test_the_address_of_a_link_is_not_what_the_text_says() -> None:
    text = "[募集の案内](https://example.jp/a)を読む（約5分）"
    assert len(without_addresses(text)) == len(text)
    assert letters(without_addresses(text)) == "募集の案内を読む約5分"


@given(texts, texts, texts)
@law
def test_the_overlap_with_a_source_that_contains_the_text_is_all_its_letters(
    before: str, text: str, after: str
) -> None:
    assert overlap(letters(text), letters(f"{before}。{text}。{after}")) == len(letters(text))


@given(st.lists(few, min_size=1, max_size=4), st.lists(few, max_size=3), st.integers(1, 4))
@law
def test_the_runs_are_those_that_are_found_by_trying_all(
    said: list[str], kept: list[str], least: int
) -> None:
    sources = {str(number): text for number, text in enumerate(kept)}
    for statement, found in zip(said, runs(said, sources, least), strict=True):
        wanted = [(name, *run) for name, text in sources.items() for run in tried(statement, text, least)]
        assert [(run.source, run.start, run.end) for run in found] == wanted
        for run in found:
            assert sources[run.source][run.there :].startswith(statement[run.start : run.end])


def tried(statement: str, source: str, least: int) -> list[tuple[int, int]]:
    """Each run of at least `least` letters, from where to where, that goes no further."""
    ends = range(1, len(statement) + 1)
    longest = [max(n for n in range(end + 1) if statement[end - n : end] in source) for end in ends]
    after = [*longest, 0][1:]
    return [
        (end - n, end)
        for end, n, then in zip(ends, longest, after, strict=True)
        if n >= least and then != n + 1
    ]


def test_a_text_that_says_one_thing_over_and_over_is_read_once() -> None:
    assert overlap("あ" * 3_000, "あ" * 50_000) == 3_000
    assert [len(found) for found in runs(["あ" * 9_000] * 3, {"a": "あ" * 9_000}, 6)] == [1, 1, 1]


def test_the_passage_is_what_the_source_says_in_the_run_and_nothing_beside_it() -> None:
    source = "前置きです。傾けると、肖像が\n  回って見える。続きです。"
    statement = "傾けると肖像が回って見える"
    run = runs([statement], {"c1": letters(source)}, 6)[0][0]
    assert run == Run("c1", 0, 13, 5)
    assert passage(source, run) == "傾けると、肖像が 回って見える"


def test_a_long_passage_is_cut_in_the_middle() -> None:
    source = "\n・ ".join("一二三四五六七八九十" * 30)
    shown = passage(source, Run("c1", 0, 300, 0))
    assert len(shown) < 410
    assert " … " in shown
