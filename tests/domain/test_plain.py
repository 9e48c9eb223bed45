"""Plain text as the tree may hold it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.plain import BIDI_CONTROLS, clean, one_line, paragraphs
from tests.domain.strategies import law, texts


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("  お札 \u3000", "お札"),
        ("一\n二", "一 二"),
        ("一 \r\n\n\t二\r", "一 二"),
        ("一\u2028二\x85三", "一 二 三"),
        ("a\tb", "a b"),
        ("a  b\u3000c", "a  b\u3000c"),
        ("\ufeffa\u202eb\u2069", "ab"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("\ud800a\uffff", "a"),
        ("👩\u200d🔬 ✅\ufe0f", "👩\u200d🔬 ✅\ufe0f"),
        ("が か\u3099", "が か\u3099"),
    ],
)
def test_a_line_is_one_clean_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ""),
        ("\n \n", ""),
        ("一\n二", "一\n二"),
        ("\n一\n\n\n\u3000\n二\n\n", "一\n\n二"),
        ("一\r\n\r\n二", "一\n\n二"),
        ("  - a\n  - b", "- a\n- b"),
    ],
)
def test_paragraphs_have_one_blank_line_between_them(text: str, lines: str) -> None:
    assert paragraphs(text) == lines


@law
@given(st.text() | texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for form in (clean, one_line, paragraphs):
        assert form(form(text)) == form(text)


@law
@given(st.text() | texts)
def test_no_invisible_control_is_left(text: str) -> None:
    for character in clean(text):
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs")
        assert character not in BIDI_CONTROLS


@law
@given(st.text() | texts)
def test_what_readers_see_stays_in_its_order(text: str) -> None:
    def seen(text: str) -> str:
        kept = (c for c in text if unicodedata.category(c) not in ("Cc", "Cs") and not c.isspace())
        return "".join(c for c in kept if c not in f"{BIDI_CONTROLS}\ufeff\ufffe\uffff")

    assert seen(one_line(text)) == seen(paragraphs(text)) == seen(text)
