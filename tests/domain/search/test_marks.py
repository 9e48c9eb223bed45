"""Marks: what of a text is shown as found."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.domain.search.folding import folded_for_search
from digest.domain.search.marks import MOST, marked, passage
from digest.domain.search.tokens import says
from tests.domain.strategies import law, texts

LONG = (
    "はじめに。"
    + "あ" * 200
    + "。国連で停戦の決議が採択された。"
    + "い" * 200
    + "停戦から合意へ。"
    + "う" * 200
)
any_text = texts | st.text(alphabet="停戦か\u3099ｶﾞa é㎞👩\u200d🔬🇯🇵。", max_size=200)


def shown(pieces: tuple[tuple[str, bool], ...]) -> str:
    """The pieces with the hits in brackets."""
    return "".join(f"[{text}]" if hit else text for text, hit in pieces)


@pytest.mark.parametrize(
    ("text", "terms", "marks"),
    [
        ("停戦の合意", ["停戦"], "[停戦]の合意"),
        ("停戦の合意", [], "停戦の合意"),
        ("", ["停戦"], ""),
        ("停戦合意", ["停戦", "戦合"], "[停戦合]意"),
        ("停停", ["停"], "[停][停]"),
        ("ｶﾞｻﾞで", ["がざ"], "[ｶﾞｻﾞ]で"),
        ("スーパー", ["ー"], "ス[ー]パ[ー]"),
        ("The Café’s art, start", ["cafe", "art"], "The [Café]’s [art], start"),
        ("Cafe\u0301!", ["cafe"], "[Cafe\u0301]!"),
        ("国立の國會と国会", ["国会"], "国立の[國會]と[国会]"),
        ("㎞走る㈱", ["km走", "株"], "[㎞走]る[㈱]"),
        ("👩\u200d🔬と🔬", ["🔬"], "[👩\u200d🔬]と[🔬]"),
        ("🇯🇵", ["🇵"], "[🇯🇵]"),
        ("A  \n B.", ["a b"], "[A  \n B]."),
        (" a ", ["a"], " [a] "),
        ("安倍\U000e0100さん", ["安倍"], "[安倍\U000e0100]さん"),
    ],
)
def test_all_that_is_said_is_marked(text: str, terms: list[str], marks: str) -> None:
    assert shown(marked(text, terms)) == marks
    assert shown(passage(text, terms)) == marks


@pytest.mark.parametrize(
    ("terms", "begins", "ends"),
    [
        (["決議"], "…国連で停戦の[決議]が採択された。い", "い…"),
        (["合意", "停戦"], f"…{'い' * 40}[停戦]から[合意]へ。う", "う…"),
        (["ない"], "はじめに。あ", "あ…"),
        (["へ。う"], "…" + "い" * 30, "う…"),
    ],
)
def test_a_passage_begins_with_a_sentence_and_shows_as_many_terms_as_it_can(
    terms: list[str], begins: str, ends: str
) -> None:
    pieces = passage(LONG, terms)
    assert shown(pieces).startswith(begins)
    assert shown(pieces).endswith(ends)
    assert MOST - 30 <= len("".join(text for text, _ in pieces)) <= MOST + 2


def test_a_passage_at_the_end_of_a_text_shows_what_is_before() -> None:
    text = "あ" * 200 + "停戦"
    assert shown(passage(text, ["停戦"])) == f"…{'あ' * (MOST - 2)}[停戦]"


def test_english_is_cut_between_words() -> None:
    text = "Some words come before it and then the council voted for a truce. " * 4
    assert shown(passage(text, ["truce"], most=60)) == (
        "…voted for a [truce]. Some words come before it and then the…"
    )


def test_a_phrase_that_is_longer_than_a_passage_is_marked_as_far_as_it_goes() -> None:
    pieces = passage("x" * 50 + "あ" * 300, ["あ" * 300])
    assert [hit for _, hit in pieces] == [False, False, True, False]
    assert sum(len(text) for text, _ in pieces) == MOST + 2


@given(any_text, any_text)
@example("停\u0301" * 80, "停")
@example("🇯🇵" * 80, "🇵")
@law
def test_a_passage_is_a_part_of_the_text_and_its_hits_are_what_is_said(text: str, searched: str) -> None:
    terms = [term for term in folded_for_search(searched[:4]).split() if term]
    pieces = passage(text, terms, most=40)
    whole = "".join(piece for piece, _ in pieces)
    assert whole.removeprefix("…").removesuffix("…") in text or whole in text
    assert all(piece for piece, _ in pieces)
    said = any(says(term, folded_for_search(text)) for term in terms)
    assert any(hit for _, hit in pieces) is said
    everything = marked(text, terms)
    assert "".join(piece for piece, _ in everything) == text
    assert any(hit for _, hit in everything) is said


@given(any_text, st.sampled_from(["停", "戦", "が", "a", "👩"]))
@law
def test_nothing_that_is_one_character_to_a_reader_is_torn_apart(text: str, term: str) -> None:
    for piece, _ in passage(text, [term], most=30):
        assert not piece.startswith(("\u200d", "\u3099", "ﾞ")) or piece[0] == text[:1]
