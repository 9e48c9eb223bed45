"""The canonical digest text: nothing is lost between writing and reading, and nothing is guessed."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.digest_text import DigestTextError, format_text, is_canonical, parse_lines, parse_text
from digest.domain.digest_text import input as limits
from digest.domain.digest_text.input import MAX_BYTES, MAX_CARDS, MAX_LINE, decode
from digest.domain.digest_text.labels import LABELS, MARKS
from digest.domain.manuscript import Manuscript, SpeakerProfile
from digest.domain.tree import (
    Card,
    Comment,
    Event,
    Figure,
    KeyPoint,
    Page,
    PictureRef,
    Point,
    Quote,
    Rights,
    Section,
    Text,
    Timeline,
    Tree,
)
from tests.domain.strategies import NASTY, law, manuscripts

DOCS = Path(__file__).parents[2] / "docs"
HEAD = "%digest 1\n"
SECTION = f"{HEAD}【見出し】 題\n"


def examples(document: str) -> list[str]:
    text = (DOCS / document).read_text(encoding="utf-8")
    return [found for found in re.findall(r"```\n(.*?)```", text, re.S) if found.startswith("%digest")]


def with_block(block: Comment | Card | Text | Quote | Figure | Timeline) -> Manuscript:
    return Manuscript(Tree(pages=(Page(sections=(Section(blocks=(block,)),)),)))


def only_block(text: str) -> Comment | Card | Text | Quote | Figure | Timeline:
    return parse_text(text).tree.pages[0].sections[0].blocks[0]


@law
@given(manuscripts)
def test_reading_what_was_written_gives_the_same_manuscript(manuscript: Manuscript) -> None:
    text = format_text(manuscript)
    read = parse_text(text)
    assert read == manuscript
    assert format_text(read) == text


@law
@given(manuscripts)
def test_every_line_is_taken_for_something(manuscript: Manuscript) -> None:
    text = format_text(manuscript)
    _, roles = parse_lines(text)
    assert len(roles) == len(text.split("\n"))
    assert [role == "blank" for role in roles] == [not line for line in text.split("\n")]


@law
@given(manuscripts, st.sampled_from(("\r\n", "\r", "\n\n")), st.sampled_from(("", "\ufeff", "\n \n")))
def test_line_ends_and_a_byte_order_mark_do_not_matter(manuscript: Manuscript, end: str, before: str) -> None:
    text = format_text(manuscript)
    # Blank lines mean something inside of prose; more of them between parts mean nothing.
    text = re.sub(r"\n(?=\n*【)", end, text) if end == "\n\n" else text.replace("\n", end)
    assert parse_text(decode((before + text).encode())) == manuscript


@law
@given(st.text(max_size=300) | st.lists(st.sampled_from(NASTY)).map("\n".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for before in (HEAD, SECTION):
        with suppress(DigestTextError):
            parse_text(before + text)


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_value_that_looks_like_notation_survives_everywhere(nasty: str, language: str) -> None:
    picture = PictureRef(f"k{nasty}", nasty, nasty, Rights.OWN, nasty, True)
    card = Card("", nasty, nasty, nasty, date(2024, 2, 29), (Point("", nasty, nasty),), nasty, picture)
    blocks = (
        Comment("", nasty, (nasty, nasty)),
        card,
        Text("", f"{nasty}\n\n{nasty}", ("c1",)),
        Quote("", nasty, nasty, nasty),
        Figure("", picture, nasty),
        Timeline("", nasty, (Event("", nasty, nasty), Event("", f"{nasty}a", ""), Event("", "", nasty))),
    )
    section = Section("", nasty, nasty, nasty, blocks)
    key_points = (KeyPoint("", nasty, ("c1", "c9")),)
    tree = Tree(nasty, nasty, nasty, language, picture, key_points, nasty, (Page("", nasty, (section,)),))
    speakers = (SpeakerProfile(nasty, nasty, nasty), SpeakerProfile(nasty))
    manuscript = Manuscript(tree, nasty, nasty, (nasty, f"{nasty}x"), nasty, None, speakers)
    assert parse_text(format_text(manuscript)) == manuscript


def test_the_worked_examples_are_written_exactly_as_the_document_shows_them() -> None:
    found = examples("digest-text.md")
    assert len(found) >= 2
    for text in found:
        assert format_text(parse_text(text)) == text


def test_the_worked_example_holds_every_field() -> None:
    manuscript = parse_text(examples("digest-text.md")[0])
    assert manuscript.published == datetime(2024, 7, 3, tzinfo=UTC)
    assert manuscript.tags == ("お札", "日本銀行")
    assert manuscript.speakers == (SpeakerProfile("菊子", "聞き手", "pictures/kikuko.webp"),)
    assert manuscript.tree.key_points[0] == KeyPoint(
        "k1", "三つの額面の日本銀行券が同時に切り替わりました。", ("c2",)
    )
    section = manuscript.tree.pages[0].sections[0]
    assert (section.question, section.answer) == ("ホログラムの何が新しい?", "肖像が回る。")
    card = manuscript.tree.cards()[0]
    assert (card.published, card.publisher) == (date(2019, 4, 9), "国立印刷局")
    assert card.points[0].passage == "お札を斜めに傾けると、肖像が立体的に動いて見えます。"
    assert manuscript.tree.pages[1] == Page("p2", "新しいお札の歴史")


def test_an_article_in_another_language_is_written_with_english_words() -> None:
    text = format_text(Manuscript(Tree(title="Notes", language="en", pages=(Page(title="One"),))))
    assert text == "%digest 1\ntitle: Notes\nlanguage: en\n\n【page】 One {#p1}\n"


def test_the_words_of_a_language_do_not_depend_on_its_region() -> None:
    assert "題名: x" in format_text(Manuscript(Tree(title="x", language="ja-JP")))
    assert "title: x" in format_text(Manuscript(Tree(title="x", language="jam")))


def test_an_empty_manuscript_is_two_lines() -> None:
    assert format_text(Manuscript()) == "%digest 1\n言語: ja\n"
    assert parse_text(HEAD) == Manuscript()


@pytest.mark.parametrize("kind", sorted(MARKS))
def test_marks_are_read_in_both_languages_and_any_width(kind: str) -> None:
    japanese, english, *_ = MARKS[kind]
    before = HEAD if kind in ("intro", "page", "section") else SECTION
    forms = (f"【{japanese}】", f"【{english}】", f"【 {english.upper()} 】", f"  【{japanese}】")
    first, *others = [parse_text(f"{before}{form}\n") for form in forms]
    assert all(other == first for other in others)


@pytest.mark.parametrize("line", ["title: x", "Title : x", "題名:x", "題名\uff1ax", "ｔｉｔｌｅ\uff1a x"])
def test_labels_are_read_in_both_languages_and_any_width(line: str) -> None:
    assert parse_text(HEAD + line).tree.title == "x"
    assert only_block(f"{SECTION}【card】\n{line}") == Card("c1", title="x")


def test_every_label_has_its_own_word_in_each_part() -> None:
    from digest.domain.digest_text.labels import _LABEL_INDEX, PART_LABELS

    for part, names in PART_LABELS.items():
        assert len(_LABEL_INDEX[part]) == len({word.casefold() for n in names for word in LABELS[n]})


def test_ids_may_be_left_out() -> None:
    text = f"{SECTION}【カード】 {{#c2}}\n✅ 一\n✅ 二\n【カード】\n題名: x\n【年表】\n- 1984 | y\n"
    tree = parse_text(text).tree
    assert [node.id for node in tree.nodes()] == ["p1", "s1", "c2", "v1", "v2", "c1", "b1", "e1"]


def test_a_key_point_may_name_cards_without_an_id_of_its_own() -> None:
    tree = parse_text(f"{HEAD}💡 一 {{^c1 ^c2}}\n💡 二\n").tree
    assert tree.key_points == (KeyPoint("k1", "一", ("c1", "c2")), KeyPoint("k2", "二"))


@pytest.mark.parametrize("heading", ["", "📘\n", "📘 ここが要点\n", "📘\ufe0f Key points\n"])
def test_the_heading_of_the_key_points_may_have_any_wording_or_none(heading: str) -> None:
    assert parse_text(f"{HEAD}{heading}💡\ufe0f一\n").tree.key_points == (KeyPoint("k1", "一"),)


def test_the_mark_of_the_first_page_may_be_left_out() -> None:
    assert parse_text(SECTION).tree.pages == (Page("p1", "", (Section("s1", "題"),)),)


def test_the_sentence_that_leads_in_may_stand_below_its_mark() -> None:
    assert parse_text(f"{HEAD}【導入】\nそれでは。\n").tree.intro == "それでは。"


def test_a_line_of_prose_may_look_like_any_other_line() -> None:
    said = "題名: x\n✅ y\n💡 z\n> q\n- 1 | 2\n%digest 9\n{#b9}\n\\*"
    assert only_block(f"{SECTION}【本文】\n{said}\n") == Text("b1", said)
    assert only_block(f"{SECTION}【コメント】\n{said}\n") == Comment("b1", "", tuple(said.split("\n")))


def test_a_line_that_starts_with_a_mark_or_a_backslash_is_escaped() -> None:
    manuscript = with_block(Comment("b1", "", ("【号外】とは", "\\【", "\\n")))
    text = format_text(manuscript)
    assert text.endswith("\n\\【号外】とは\n\\\\【\n\\\\n\n")
    assert parse_text(text) == manuscript


def test_only_the_last_tail_of_a_line_is_taken_off() -> None:
    text = format_text(Manuscript(Tree(key_points=(KeyPoint(text="終わりが {#k1 ^c1}"),))))
    assert text.endswith("💡 終わりが {#k1 ^c1} {#k1}\n")
    assert parse_text(text).tree.key_points[0].text == "終わりが {#k1 ^c1}"


def test_bars_and_backslashes_of_a_date_are_escaped() -> None:
    manuscript = with_block(Timeline("b1", "", (Event("e1", "a|b\\", "c | d"),)))
    text = format_text(manuscript)
    assert text.endswith("- a\\|b\\\\ | c | d {#e1}\n")
    assert parse_text(text) == manuscript


def test_bidirectional_controls_are_removed_and_do_not_hide_a_mark() -> None:
    assert only_block(f"{SECTION}\u202e【コメント】\nab\u202ecd\n") == Comment("b1", "", ("abcd",))


@pytest.mark.parametrize(
    ("published", "written"),
    [
        (datetime(2024, 7, 3, 9, tzinfo=ZoneInfo("Asia/Tokyo")), "2024-07-03T09:00+09:00"),
        (datetime(2024, 7, 3, 9, 0, 5, 7, tzinfo=UTC), "2024-07-03T09:00:05+00:00"),
        (datetime(2024, 11, 3, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York")), "2024-11-03T01:30-05:00"),
        (datetime(1880, 1, 1, tzinfo=timezone(timedelta(hours=9, seconds=59))), "1879-12-31T14:59:01+00:00"),
    ],
)
def test_publication_is_written_to_the_second_with_a_plain_offset(published: datetime, written: str) -> None:
    text = format_text(Manuscript(published=published))
    assert f"公開: {written}\n" in text
    assert parse_text(text).published == published.astimezone(UTC).replace(microsecond=0)


@pytest.mark.parametrize(
    "text", ["%digest 1", "\ufeff\r\n\n  %digest 1\nx", "%digest 99", "%digest", "\xa0\n%digest 1"]
)
def test_the_first_line_tells_the_canonical_form(text: str) -> None:
    assert is_canonical(text)


@pytest.mark.parametrize("text", ["", "題名: x", "x\n%digest 1", "%digested 1", "\n\n", "% digest 1"])
def test_other_texts_are_not_canonical(text: str) -> None:
    assert not is_canonical(text)


REFUSALS = [
    ("", 1, "The text is empty."),
    (" \n\u3000\n", 1, "The text is empty."),
    ("\n題名: x", 2, "The first line of a digest text has to be %digest 1."),
    ("%digest 2\n", 1, "This text is in version 2 of the form; only version 1 can be read."),
    ("%digest\n", 1, "This text is in version - of the form; only version 1 can be read."),
    (f"{HEAD}\nただの行", 3, '"ただの行" cannot be placed here.'),
    (f"{HEAD}問: x", 2, '"問" is not a label that can stand here.'),
    (f"{HEAD}題名: x\n題名: x", 3, '"題名" is already said in line 2.'),
    (f"{HEAD}役割: x", 2, "A role or a portrait follows the speaker"),
    (f"{HEAD}話者: x\n役割: y\n役割: z", 4, "A role or a portrait follows the speaker"),
    (f"{HEAD}代替文: x", 2, '"代替文" describes a picture, but none is named.'),
    (f"{HEAD}画像: x\n権利: mine", 3, '"mine" is not a kind of rights. Known are: own, licensed,'),
    (f"{HEAD}画像: x\n装飾: たぶん", 3, '"たぶん" is neither はい/yes nor いいえ/no.'),
    (f"{HEAD}公開: 2024-07-03", 2, '"2024-07-03" is not a time with its zone'),
    (f"{HEAD}公開: あした", 2, '"あした" is not a time with its zone'),
    (f"{HEAD}公開: 0001-01-01T00:00+09:00", 2, "is not a time with its zone"),
    (f"{HEAD}💡 x\n題名: y", 3, '"題名" is not a label that can stand here. Possible here: -.'),
    (f"{HEAD}💡 x {{#K1}}", 2, "The {…} at the end of the line is not understood"),
    (f"{HEAD}💡 x {{#k1 c1}}", 2, "The {…} at the end of the line is not understood"),
    (f"{HEAD}💡 x {{#k1}}\n💡 y {{#k1}}", 3, "The id k1 is already used in line 2."),
    (f"{SECTION}【コメント】 {{#b1 ^c1}}", 3, "Only key points and text blocks can name the cards"),
    (f"{HEAD}【導入】 x\ny", 3, '"y" cannot be placed here.'),
    (f"{HEAD}【導入】 x\n【導入】 y", 3, "The sentence that leads in stands once"),
    (f"{SECTION}【導入】 x", 3, "The sentence that leads in stands once"),
    (f"{HEAD}【本文】\nx", 2, "A block needs a heading before it."),
    (f"{HEAD}【ページ】 x\n【本文】\nx", 3, "A block needs a heading before it."),
    (f"{HEAD}【ページ】 x\ny", 3, '"y" cannot be placed here.'),
    (f"{HEAD}【号外】 x", 2, '"号外" is not a mark.'),
    (f"{SECTION}【コメント】 菊子\n【号外】です", 4, '"号外" is not a mark.'),
    (f"{SECTION}【本文】\n【かっこ", 4, '"【かっこ" is not a mark.'),
    (f"{SECTION}問: a\n問: b", 4, '"問" is already said in line 3.'),
    (f"{SECTION}題名: a", 3, "Possible here: 問/question, 答/answer."),
    (f"{SECTION}【本文】 x", 3, '"x" cannot stand behind this mark'),
    (f"{SECTION}【カード】\n公開日: 2025/03/19", 4, '"2025/03/19" is not a date'),
    (f"{SECTION}【カード】\n公開日: 2025-02-29", 4, '"2025-02-29" is not a date'),
    (f"{SECTION}【カード】\n根拠: x", 4, "A supporting passage follows the point"),
    (f"{SECTION}【カード】\n✅ a\n根拠: x\n根拠: y", 6, "A supporting passage follows the point"),
    (f"{SECTION}【カード】\n・点", 4, '"・点" cannot be placed here.'),
    (f"{SECTION}【引用】\n引用する文", 4, '"引用する文" cannot be placed here.'),
    (f"{SECTION}【画像】\n説明: x\n代替文: y", 5, '"代替文" describes a picture'),
    (f"{SECTION}【年表】\n1984 | x", 4, "An entry of a timeline is written like - 1984 | …."),
    (f"{SECTION}【年表】\n- 1984 x", 4, "An entry of a timeline is written like"),
    (f"{SECTION}【年表】\n- 1984 \\| x", 4, "An entry of a timeline is written like"),
    (f"{HEAD}題名: {'あ' * (MAX_LINE + 1)}", 2, f"This line has {MAX_LINE + 5} characters"),
    (SECTION + "【カード】\n" * 10_000, MAX_CARDS + 3, "A digest text can have at most 2000 cards."),
]


@pytest.mark.parametrize(("text", "line", "message"), REFUSALS)
def test_a_refusal_says_which_line_and_why(text: str, line: int, message: str) -> None:
    with pytest.raises(DigestTextError) as refused:
        parse_text(text)
    assert refused.value.line == line
    assert str(refused.value).startswith(f"line {line}: ")
    assert message in str(refused.value)
    assert len(str(refused.value)) < 700


BAD_BYTES = [
    (b"", 1, "empty"),
    (b"\xef\xbb\xbf\r\n ", 1, "empty"),
    (b"a\nb\x00c", 2, "binary"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 50, 3, "binary"),
    (b"ok\n\x01\x02\x03\x04", 2, "binary"),
    ("題名".encode("utf-16"), 1, "not UTF-8 text (byte 0xFF"),
    ("a\r\nb\r題名".encode("shift_jis"), 3, "not UTF-8 text (byte 0x91"),
    (b"a\n\xed\xa0\x80", 2, "not UTF-8"),
    (b"\xe3\x81", 1, "not UTF-8"),
    (b"a\n" * (MAX_BYTES // 2) + b"b\n", MAX_BYTES // 2 + 1, "2097152 can be read"),
    (b"x" * 5_000_000, 1, "The text has 5000000 bytes"),
    (b"x\n" + b"y" * 1_000_000, 2, "This line has 1000000 characters"),
]


@pytest.mark.parametrize(("data", "line", "message"), BAD_BYTES, ids=range(len(BAD_BYTES)))
def test_bytes_that_cannot_be_a_digest_text_are_refused_with_their_line(
    data: bytes, line: int, message: str
) -> None:
    with pytest.raises(DigestTextError) as refused:
        decode(data)
    assert refused.value.line == line
    assert message in str(refused.value)


def test_bytes_become_text_with_plain_line_ends() -> None:
    assert decode("\ufeff題\r\n名\rx\x0c".encode()) == "題\n名\nx\x0c"


def test_text_that_came_as_text_has_the_same_limits() -> None:
    for text in ("", "a\0b", "x" * 3_000_000):
        with pytest.raises(DigestTextError):
            limits.check_text(text)
    assert limits.check_text("\ufeffa\r\nb\ud800") == "a\nb\ud800"


def test_an_error_can_be_translated() -> None:
    error = DigestTextError("The id %(id)s is already used in line %(first)s.", 3, id="k1", first=2)
    assert (error.message, error.line, error.params) == (error.args[0], 3, {"id": "k1", "first": 2})
    assert str(error) == "line 3: The id k1 is already used in line 2."
    assert str(DigestTextError("Plain")) == "Plain"


def test_the_largest_text_is_read_without_looking_at_a_line_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    from digest.domain.digest_text import canonical_reader

    seen = 0

    def counted(line: str) -> str:
        nonlocal seen
        seen += 1
        return line.strip()

    monkeypatch.setattr(canonical_reader, "one_line", counted)
    text = SECTION + "【カード】\n題名: x\n✅ y\n" * 1000
    parse_text(text)
    assert seen == len(text.split("\n"))


def test_replacing_a_part_keeps_the_ids_of_the_rest() -> None:
    tree = parse_text(examples("digest-text.md")[0]).tree
    longer = replace(tree, pages=(*tree.pages, Page(title="三")))
    assert [node.id for node in longer.nodes()][:-1] == [node.id for node in tree.nodes()]
    assert longer.pages[-1].id == "p3"
