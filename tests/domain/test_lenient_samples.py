"""The samples of pasted pages, field by field."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from digest.domain.digest_text.reading import Reading, read
from digest.domain.digest_text.report import Role
from digest.domain.tree import Card, Comment, Quote, Section, Text, Timeline, Tree

SAMPLES = Path(__file__).parent / "samples"


@cache
def reading(name: str) -> Reading:
    return read((SAMPLES / name).read_bytes())


def tree(name: str) -> Tree:
    return reading(name).manuscript.tree


def shape(section: Section) -> list[str]:
    return [block.kind for block in section.blocks]


def comments(section: Section) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.speaker, block.lines) for block in section.blocks if isinstance(block, Comment)]


def texts(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Text)]


def cards(section: Section) -> list[Card]:
    return [block for block in section.blocks if isinstance(block, Card)]


class TestBanknotes:
    @pytest.fixture
    def banknotes(self) -> Tree:
        return tree("banknotes.digest.txt")

    def test_the_title_is_parted_from_the_subtitle_that_touches_it(self, banknotes: Tree) -> None:
        assert banknotes.title == "新しいお札は何が変わった?20年ぶりの改刷を読み解く"
        assert banknotes.subtitle == "3Dホログラムと大きな数字、暮らしへの影響は?"

    def test_lead_key_points_and_intro(self, banknotes: Tree) -> None:
        assert banknotes.lead == (
            "2024年7月、一万円・五千円・千円の三つのお札が新しくなりました。"
            "偽造を防ぐ技術と、使いやすさの工夫を整理します。"
        )
        assert [point.text for point in banknotes.key_points] == [
            "2024年7月3日に三つの額面の日本銀行券が同時に切り替わりました。",
            "肖像が立体的に動いて見えるホログラムは、紙幣では世界で初めての採用です。",
            "これまでのお札も引き続き使えます。",
        ]
        assert banknotes.intro == "それでは、新しいお札の中身を順番に見ていきましょう。"
        assert banknotes.language == "ja"

    def test_headings_questions_and_answers(self, banknotes: Tree) -> None:
        assert [(s.heading, s.question, s.answer) for s in banknotes.pages[0].sections] == [
            ("偽造を防ぐ技術:動いて見える肖像", "ホログラムの何が新しい?", "肖像が回る。"),
            ("暮らしへの影響:券売機とレジの更新", "お店の機械はすぐ使えた?", "対応は業種で差"),
        ]

    def test_comments_and_text_are_told_apart(self, banknotes: Tree) -> None:
        first, second = banknotes.pages[0].sections
        assert shape(first) == ["comment", "card", "comment", "text", "comment"]
        assert comments(first) == [
            ("", ("お札を傾けたくなりますね。",)),
            (
                "",
                (
                    "触って分かる工夫は、誰にとっても助かりますね。",
                    "お札が変わるのは単なる衣替えではないのでしょうか。",
                ),
            ),
            ("", ("なるほど。技術と意匠の両方が新しくなったのですね。",)),
        ]
        assert texts(first) == [
            "改刷は、偽造の技術が進む速さに先回りするために、およそ20年ごとに行われてきました。\n\n"
            "今回の肖像には、一万円札に渋沢栄一、五千円札に津田梅子、千円札に北里柴三郎が選ばれました。\n\n"
            "裏面には、東京駅丸の内駅舎、ノダフジ、富嶽三十六景の神奈川沖浪裏が描かれています。"
        ]
        assert shape(second) == ["comment", "card", "comment", "text", "comment"]
        assert comments(second)[-1] == (
            "",
            ("現金をめぐる景色は、これからも少しずつ変わっていくのかもしれませんね。",),
        )

    def test_the_card_without_a_date(self, banknotes: Tree) -> None:
        (card,) = cards(banknotes.pages[0].sections[0])
        assert card.title == "新しい日本銀行券の特徴:国立印刷局"
        assert card.published is None
        assert card.publisher == "国立印刷局"
        assert card.url == card.credit == "https://www.npb.go.jp/"
        assert [point.text for point in card.points] == [
            "国立印刷局は、見る角度を変えると肖像の向きが変わって見える3Dホログラムを採用したと説明しています。",
            "用紙には高精細なすき入れが施され、肖像のまわりに細かな模様が浮かびます。",
            "額面の数字は大きくなり、指で触って区別できる印の位置も三つの券種で変えられました。",
        ]

    def test_the_card_with_a_date_between_its_titles(self, banknotes: Tree) -> None:
        (card,) = cards(banknotes.pages[0].sections[1])
        assert card.title == "新しい日本銀行券の発行開始について:日本銀行"
        assert card.published == date(2024, 7, 3)
        assert card.publisher == "日本銀行:日本の中央銀行"
        assert card.url == "https://www.boj.or.jp/note_tfjgs/note/n_note/index.htm"
        assert len(card.points) == 3

    def test_the_next_page_has_only_a_title(self, banknotes: Tree) -> None:
        assert len(banknotes.pages) == 2
        assert banknotes.pages[1].title == "新しいお札の歴史、肖像はどう選ばれてきた?"
        assert banknotes.pages[1].blank

    def test_only_the_parted_title_is_flagged(self) -> None:
        assert [(line.number, line.role) for line in reading("banknotes.digest.txt").flagged] == [
            (3, "title")
        ]

    def test_what_stands_twice_is_reported(self) -> None:
        repeated = [
            line.number for line in reading("banknotes.digest.txt").report if line.role == Role.REPEATED
        ]
        assert repeated == [7, 28, 62]


class TestShinkansen:
    @pytest.fixture
    def shinkansen(self) -> Tree:
        return tree("shinkansen.digest.txt")

    def test_a_title_with_a_colon_stays_whole(self, shinkansen: Tree) -> None:
        assert shinkansen.title == "北陸新幹線が敦賀へ:金沢から先の125キロは何を変えたか"
        assert shinkansen.subtitle == ""

    def test_lead_key_points_and_intro(self, shinkansen: Tree) -> None:
        assert shinkansen.lead == (
            "2024年3月、北陸新幹線の金沢・敦賀間が開業しました。所要時間と乗り換えの変化をまとめます。"
        )
        assert [point.text for point in shinkansen.key_points] == [
            "開業した区間は約125キロで、途中に六つの駅が生まれました。",
            "東京から福井へは乗り換えなしで行けるようになりました。",
        ]
        assert shinkansen.intro == "それでは、開業の中身を見ていきましょう。"

    def test_the_first_section(self, shinkansen: Tree) -> None:
        (section,) = shinkansen.pages[0].sections
        assert section.heading == "東京と福井が一本に：所要時間の変化"
        assert section.question == "どれだけ速くなった？"
        assert section.answer == "最速2時間51分。"
        assert shape(section) == ["comment", "card", "comment", "card", "text", "comment"]
        assert comments(section) == [
            ("", ("出張の予定の立て方が変わりそうですね。",)),
            ("", ("敦賀から関西へ向かう人には、どんな影響があるのでしょうか。",)),
            ("", ("便利になる人と、手間が増える人の両方がいるのですね。",)),
        ]
        assert texts(section) == [
            "敦賀駅では、新幹線のホームの真下に在来線の特急が着きます。\n\n"
            "大阪や名古屋からの特急は敦賀止まりになり、金沢へは乗り換えが必要になりました。"
        ]

    def test_both_cards(self, shinkansen: Tree) -> None:
        first, second = cards(shinkansen.pages[0].sections[0])
        assert first.title == "北陸新幹線（金沢・敦賀間）の開業：JR西日本"
        assert first.published == date(2024, 3, 16)
        assert (first.publisher, first.url) == ("JR西日本", "https://www.westjr.co.jp/")
        assert second.title == "北陸新幹線の建設：鉄道・運輸機構"
        assert second.published is None
        assert (second.publisher, second.url) == ("鉄道・運輸機構", "https://www.jrtt.go.jp/")
        assert [len(first.points), len(second.points)] == [2, 2]

    def test_the_title_of_the_next_page_is_its_heading_too(self, shinkansen: Tree) -> None:
        page = shinkansen.pages[1]
        assert page.title == "敦賀から先：新大阪への道のり"
        (section,) = page.sections
        assert (section.heading, section.question, section.answer) == (
            "敦賀から先：新大阪への道のり",
            "いつ大阪までつながる？",
            "着工時期は未定。",
        )
        assert shape(section) == ["comment", "card", "text", "comment"]
        (card,) = cards(section)
        assert card.title == "北陸新幹線（敦賀・新大阪間）：国土交通省"
        assert card.published == date(2024, 8, 7)
        assert (card.publisher, card.url) == ("国土交通省", "https://www.mlit.go.jp/tetudo/")
        assert texts(section) == ["どの案でも、地下水への影響の調査が論点になっています。"]

    def test_nothing_is_flagged(self) -> None:
        assert reading("shinkansen.digest.txt").flagged == ()


def test_a_page_without_blank_lines_and_with_named_voices() -> None:
    snow = tree("first-snow.txt")
    assert (snow.title, snow.subtitle) == (
        "富士山の初冠雪はどう決まる？観測の舞台裏",
        "甲府から眺める130年の記録",
    )
    first, second = snow.pages[0].sections
    assert comments(first) == [
        ("菊子", ("カメラではなく人の目なのですね。",)),
        ("葉一", ("雲が厚いと、何日も待つそうですよ。",)),
        ("菊子", ("来年はいつになるでしょう。",)),
    ]
    assert [card.published for card in snow.cards()] == [date(2025, 10, 3), date(2021, 5, 19)]
    assert [card.publisher for card in snow.cards()] == ["甲府地方気象台", "気象庁"]
    assert snow.cards()[1].url == "https://www.jma.go.jp/"
    assert (second.heading, second.answer) == ("遅くなる初冠雪", "少しずつ遅く")


def test_sections_without_questions_and_cards_that_lack_something() -> None:
    libraries = tree("libraries.txt")
    assert libraries.key_points == ()
    first, second = libraries.pages[0].sections
    assert [first.heading, second.heading] == ["滞在型という考え方", "費用はだれが払う"]
    basis, statistics = cards(first)
    assert basis.published is None
    assert basis.url == "https://www.mext.go.jp/a_menu/"
    assert "https://www.mext.go.jp/b_menu/" in basis.credit
    assert (statistics.points, statistics.url, statistics.publisher) == ((), "", "日本図書館協会")
    assert "公開日：2012/13/45" in texts(first)
    flagged = {line.text: line.role for line in reading("libraries.txt").flagged}
    assert flagged["公開日：2012/13/45"] == Role.TEXT
    assert "さらに読む ⇒ 日本図書館協会" in flagged


def test_menus_doubled_lines_and_three_pages() -> None:
    cherry = tree("cherry-blossom.txt")
    assert (cherry.title, cherry.subtitle) == (
        "さくらの開花予想はなぜ当たる?",
        "気温の積み重ねで読む、花の目覚め",
    )
    assert reading("cherry-blossom.txt").manuscript.author == "山田太郎"
    assert [page.title for page in cherry.pages] == ["", "標本木という物差し", "地図で見る桜前線"]
    assert [page.sections[0].heading for page in cherry.pages] == [
        "眠りから覚めるまで",
        "標本木という物差し",
        "北へ進む速さ",
    ]
    assert [(c.publisher, c.url, c.published) for c in cherry.cards()] == [
        ("気象庁", "https://www.jma.go.jp/jma/kishou/", date(2025, 3, 9)),
        ("気象庁", "https://www.data.jma.go.jp/sakura/", date(2025, 3, 19)),
    ]
    assert reading("cherry-blossom.txt").flagged == ()


def test_an_english_page() -> None:
    english = tree("leap-seconds.txt")
    assert english.language == "en"
    assert english.title == "Why leap seconds will disappear"
    assert english.intro == "Let's look at them one by one."
    (section,) = english.pages[0].sections
    assert (section.question, section.answer) == ("What drifts apart?", "The Earth slows down")
    assert comments(section) == [("Kikuko", ("I never noticed the extra second.",))]
    (card,) = english.cards()
    assert (card.published, card.publisher) == (date(2022, 11, 18), "BIPM")
    assert english.pages[1].title == "What computers do at midnight"


def test_publishers_without_a_label_and_a_next_title_behind_the_mark() -> None:
    sea = tree("sea-floor.txt")
    assert [point.text for point in sea.key_points] == [
        "深さは、音が返るまでの時間で分かります。",
        "海底の地図は、まだ四分の一ほどしかできていません。",
    ]
    first, second = sea.cards()
    assert (first.title, first.publisher) == ("海底地形図の作成", "海上保安庁")
    assert (first.url, first.published) == ("https://www1.kaiho.mlit.go.jp/", date(2024, 6, 1))
    assert (second.publisher, second.url) == ("Seabed 2030", "https://seabed2030.org/")
    assert sea.pages[1].title == "地図はいつ完成する？"
    assert [line.text for line in reading("sea-floor.txt").flagged] == ["終わり"]


def test_marks_of_full_width() -> None:
    trains = tree("timetables.txt")
    assert [(s.question, s.answer) for s in trains.pages[0].sections] == [
        ("ダイヤとは何ですか？", "列車の動きを描いた図"),
        ("接続はどう決める？", "乗る人の多い順に"),
    ]
    assert [(c.url, c.publisher, c.published) for c in trains.cards()] == [
        ("https://www.rtri.or.jp/", "鉄道総合技術研究所", date(2024, 9, 1)),
        ("https://www.jrfreight.co.jp/", "JR貨物", date(2024, 12, 13)),
    ]
    assert len(trains.pages) == 1


def test_short_remarks_and_a_last_page_above_the_foot() -> None:
    eels = tree("eels.txt")
    first, second = eels.pages[0].sections
    assert comments(first)[1] == ("", ("なるほど！",))
    assert texts(first)[0].startswith("二千キロ以上の旅です。")
    assert comments(second)[0] == ("", ("食卓に並ぶのは、いつごろになるでしょうか?",))
    assert [page.title for page in eels.pages] == [
        "",
        "完全養殖のこれから",
        "うなぎと日本人、土用の丑の日の物語",
    ]
    assert eels.pages[1].sections[0].heading == "資源を守る約束"
    assert eels.pages[2].blank


def test_a_quote_and_a_timeline() -> None:
    (section,) = tree("aurora.txt").pages[0].sections
    (quote,) = [block for block in section.blocks if isinstance(block, Quote)]
    assert (quote.text, quote.source) == ("赤気あり。その根は月の出る方のようであった。", "明月記")
    (years,) = [block for block in section.blocks if isinstance(block, Timeline)]
    assert [(event.when, event.text) for event in years.events] == [
        ("1958年2月", "各地で観測"),
        ("1989年3月", "北海道で観測"),
        ("2024年5月", "本州でも観測"),
    ]
    (card,) = cards(section)
    assert (card.published, card.url) == (date(2024, 5, 11), "https://www.nict.go.jp/press/")


def test_a_list_of_contents_is_no_part_of_the_text() -> None:
    moon = tree("far-side.txt")
    assert [s.heading for s in moon.pages[0].sections] == ["いつも同じ顔", "裏側を見た人類"]
    assert [len(cards(s)) for s in moon.pages[0].sections] == [1, 2]
    assert comments(moon.pages[0].sections[0]) == [("", ("そう聞くと、不思議な気がします。",))]
    assert moon.pages[1].title == "月の裏側に望遠鏡を置く計画"
    assert moon.pages[1].sections[0].heading == "静かな電波の世界"
    assert reading("far-side.txt").flagged == ()


def test_other_marks_for_key_points_points_and_headings() -> None:
    snow = tree("snow-crystals.txt")
    assert len(snow.key_points) == 2
    assert [s.heading for s in snow.pages[0].sections] == ["六角形のわけ", "形を決める二つのもの"]
    (card,) = snow.cards()
    assert (card.title, len(card.points)) == ("雪の結晶の分類：日本雪氷学会", 2)
    assert (card.published, card.url) == (date(2013, 2, 1), "https://www.seppyo.org/")
    assert [name for name, _ in comments(snow.pages[0].sections[1])] == ["葉一", "菊子"]
    assert "うさぎの毛の先に、結晶を育てる方法です。" in texts(snow.pages[0].sections[0])[-1]
