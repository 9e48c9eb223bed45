"""Share cards: any title is set in a few lines of good Japanese, and drawn alike each time."""

import re
import unicodedata
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from digest.domain.share_card import ShareCard, drawn, is_legible
from digest.domain.share_card.drawing import INK, KIKU, LINE, MARGIN, PAPER, SIZES, SOFT, TINTS
from digest.domain.share_card.glyphs import GETA, Font, at_size, characters, settable
from digest.domain.share_card.lines import MOST_LINES, Setting, clipped, extent, fitted
from digest.domain.share_card.mark import petals
from digest.domain.topic import Tint
from tests.domain.strategies import law, texts
from tests.support.programs import ROOT

WIDTH, HEIGHT = 1200 - 2 * MARGIN, 298
CARD = ShareCard("新しいお札は何が変わった？", "くらしと経済", Tint.GOLD, "菊花ダイジェスト", "2024年7月3日")
SIZE = (1200, 630)
LONGEST_WORD = "https://e.jp/" + "a" * 60


def set_in(text: str) -> Setting:
    return fitted(settable(text), WIDTH, HEIGHT, SIZES)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("停戦", ["停戦"]),
        (
            "メートルの定義の移り変わり、金属の棒から光の旅へ",
            ["メートルの定義の移り変わり、", "金属の棒から光の旅へ"],
        ),
        ("うるう秒はなくなるのか、2035年までに変わる時刻の決まり", 3),
        (
            "OpenAIとMicrosoftが「GPT-5」を発表：何が変わる？",
            ["OpenAIとMicrosoftが", "「GPT-5」を発表：何が変わる？"],
        ),
        ("Why Japan's postcode has seven digits", ["Why Japan's postcode", "has seven digits"]),
        ("🎉祝！🏅日本🇯🇵が金メダル👩🏽\u200d🔬📈✨", ["🎉祝！🏅日本が", "金メダル👩📈✨"]),
        ("髙﨑さんと「渡邉」『𠮷野家』", ["髙﨑さんと", "「渡邉」『𠮷野家』"]),
    ],
)
def test_a_title_is_broken_where_a_reader_pauses(title: str, lines: list[str] | int) -> None:
    found = list(set_in(title).lines)
    assert found == lines if isinstance(lines, list) else len(found) == lines


@pytest.mark.parametrize("length", [1, 7, 30, 60, 90, 120])
def test_titles_of_up_to_120_characters_are_set_whole(length: int) -> None:
    story = (
        "国連の安全保障理事会は、ガザ地区での即時停戦と人質の解放、支援の拡大を求める決議案を採択した。" * 3
    )
    setting = set_in(story[:length])
    assert "".join(setting.lines) == story[:length]
    assert len(setting.lines) <= MOST_LINES


def test_a_longer_title_ends_with_an_ellipsis() -> None:
    setting = set_in("あいうえお" * 60)
    assert len(setting.lines) == MOST_LINES
    assert setting.lines[-1].endswith("お…") or setting.lines[-1][-1] == "…"


def test_a_word_that_nothing_holds_is_torn_apart_and_no_other() -> None:
    setting = set_in(f"See {LONGEST_WORD} for more")
    assert "".join(setting.lines).replace(" ", "") == f"See{LONGEST_WORD}formore"
    long = "Donaudampfschifffahrtsgesellschaft"
    assert long in " ".join(set_in(f"Die {long} in Wien").lines).split(" ")


@given(
    st.lists(
        st.sampled_from([*"、。」）っー「（あ漢a1 ", "words ", "国際連合", "🎉", "…"]), max_size=140
    ).map("".join)
)
@example("（" * 60)
@example("っ" * 200)
@law
def test_any_title_fits_its_room_and_loses_nothing_but_its_end(title: str) -> None:
    text = settable(title)
    setting = set_in(title)
    assert len(setting.lines) <= MOST_LINES
    assert all(extent(line) * setting.size <= WIDTH + 1 for line in setting.lines)
    shown = "".join(setting.lines).replace(" ", "")
    whole = text.replace(" ", "")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


@given(
    st.lists(st.sampled_from([*"、。」っー「（あ漢", "国際連合", "決議案を"]), min_size=1, max_size=60).map(
        "".join
    )
)
@law
def test_lines_begin_and_end_with_no_mark_that_may_not_stand_there(title: str) -> None:
    runs = re.findall("[、。」っー]{4,}|[「（]{4,}", title)
    for before, after in pairwise(set_in(title).lines):
        # Only of a run of such marks that is longer than any sentence has.
        assert runs or not after.startswith(tuple("、。」っー"))
        assert runs or not before.endswith(tuple("「（"))


@pytest.mark.parametrize(
    ("line", "width"),
    [("漢字", 2), ("「漢字」", 3), ("漢字、", 2.5), ("字」、字", 3.5), ("『「字", 2), ("字  ", 1), ("", 0)],
)
def test_empty_halves_of_marks_take_no_room(line: str, width: float) -> None:
    assert extent(line) == pytest.approx(width)


