"""Folding: what makes no difference to whoever searches."""

import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.domain.search import folding
from digest.domain.search.folding import folded_for_search, folded_with_places
from tests.domain.strategies import law, texts

any_text = texts | st.text(max_size=30) | st.text(alphabet="ｶﾞﾟ゛がカ-ー－　 \né㎞﨑\u0301\u3099", max_size=12)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ　１２３", "abc 123"),
        ("ﾊﾟﾝﾀﾞ", "ぱんだ"),
        ("パンダ", "ぱんだ"),
        ("か゛き", "がき"),
        ("か\u3099", "が"),
        ("が", "が"),
        ("ヴァイオリン", "ゔぁいおりん"),
        ("三ヵ国、霞ヶ関", "三か国、霞け関"),
        ("霞ケ関", "霞け関"),
        ("Café Zürich Łódź", "cafe zurich lodz"),
        ("Straße", "strasse"),
        ("Й", "й"),
        ("国連 國聯", "国連 国聯"),
        ("髙﨑さんと渡邉・渡邊", "高崎さんと渡辺・渡辺"),
        ("神\ufa19", "神神"),
        ("葛\U000e0100城", "葛城"),
        ("辯護士の花瓣", "弁護士の花弁"),
        (" a \u3000\t\r\nb\u2028c\x85 ", "a b c"),
        ("㎞ ㈱ ① ㍻", "km (株) 1 平成"),
        ("サ−ビス、コピ―", "さーびす、こぴー"),
        ("それは――という", "それは--という"),
        ("1–2 — 3", "1-2 - 3"),
        ("“いい” ‘no’", "\"いい\" 'no'"),
        ("ジョン･スミス", "じょん・すみす"),
        ("え〜 え～", "え~ え~"),
        ("ゼロ\u200b幅\u00ad\ufeff\u200e", "ぜろ幅"),
        ("👩\u200d🔬❤\ufe0f", "👩🔬❤"),
        ("\x00\x1b\ud800\ue000\U000f0000", ""),
        ("\u1112\u1161\u11ab국", "한국"),
        ("\uffa1\uffc2", "가"),
    ],
)
def test_what_is_alike(written: str, folded: str) -> None:
    assert folded_for_search(written) == folded


def test_no_character_changes_when_it_is_folded_again_nor_is_private_or_unseen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A table of its own, for every sign of every script is met here.
    monkeypatch.setattr(folding, "_table", folding._Table())
    for code in (
        *range(0x33FF),
        *range(0x4E00, 0xA000, 7),
        *range(0xD700, 0x10000),
        *range(0x1D400, 0x1F900),
    ):
        folded = folded_for_search(chr(code))
        assert folded_for_search(folded) == folded
        assert not any(0xD800 <= ord(each) < 0xF900 or ord(each) < 0x20 for each in folded)


def test_the_table_of_what_was_folded_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "_table", folding._Table())
    monkeypatch.setattr(folding, "_KEPT", 10)
    assert folded_for_search("ABCDEFGHIJKLMNOP") == "abcdefghijklmnop"
    assert len(folding._table) == 10


@given(any_text)
@example("か\u3099 \u3099")
@example("コ--ヒ-")
@law
def test_folding_again_changes_nothing(text: str) -> None:
    folded = folded_for_search(text)
    assert folded_for_search(folded) == folded
    assert folded == folded.strip()


@given(any_text)
@example("ｶﾞ ㎞\u0301 ")
@law
def test_each_folded_character_has_its_place(text: str) -> None:
    folded, places = folded_with_places(text)
    assert folded == folded_for_search(text)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(any_text, any_text)
@law
def test_lines_are_folded_apart_from_each_other(one: str, other: str) -> None:
    folded = f"{folded_for_search(one)} {folded_for_search(other)}".strip()
    # A mark at the beginning of a line would make one character with the end of the line before it.
    assert folded_for_search(f"{one}\n \n{other}") == folded


def test_the_old_forms_are_hundreds_and_lead_nowhere_but_to_a_form_of_today() -> None:
    forms = folding._NEW_FORMS
    assert len(forms) >= 350
    assert not set(forms) & set(forms.values())
    assert sys.maxunicode > max(map(ord, forms))
    for new in forms.values():
        new.encode("iso2022_jp")


def test_no_character_stands_twice_among_the_old_forms() -> None:
    lines = Path(folding.__file__).with_name("old_forms.txt").read_text("utf-8").splitlines()
    written = "".join("".join(line.split()) for line in lines if not line.startswith("#"))
    assert len(written) == len(set(written))
