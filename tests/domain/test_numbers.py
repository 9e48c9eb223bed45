"""Numbers in texts, whatever they are written in."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.numbers import Unit, missing, numbers
from tests.domain.strategies import law


def values(text: str) -> list[str]:
    """The numbers in `text` as value and unit."""
    return [f"{number.value}{number.unit and f' {number.unit}'}" for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("数はない。", []),
        ("3人と３名", ["3 count", "3 count"]),
        ("三千人", ["3000 count"]),
        ("3千人", ["3000 count"]),
        ("１２，０００円", ["12000 count"]),
        ("12,000円", ["12000 count"]),
        ("1万2000円", ["12000 count"]),
        ("1.2万円", ["12000 count"]),
        ("一万二千円", ["12000 count"]),
        ("１万２千円", ["12000 count"]),
        ("5億3200万円", ["532000000 count"]),
        ("二兆円", ["2000000000000 count"]),
        ("千九百四十五年", ["1945 year"]),
        ("一九四五年", ["1945 year"]),
        ("二〇二六年", ["2026 year"]),
        ("令和8年", ["2026 year"]),
        ("令和八年十一月三日", ["2026 year", "11 month", "3 day"]),
        ("令和元年", ["2019 year"]),
        ("昭和64年1月7日", ["1989 year", "1 month", "7 day"]),
        ("2026年11月1日 9時05分", ["2026 year", "11 month", "1 day", "9 hour", "5 minute"]),
        ("午後3時と15時", ["3 hour", "3 hour"]),
        ("2026-11-01", ["2026 year", "11 month", "1 day"]),
        ("2026/11/1", ["2026 year", "11 month", "1 day"]),
        ("11/1 15:30", ["11 month", "1 day", "3 hour", "30 minute"]),
        ("November 1, 2026", ["11 month", "1 day", "2026"]),
        ("1 Nov 2026", ["1 day", "11 month", "2026"]),
        ("3割、30％、30%、30パーセント", ["30 percent"] * 4),
        ("二割五分", ["25 percent"]),
        ("30 percent or 30 per cent", ["30 percent"] * 2),
        ("3ポイント上がる", ["3 count"]),
        ("3か月、24時間、30分の遅れ", ["3 count", "24 count", "30 minute"]),
        ("3分の1", ["1/3 count"]),
        ("1.2 million and 3,400", ["1200000", "3400"]),
        ("3〜5人", ["3", "5 count"]),
        ("10.5度", ["21/2 count"]),
        ("二十四・三九〇〇メートル", ["2439/100 count"]),
        ("三・四年生", ["3", "4 year"]),
        ("1,2,3", ["1", "2", "3"]),
        ("1,2345", ["1", "2345"]),
        ("数千人、何百回、数十年", []),
        ("百千人", []),
        ("9" * 60, []),
    ],
)
def test_a_number_is_what_it_means(text: str, found: list[str]) -> None:
    # Of a date only the order within is told by the language.
    assert sorted(values(text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "十分な量",
        "一部の人",
        "万が一",
        "統一する",
        "千葉県",
        "九州の人",
        "一人で",
        "三菱の車",
        "唯一の",
        "百貨店",
    ],
)
def test_kanji_that_may_be_a_word_are_no_sure_number(text: str) -> None:
    assert not [number for number in numbers(text) if number.sure]


@pytest.mark.parametrize(
    ("text", "source", "marked"),
    [
        ("三千人が参加", "参加者は3,000人。", []),
        ("1万2000人", "およそ1.2万人", []),
        ("令和8年に", "2026年に", []),
        ("2026年に", "since 2026", []),
        ("3割が反対", "反対は30％", []),
        ("15時に", "午後3時から", []),
        ("11月1日", "2026-11-01", []),
        ("3人", "3月に", ["3人"]),
        ("30人", "30％", ["30人"]),
        ("4,000人", "3,000人", ["4,000人"]),
        ("３０００人と四千円", "三千人", ["四千円"]),
        ("2025年11月1日", "2026年11月1日", ["2025年"]),
        ("四万十川", "四万十川の水", []),
        ("五十嵐さんが3つ", "五十嵐", ["3つ"]),
        ("十分に一人で", "", []),
    ],
)
def test_what_does_not_occur_in_the_source_is_told(text: str, source: str, marked: list[str]) -> None:
    found = [text[number.start : number.end] for number in missing(text, source)]
    assert found == [shown[: len(each)] for shown, each in zip(marked, found, strict=True)]


@law
@given(st.integers(1, 10**12 - 1))
def test_every_way_to_write_a_number_means_it(number: int) -> None:
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    for text in (str(number), f"{number:,}", f"{number:,}".translate(wide), mixed(number), in_kanji(number)):
        assert [each.value for each in numbers(f"{text}円")] == [Fraction(number)], text


LARGE = (("億", 10**8), ("万", 10**4), ("", 1))


def mixed(number: int) -> str:
    """`number` as newspapers write it."""
    return "".join(f"{part}{sign}" for sign, size in LARGE if (part := number // size % 10**4))


def in_kanji(number: int) -> str:
    """`number` as it is written by hand."""
    signs, out = "〇一二三四五六七八九", ""
    for large, size in LARGE:
        part = number // size % 10**4
        for small, of in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
            if digit := part // of % 10:
                out += f"{signs[digit] if digit > 1 or of == 1 else ''}{small}"
        out += large if part else ""
    return out


@law
@given(st.text(max_size=80))
def test_numbers_of_any_text_stand_where_they_say(text: str) -> None:
    found = numbers(text)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert missing(text, text) == []
    assert {number.unit for number in found} <= set(Unit)