def test_a_name_that_is_too_long_is_clipped() -> None:
    assert clipped("くらしと経済", 10) == "くらしと経済"
    assert clipped("くらしと経済", 4) == "くらし…"
    assert clipped("くらしと経済", 0.2) == "…"


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("國學院の髙﨑", "國學院の髙﨑"),
        ("Zażółć Łódź", "Zazólc Lódz"),
        ("ｶﾞﾗｽ ﷺ", "ｶﾞﾗｽ 〓"),
        ("神\ufe00様 葛\U000e0100", "神様 葛"),
        ("a\tb\u2028c\x00d  e", "a b cd e"),
        ("👨\u200d👩\u200d👧と🇯🇵", "👨と"),
        ("1\ufe0f\u20e3位", "1位"),
        ("한국", GETA * 2),
        ("①㌔㈱", "①㌔㈱"),
        ("\U0001fae8", ""),
    ],
)
def test_what_stands_for_characters_that_the_fonts_do_not_have(written: str, set_as: str) -> None:
    assert settable(written) == set_as


@given(texts)
@law
def test_whatever_is_set_is_in_the_fonts(text: str) -> None:
    assert set(settable(text)) <= characters(Font.SERIF) | characters(Font.EMOJI)


@pytest.mark.parametrize(
    ("title", "legible"),
    [("停戦", True), ("韓国の「한」", True), ("한국 뉴스", False), ("", False), ("🇯🇵", False), ("〓", True)],
)
def test_a_title_of_which_too_much_is_missing_gets_no_card(title: str, legible: bool) -> None:
    assert is_legible(title) is legible


@pytest.mark.parametrize("font", Font)
def test_a_font_has_the_characters_that_are_listed(font: Font) -> None:
    face = at_size(font, 12)
    nothing = bytes(face.getmask("\U0010ffff"))
    drawable = [each for each in sorted(characters(font)) if not unicodedata.category(each).startswith("Z")]
    # Every ninth, and all that are not Han: the whole would take a second.
    looked_at = [each for at, each in enumerate(drawable) if at % 9 == 0 or not "一" <= each <= "鿿"]
    missing = [each for each in looked_at if bytes(face.getmask(each)) == nothing]
    assert "".join(missing).strip("\xad") == ""


def test_the_same_card_is_drawn_alike_and_every_other_has_another_name() -> None:
    picture = drawn(CARD, SIZE)
    assert picture == drawn(CARD, SIZE)
    assert len(picture) < 100_000
    others = {
        CARD.key,
        *(ShareCard(*("x" if at == n else each for n, each in enumerate(["a", "b", "gold", "d", "e"]))).key
          for at in range(5)),
    }  # fmt: skip
    assert len(others) == 6


@pytest.mark.parametrize("size", [SIZE, (1200, 675), (1200, 900), (1200, 1200)])
@pytest.mark.parametrize("tint", [Tint.PLUM, "unheard-of"])
def test_a_card_shows_its_parts(size: tuple[int, int], tint: str) -> None:
    card = ShareCard("長い題名" * 60, "話題" * 60, tint, "名前" * 60, "2024年7月3日")
    image = Image.open(BytesIO(drawn(card, size))).convert("RGB")
    assert image.size == size
    _, deep = TINTS.get(tint, TINTS[Tint.GOLD])
    assert near(image.getpixel((600, 5)), deep)
    assert near(image.getpixel((5, 400)), PAPER)
    counted = {colour: number for number, colour in image.getcolors(1 << 20) or ()}
    assert sum(number for colour, number in counted.items() if near(colour, INK)) > 2_000
    assert sum(number for colour, number in counted.items() if near(colour, KIKU)) > 300
    # Nothing is written in the margins.
    assert not any(near(image.getpixel((x, y)), INK) for x in (20, 1180) for y in range(size[1]))


def near(colour: object, wanted: str) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) < 12 for a, b in zip(colour, ImageColor.getrgb(wanted), strict=True))


def test_the_colours_are_those_of_the_site() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text("utf-8")
    for name, colour in {"paper": PAPER, "ink": INK, "soft": SOFT, "line": LINE, "kiku": KIKU}.items():
        assert f"--{name}: light-dark({colour}," in tokens
    assert set(TINTS) == set(Tint)
    for tint, (light, deep) in TINTS.items():
        assert re.search(
            rf"\.tint-{tint} .*--tint: light-dark\({light},.*--tint-deep: light-dark\({deep},", tokens
        )


def test_the_mark_is_that_of_the_site() -> None:
    """The curves begin where those of the drawing do: at the first petals of both rings."""
    path = (ROOT / "static/img/mark.svg").read_text("utf-8")
    shapes = list(petals((16, 16), 16))
    assert len(shapes) == 17
    assert shapes[0][0] == (16, 10.9)
    assert "M16 10.9c-1.6-3.3-1.9-5.5-1.9-8.2" in path
    assert shapes[8][0] == (19, 8.8)
    assert "M19 8.8c-.3-2.3-.1-3.7 .6-5.3" in path
    assert all(-0.5 <= each <= 32.5 for shape in shapes for point in shape for each in point)
