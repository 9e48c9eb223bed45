"""The lenient reader's rules one by one, and what it promises for every text."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.domain.digest_text import DigestTextError, format_text
from digest.domain.digest_text.input import MAX_CARDS
from digest.domain.digest_text.lenient.dates import find_date
from digest.domain.digest_text.lenient.lines import BIDI_NOTE, LOST_NOTE, MAX_LINES
from digest.domain.digest_text.lenient.sources import read_source
from digest.domain.digest_text.lenient.speech import is_spoken, leads_in
from digest.domain.digest_text.lenient.titles import split_title
from digest.domain.digest_text.reading import Reading, read
from digest.domain.digest_text.report import Role
from digest.domain.tree import Card, Comment, Section, Text, Tree
from digest.domain.tree_json import to_json
from tests.domain.copied_page import copied

DEMO = sorted((Path(__file__).parents[2] / "digest" / "demo" / "articles").glob("*.digest.txt"))
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))
HEAD = "お札の新しい顔\n\n新しいお札の話をまとめました。\n\n📘この記事で分かる事!\n\n💡三種です。\n\n"
OPENING = HEAD + "それでは、見ていきましょう。\n\n"
SECTION = OPENING + "新しい工夫\n\n何が変わった?\n\n肖像が回る。\n\n"


def tree(text: str) -> Tree:
    return read(text).manuscript.tree


def last_section(text: str) -> Section:
    return tree(text).pages[-1].sections[-1]


def card(text: str) -> Card:
    (found,) = tree(SECTION + text).cards()
    return found


def roles(text: str) -> dict[str, Role]:
    return {line.text: line.role for line in read(text).report if line.text}


def flags(text: str) -> list[str]:
    return [line.text for line in read(text).flagged]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025/03/19", date(2025, 3, 19)),
        ("2025-3-9", date(2025, 3, 9)),
        ("2025.03.19", date(2025, 3, 19)),
        ("2025年3月19日", date(2025, 3, 19)),
        ("2025年 3月 19日（水） 10時00分", date(2025, 3, 19)),
        ("２０２５／０３／１９", date(2025, 3, 19)),
        ("2025‐3‐9", date(2025, 3, 9)),
        ("令和7年3月19日", date(2025, 3, 19)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("R7.3.19", date(2025, 3, 19)),
        ("令和六年十二月二十日", date(2024, 12, 20)),
        ("二〇二四年七月三日", date(2024, 7, 3)),
        ("2024-07-03T09:00:00+09:00", date(2024, 7, 3)),
        ("March 19, 2025", date(2025, 3, 19)),
        ("19 Mar. 2025", date(2025, 3, 19)),
    ],
)
def test_a_date_is_read_in_every_form(written: str, day: date) -> None:
    assert find_date(written) == (day, "")
    assert card(f"題名\n題名\n公開日:{written}\n✅ 点。\nさらに読む⇒館出典:http://a.jp/").published == day


@pytest.mark.parametrize("written", ["2025/13/45", "2025年2月30日", "平成元年13月1日", "近日", "2025年3月"])
def test_what_is_no_day_is_kept_as_text_and_flagged(written: str) -> None:
    text = f"{SECTION}題名\n公開日:{written}\n✅ 点。\nさらに読む⇒館 出典:http://a.jp/"
    section = last_section(text)
    assert [b.published for b in section.blocks if isinstance(b, Card)] == [None]
    assert [b.text for b in section.blocks if isinstance(b, Text)] == [f"公開日:{written}"]
    assert flags(text) == [f"公開日:{written}"]


@pytest.mark.parametrize(
    "line",
    [
        "さらに読む ⇒国立印刷局出典/画像元: https://www.npb.go.jp/",
        "さらに読む⇒国立印刷局出典／画像元：https://www.npb.go.jp/",
        "さらに読む→国立印刷局　出典・画像元：https://www.npb.go.jp/",
        "さらに読む ➡️ 国立印刷局 出典: https://www.npb.go.jp/",
        "続きを読む => 国立印刷局 画像元：https://www.npb.go.jp/",
        "さらに読む ＞ 国立印刷局\n出典/画像元: https://www.npb.go.jp/",
        "さらに読む ⇒ 国立印刷局\n\n出典/画像元:\n\nhttps://www.npb.go.jp/",
        "さらに読む ⇒\n国立印刷局\n出典/画像元\nhttps://www.npb.go.jp/",
        "さらに読む ⇒\n国立印刷局出典/画像元: https://www.npb.go.jp/",
        "さらに読む ⇒ 国立印刷局 ｈｔｔｐｓ：／／ｗｗｗ．ｎｐｂ．ｇｏ．ｊｐ／",
        "さらに読む：国立印刷局\nhttps://www.npb.go.jp/",
        "Read more ⇒ 国立印刷局 Source: https://www.npb.go.jp/",
        "出典/画像元: https://www.npb.go.jp/\nさらに読む ⇒ 国立印刷局",
    ],
)
def test_the_source_line_in_one_piece_or_several(line: str) -> None:
    found = card(f"特徴\n特徴\n✅ 回ります。\n{line}")
    assert (found.title, found.publisher, found.url) == ("特徴", "国立印刷局", "https://www.npb.go.jp/")


def test_an_address_of_its_own_goes_before_that_of_the_credit() -> None:
    said = read_source("国立印刷局 https://a.jp/x 出典/画像元: 写真館 https://b.jp/")
    assert (said.name, said.url, said.credit) == ("国立印刷局", "https://a.jp/x", "写真館 https://b.jp/")


def test_brackets_and_full_stops_do_not_belong_to_an_address() -> None:
    found = card("特徴\n特徴\n✅ 点。\nさらに読む ⇒ 館 出典: (https://a.jp/x_(y)).")
    assert found.url == "https://a.jp/x_(y)"


@pytest.mark.parametrize("mark", ["✅", "✅ ", "✅\ufe0f ", "☑", "☑️ ", "✔", "✓ ", "✅\n\n"])
def test_points_in_every_shape(mark: str) -> None:
    assert [p.text for p in card(f"題名\n題名\n{mark}点です。\nさらに読む ⇒ 館").points] == ["点です。"]


@pytest.mark.parametrize(
    "title", ["題名\n題名", "題名\n\n題名", "題名\n公開日:2024/7/3\n題名", "題名", "題　名\n題名"]
)
def test_a_card_title_that_stands_twice_is_taken_once(title: str) -> None:
    found = card(f"{title}\n✅ 点です。\nさらに読む ⇒ 館出典:http://a.jp/")
    assert found.title.replace("　", "") == "題名"


def test_a_card_whose_address_stands_under_its_title() -> None:
    found = card("協会の統計\nhttps://a.jp/\n✅ 点です。")
    assert (found.title, found.url, len(found.points)) == ("協会の統計", "https://a.jp/", 1)


def test_a_spoken_question_above_a_card_is_a_comment() -> None:
    section = last_section(SECTION + "では、地域の違いはどうでしょうか?\n推計の結果\n✅ 点。\nさらに読む⇒館")
    assert [block.kind for block in section.blocks] == ["comment", "card"]


def test_a_card_head_as_this_site_prints_it() -> None:
    found = card("特徴\n媒体:国立印刷局 公開日:2024年7月3日\n✅ 点です。\nさらに読む ⇒ 国立印刷局")
    assert (found.title, found.publisher, found.published) == ("特徴", "国立印刷局", date(2024, 7, 3))


def test_cards_without_points_or_source_stay_and_are_flagged() -> None:
    text = (
        SECTION
        + "題一\n題一\n\n題二\n題二\n✅ 点。\n\n題三\n題三\n✅ 点。\nさらに読む ⇒ 館 出典:http://a.jp/"
    )
    assert [c.title for c in tree(text).cards()] == ["題一", "題二", "題三"]
    assert flags(text) == ["題一", "題二"]


def test_a_source_without_an_address_is_flagged() -> None:
    assert flags(SECTION + "題\n題\n✅ 点。\nさらに読む ⇒ 図書館") == ["さらに読む ⇒ 図書館"]


def test_an_unfinished_point_goes_on_in_the_next_line() -> None:
    found = card("題名\n題名\n✅ 前の半分と\n後ろの半分です。\n✅ 次の点です。\nさらに読む ⇒ 館")
    assert [p.text for p in found.points] == ["前の半分と後ろの半分です。", "次の点です。"]


@pytest.mark.parametrize(
    "line",
    [
        "いいですね。",
        "そうでしょうか。",
        "変わるでしょう。",
        "違うのかもしれません。",
        "楽しみですよね！",
        "行ってみましょう。",
    ],
)
def test_a_spoken_line_is_a_comment(line: str) -> None:
    assert is_spoken(line)
    assert last_section(SECTION + line + "\n\n事実は次のとおりです。").blocks[0] == Comment("b1", "", (line,))


@pytest.mark.parametrize(
    "line", ["改刷は20年ごとに行われます。", "渋沢栄一が選ばれました。", "「いいですね」と話しました。"]
)
def test_a_written_line_is_text(line: str) -> None:
    assert not is_spoken(line)
    assert isinstance(last_section(f"{SECTION}なるほどですね。\n{line}").blocks[1], Text)


@pytest.mark.parametrize(
    "line",
    [
        "【菊子】本当に回ります。",
        "菊子「本当に回ります。」",
        "菊子：本当に回ります。",
        "菊子: 本当に回ります。",
        "菊子:\n本当に回ります。",
    ],
)
def test_a_named_speaker(line: str) -> None:
    assert last_section(SECTION + line).blocks[0] == Comment("b1", "菊子", ("本当に回ります。",))


def test_names_over_what_is_said() -> None:
    text = SECTION + "菊子\n回りますね。\n\n葉一\n光の向きで変わります。\n\n菊子\n見てみたいです。"
    assert [(b.speaker, b.lines) for b in last_section(text).blocks if isinstance(b, Comment)] == [
        ("菊子", ("回りますね。",)),
        ("葉一", ("光の向きで変わります。",)),
        ("菊子", ("見てみたいです。",)),
    ]


@pytest.mark.parametrize("label", ["注意", "結論", "例"])
def test_a_label_is_nobodys_name(label: str) -> None:
    assert isinstance(last_section(f"{SECTION}{label}：手数料がかかります。").blocks[0], Text)


def test_a_heading_is_the_first_line_after_a_sections_end() -> None:
    text = (
        SECTION
        + "回りますね。\n\n説明の文です。\n\n次の見出し\n\n次の説明です。\n\n最後の見出し\n\nなぜ?\n\n理由。"
    )
    assert [(s.heading, s.question) for s in tree(text).pages[0].sections] == [
        ("新しい工夫", "何が変わった?"),
        ("次の見出し", ""),
        ("最後の見出し", "なぜ?"),
    ]


def test_a_heading_that_asks_stands_over_a_question() -> None:
    section = last_section(OPENING + "新しくなる?\n\nいつから?\n\n来年から。")
    assert (section.heading, section.question, section.answer) == ("新しくなる?", "いつから?", "来年から。")


@pytest.mark.parametrize(
    "tagged",
    [
        "問 何が新しい?\n答 肖像",
        "問\n何が新しい?\n答\n肖像",
        "Q. 何が新しい?\nA. 肖像",
        "Ｑ：何が新しい?\nＡ：肖像",
        "【問】何が新しい?\n【答】肖像",
    ],
)
def test_tags_of_question_and_answer(tagged: str) -> None:
    section = last_section(f"{OPENING}見出し\n{tagged}")
    assert (section.heading, section.question, section.answer) == ("見出し", "何が新しい?", "肖像")


def test_a_figure_is_no_number_of_an_answer() -> None:
    assert last_section(OPENING + "見出し\n問 どれだけ?\n答 4.9％から28.6％").answer == "4.9％から28.6％"


@pytest.mark.parametrize(
    ("below", "title", "headings"),
    [
        ("次の題", "次の題", []),
        ("次の題\n\nなぜ?\n\n理由。", "次の題", ["次の題"]),
        ("次の題\n\n見出し\n\nなぜ?\n\n理由。", "次の題", ["見出し"]),
        ("次の題\n\n次の題\n\nなぜ?\n\n理由。", "次の題", ["次の題"]),
        ("次の題\n2 / 3\n次の題\n\n見出し\n\n問 なぜ?", "次の題", ["見出し"]),
        ("2/2\n次はなぜ?", "次はなぜ?", []),
        (
            "Chrysanthemum Digest Logo Menu opener\nお札の新しい顔\n次の題\n見出し\nなぜ?\n理由。",
            "次の題",
            ["見出し"],
        ),
    ],
)
@pytest.mark.parametrize("mark", ["次のページを読む ⇒", "次のページへ→", "Next page ⇒", "▶ 次のページ"])
def test_the_next_page_or_only_its_title(mark: str, below: str, title: str, headings: list[str]) -> None:
    pages = tree(f"{SECTION}{mark}\n\n{below}").pages
    assert [page.title for page in pages] == ["", title]
    assert [section.heading for section in pages[1].sections] == headings


def test_the_next_title_may_stand_behind_the_mark() -> None:
    assert tree(SECTION + "次のページを読む ⇒ 次の題 2 / 2").pages[1].title == "次の題"


def test_a_mark_without_a_next_page_makes_none() -> None:
    assert len(tree(SECTION + "次のページを読む ⇒").pages) == 1


@pytest.mark.parametrize(
    "above",
    [
        "Chrysanthemum Digest Logo Menu opener",
        "ロゴ メニュー",
        "菊花ダイジェスト\nメニュー",
        "ホーム > 経済 > お札",
        "経済\n政治\n社会",
        "2024年7月3日 10:00\nシェア\nツイート\nLINEで送る",
        "くらしと経済 2024年7月3日 4分 出典 2件",
        "#\nお知らせ\n検索",
    ],
)
def test_the_sites_furniture_above_the_title_is_skipped(above: str) -> None:
    text = f"{above}\n{SECTION}"
    assert tree(text).title == "お札の新しい顔"
    assert tree(text).lead == "新しいお札の話をまとめました。"
    assert {roles(text)[line] for line in above.split("\n")} == {Role.CHROME}


def test_a_subtitle_of_its_own_line() -> None:
    found = tree(HEAD.replace("顔\n", "顔\n\n何がどう変わった?\n", 1))
    assert (found.title, found.subtitle) == ("お札の新しい顔", "何がどう変わった?")


def test_a_line_that_holds_title_and_subtitle_is_parted_by_the_title_alone() -> None:
    found = tree(f"お札の新しい顔何がどう変わった\n\n{HEAD}")
    assert (found.title, found.subtitle) == ("お札の新しい顔", "何がどう変わった")


@pytest.mark.parametrize(
    "title",
    [
        "北陸新幹線が敦賀へ:金沢から先の125キロは何を変えたか",
        "新しいお札は何が変わった?20年ぶりの改刷を読み解く",
        "北陸新幹線が開業した2024年春、暮らしと観光の流れはどう変わったのでしょうか?",
        "日本の人口の変化を読み解く3つの数字、これからの暮らしはどう変わる?",
    ],
)
def test_a_title_is_not_parted_without_good_reason(title: str) -> None:
    assert split_title(title) is None


@pytest.mark.parametrize(
    ("title", "subtitle"),
    [
        ("新しいお札は何が変わった?20年ぶりの改刷を読み解く", "3Dホログラムと大きな数字、暮らしへの影響は?"),
        ("富士山の初冠雪はなぜ遅くなった？観測130年の記録を読む", "今年の冬はどうなる？"),
        ("電気代はなぜ上がる？", "家計への影響を考える人が増えているのはどうして？"),
    ],
)
def test_a_line_of_title_and_subtitle_is_parted_where_the_headline_closes(title: str, subtitle: str) -> None:
    assert split_title(title + subtitle) == (title, subtitle)


@pytest.mark.parametrize(
    "sentence",
    [
        "それでは、新しいお札の中身を順番に見ていきましょう。",
        "では、さっそく見てみましょう！",
        "順を追って整理していきます。",
        "ここから、三つの点に分けて解説します。",
        "Let's look at them one by one.",
    ],
)
def test_the_sentence_that_leads_in(sentence: str) -> None:
    assert leads_in(sentence)
    assert tree(HEAD + sentence + "\n\n見出し\n\nなぜ?\n\n理由。").intro == sentence


def test_only_one_sentence_leads_in() -> None:
    found = tree(OPENING + "見出し\n\nなぜ?\n\n理由。\n\nそれでは次も見ていきましょう。")
    assert found.intro == "それでは、見ていきましょう。"
    assert isinstance(found.pages[0].sections[0].blocks[0], Comment)


def test_what_cannot_be_placed_stays_as_text_and_is_flagged() -> None:
    text = SECTION + "説明の文です。\n\n終わりの一言"
    assert last_section(text).blocks[-1] == Text("b1", "説明の文です。\n\n終わりの一言")
    assert flags(text) == ["終わりの一言"]


def test_the_foot_of_a_page_is_no_part_of_the_text() -> None:
    text = SECTION + "説明の文です。\n\n関連する記事\n別の記事はこちら\n利用規約\n© 2024 菊花ダイジェスト"
    assert [block.kind for block in last_section(text).blocks] == ["text"]


def test_a_source_that_only_the_list_of_sources_names_is_not_lost() -> None:
    text = SECTION + "説明の文です。\n\n出典一覧\n総務省統計局\nhttps://www.stat.go.jp/"
    assert "https://www.stat.go.jp/" in format_text(read(text).manuscript)


def test_line_ends_marks_and_selectors_make_no_difference() -> None:
    plain = read(SECTION + "回りますね。").manuscript
    windows = "\ufeff" + (SECTION + "回りますね。").replace("\n", "\r\n").replace("💡", "💡\ufe0f ")
    assert read(windows.encode()).manuscript == plain


def test_hidden_direction_marks_are_removed_and_flagged() -> None:
    result = read(SECTION + "説明の\u202e文です。")
    assert [(line.number, line.note) for line in result.flagged] == [(result.report[-1].number, BIDI_NOTE)]
    assert last_section(SECTION + "説明の\u202e文です。").blocks[0] == Text("b1", "説明の文です。")


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 1, "empty"),
        (b"\n \n\n", 1, "empty"),
        (bytes(range(256)) * 8, 1, "binary"),
        ("題\n".encode() + b"\xff\xfe\n", 2, "UTF-8"),
        (("あ" * 30 + "\n").encode() * 60_000, 23_046, "bytes"),
        (b"a\n" + b"b" * 1_000_000, 2, "characters"),
        ("📘\n💡\n✅\n".encode(), 1, "title"),
        ("メニュー\n\nこれはただの文です。".encode(), 3, "title"),
        ((OPENING + "題\n題\n✅ 点\n" * 10_000).encode(), 10 + 3 * MAX_CARDS + 1, "cards"),
        (("題名\n" + "あ\n" * (MAX_LINES + 5)).encode(), MAX_LINES + 1, "lines"),
    ],
)
def test_bad_input_gets_a_clear_message(data: bytes, line: int, said: str) -> None:
    with pytest.raises(DigestTextError, match=said) as refusal:
        read(data)
    assert refusal.value.line == line


def test_many_blank_lines_are_no_obstacle() -> None:
    result = read(HEAD + "\n" * 100_000 + "見出し\nなぜ?\n理由。")
    assert len(result.report) == HEAD.count("\n") + 100_000 + 3
    assert result.manuscript.tree.pages[0].sections[0].question == "なぜ?"


def calls_while(action: Callable[[], object]) -> int:
    count = 0

    def tally(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "見出し\nなぜ?\n理由。\n回りますね。\n題{n}\n題{n}\n✅ 点。\nさらに読む ⇒ 館 出典: https://a.jp/{n}\n文です。\n",
        "見出し{n}\n",
        "なぜ{n}?\n",
        "・項目\n",
        "菊子\n回りますね。\n",
        "1984年\n前々回の改刷\n",
        "次のページを読む ⇒\n題{n}\n",
        "もくじ\n題\n",
        "💡 同じ点\n",
        "出典一覧\n題\n",
        "公開日:2024/07/03\n",
    ],
)
@pytest.mark.parametrize("head", [SECTION, "題名の行\n\n文です。\n\n"])
def test_the_work_grows_with_the_length_and_not_faster(head: str, unit: str) -> None:
    short, long = (head + "".join(unit.format(n=n) for n in range(times)) for times in (60, 240))
    few, many = calls_while(lambda: read(short)), calls_while(lambda: read(long))
    assert many < 4.6 * few


LINES = st.sampled_from(
    [
        *(
            "",
            "",
            "見出し",
            "なぜ変わる?",
            "理由。",
            "回りますね。",
            "説明の文です。",
            "題名",
            "題名",
            "菊子",
            "菊子:",
        ),
        *(
            "菊子「回りますね。」",
            "📘 この記事で分かる事!",
            "💡 点です。",
            "💡",
            "それでは、見ていきましょう。",
            "✅ 点。",
            "✅",
        ),
        *(
            "公開日:2024/07/03",
            "公開日:2024/13/45",
            "媒体:館",
            "さらに読む ⇒館出典/画像元: https://a.jp/",
            "さらに読む ⇒",
        ),
        *(
            "出典/画像元:",
            "https://a.jp/",
            "次のページを読む ⇒",
            "2 / 3",
            "問 なぜ?",
            "答 理由",
            "問",
            "答",
            "> 引用です。",
        ),
        *(
            "出典: 明月記",
            "1984年 | 改刷",
            "1984年11月",
            "・項目",
            "もくじ",
            "出典一覧",
            "関連する記事",
            "メニュー",
            "根拠: 文",
        ),
        *(
            "2024年7月3日",
            "文 秋山 菊子",
            "当サイト作成",
            "[1]",
            "3",
            "終わり、",
            "# 題",
            "A. b",
            "Q. c?",
            "\u202e裏",
        ),
    ]
)
TEXTS = st.lists(LINES | st.text(max_size=30), max_size=40).map("\n".join)
# What a line says that needs no place in the tree: it is repeated, or part of the site, or only a mark.
NOT_KEPT = {
    Role.CHROME,
    Role.REPEATED,
    Role.BLANK,
    Role.KEY_HEADING,
    Role.PICTURE,
    Role.NEXT_PAGE,
    Role.CARD_DATE,
}


def letters(text: str) -> str:
    kept = (c for c in text if c.isalnum())
    return "".join(kept)


def holds(reading: Reading, words: str) -> bool:
    everything = letters(str(to_json(reading.manuscript)))
    # A mark or label before the words, or the number of a source behind them, is no part of what was said.
    said = letters(words)
    return any(said[start:end] in everything for start in range(12) for end in (len(said), -1, -2, -3))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_line_is_lost(body: str) -> None:
    try:
        result = read(HEAD + body)
    except DigestTextError:
        return
    assert [line.number for line in result.report] == list(range(1, len(result.report) + 1))
    assert LOST_NOTE not in {line.note for line in result.report}
    for line in result.report:
        if line.role not in NOT_KEPT and len(letters(line.text)) > 3:
            assert holds(result, line.text), line


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        result = read(text)
    except DigestTextError:
        return
    assert result.manuscript.tree.title or result.canonical
    assert LOST_NOTE not in {line.note for line in result.report}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_report_holds_every_line_once_and_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    result = read(text)
    assert [line.number for line in result.report] == list(range(1, len(text.split("\n")) + 1))
    assert [line.text.strip() for line in result.report] == [line.strip() for line in text.split("\n")]


LOOKS = {
    "tags": {},
    "lines": {"question_above": True, "colon_after_name": False},
    "loaded": {"loaded_in_place": True},
}


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.name.split(".")[0])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_copy_of_our_own_page_is_read_back(path: Path, look: dict[str, bool]) -> None:
    original = read(path.read_bytes()).manuscript
    copy = read(copied(original, **look)).manuscript.tree
    assert outline(copy) == outline(original.tree)
    assert sources(copy) == sources(original.tree)
    assert (copy.title, copy.subtitle, copy.lead) == (
        original.tree.title,
        original.tree.subtitle,
        original.tree.lead,
    )
    assert [point.text for point in copy.key_points] == [point.text for point in original.tree.key_points]
    assert copy.intro == original.tree.intro


@pytest.mark.parametrize(
    ("name", "sections", "cards"),
    [
        ("copied-new-banknotes.txt", [3, 2], 6),
        ("copied-mauna-loa-co2.txt", [3], 4),
        ("copied-leap-second.txt", [2, 2, 2], 6),
    ],
)
def test_what_a_browser_gave_for_our_pages(name: str, sections: list[int], cards: int) -> None:
    """Kept as it was copied: the look of the site may change, and old copies have to be read still."""
    (path,) = [path for path in SAMPLES if path.name == name]
    found = read(path.read_bytes()).manuscript.tree
    assert found.key_points
    assert [len(page.sections) for page in found.pages] == sections
    assert all(section.question and section.answer for page in found.pages for section in page.sections)
    assert len(found.cards()) == cards
    assert all(c.title and c.url and c.publisher and c.points for c in found.cards())
    assert all(found.speakers())


def test_canonical_text_is_read_strictly_and_reported_too() -> None:
    result = read(DEMO[0].read_bytes())
    assert result.canonical
    assert result.flagged == ()
    found = {line.role for line in result.report}
    assert {Role.TITLE, Role.KEY_POINT, Role.HEADING, Role.CARD_TITLE, Role.CARD_POINT, Role.COMMENT} <= found


def outline(found: Tree) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (page.title if number else "", [(s.heading, s.question, s.answer) for s in page.sections])
        for number, page in enumerate(found.pages)
    ]


def sources(found: Tree) -> list[tuple[object, ...]]:
    return [
        (c.title, c.url, c.publisher, c.published, [(p.text, p.passage) for p in c.points])
        for c in found.cards()
    ]
