"""Headings break at phrases."""

import re

import pytest

from digest.domain.phrases import MOST, phrases


def test_japanese_gets_breaks_and_keeps_its_letters() -> None:
    broken = phrases("新しいお札は何が変わった？<b>", "ja")
    assert "<wbr>" in broken
    assert broken.replace("<wbr>", "") == "新しいお札は何が変わった？&lt;b&gt;"


def test_other_languages_and_very_long_texts_are_left_alone() -> None:
    assert phrases("Seven digits & more", "en") == "Seven digits &amp; more"
    assert "<wbr>" not in phrases("札" * (MOST + 1), "ja")


@pytest.mark.parametrize(
    "text",
    ["うるう秒はなくなるのか、2035年までに変わる時刻の決まり", "漢字は2,136字", "約3.5kmのCO2"],
)
def test_a_number_and_a_latin_word_stay_whole(text: str) -> None:
    assert not re.search(r"[0-9A-Za-z,.]<wbr>[0-9A-Za-z,.]", phrases(text, "ja"))


def test_a_half_width_question_mark_ends_a_phrase() -> None:
    assert "変わった?<wbr>20年" in phrases("新しいお札は何が変わった?20年ぶりの改刷を読み解く", "ja")
