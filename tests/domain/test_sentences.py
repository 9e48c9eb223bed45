"""Sentences: where one ends and the next begins, in Japanese and in English."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.sentences import sentences
from tests.domain.strategies import law


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        ("\n \u3000\n", []),
        ("雨が降る。風も吹く！", ["雨が降る。", "風も吹く！"]),
        ("「来た。見た。」と言った。次だ。", ["「来た。見た。」と言った。", "次だ。"]),
        ("負けた「A（B。C）D。」だ。終わり。", ["負けた「A（B。C）D。」だ。", "終わり。"]),
        ("「若い人は少ない」。男性は話す。", ["「若い人は少ない」。", "男性は話す。"]),
        ("（注。）雨だ。", ["（注。）雨だ。"]),
        # Somebody talks for a whole paragraph.
        ("「センサーは増えた。耳も要る」", ["センサーは増えた。", "耳も要る"]),
        # What is never closed, or never opened, holds nothing together.
        ("「開いたまま。次。", ["「開いたまま。", "次。"]),
        ("閉じた」だけ。次。", ["閉じた」だけ。", "次。"]),
        ("え、来るの！？来ない。", ["え、来るの！？", "来ない。"]),
        ("来るのか？と聞いた。ところが来ない。", ["来るのか？と聞いた。", "ところが来ない。"]),
        ("率は３．５％だ．次も同じだ．", ["率は３．５％だ．", "次も同じだ．"]),
        ("見出し\n本文だ。", ["見出し", "本文だ。"]),
        ("・一つ目\n● 二つ目。\n1. 三つ目。\n（2） 四つ目", ["一つ目", "二つ目。", "三つ目。", "四つ目"]),
        ("It is 3.5 m. He came. Why? Yes!", ["It is 3.5 m.", "He came.", "Why?", "Yes!"]),
        ("Mr. Smith and J. K. Rowling met.", ["Mr. Smith and J. K. Rowling met."]),
        ("He left at 5 p.m. on Monday. No.", ["He left at 5 p.m. on Monday.", "No."]),
        ("He lives in the U.S. He likes it.", ["He lives in the U.S.", "He likes it."]),
        ("The U.S. Senate met. Yahoo! paid.", ["The U.S. Senate met.", "Yahoo! paid."]),
        ("“It works.” She left.", ["“It works.”", "She left."]),
        ('"Go. Now," he said. We went.', ['"Go. Now," he said.', "We went."]),
        ("See www.example.com/a.b today. Bye.", ["See www.example.com/a.b today.", "Bye."]),
    ],
)
def test_a_text_is_cut_where_sentences_end(text: str, cut: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == cut


def test_a_sentence_knows_its_paragraph_and_whether_it_is_whole() -> None:
    found = sentences("見出し\n\n一つ目。二つ目。\n「話した。もう一つ」\n終わりの語")
    assert [(one.paragraph, one.opens, one.whole) for one in found] == [
        (0, True, False),
        (1, True, True),
        (1, False, True),
        (2, True, True),
        (2, False, True),
        (3, True, False),
    ]


@law
@given(st.text(st.sampled_from('「」『（）("“” 。．.！？!?…\nあ1AaMr・-\u3000')) | st.text())
def test_sentences_stand_where_they_say_and_leave_only_marks_and_space_out(text: str) -> None:
    found = sentences(text)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert all(one.text == one.text.strip(" \u3000\t") != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["「", "」", "。", "「」", "「あ。「", "(", '"', "a. ", "1. ", "- ", " ", "？と", "…"]
)
def test_text_made_to_be_hard_work_is_none(piece: str) -> None:
    """Were it quadratic, this would take minutes."""
    assert len(sentences(piece * 50_000 + "。")) <= 50_001
