"""Titles with the name of the site tacked on, and titles that only look so."""

import pytest

from digest.domain.webpage.titles import title_of

NAMES = ["例示新聞デジタル", "例示新聞社", "example-shimbun.jp", "example-shimbun"]


@pytest.mark.parametrize(
    "title",
    [
        "新駅の計画を公表 | 例示新聞デジタル",
        "新駅の計画を公表｜例示新聞",
        "新駅の計画を公表 - 例示新聞デジタル",
        "新駅の計画を公表 – 例示新聞",
        "新駅の計画を公表 — 例示新聞",
        "新駅の計画を公表：例示新聞デジタル",
        "新駅の計画を公表:例示新聞デジタル",
        "新駅の計画を公表 : 例示新聞オンライン",
        "新駅の計画を公表／例示新聞",
        "新駅の計画を公表 « 例示新聞",
        "新駅の計画を公表 〉 例示新聞",
        "新駅の計画を公表〈例示新聞〉",
        "新駅の計画を公表【例示新聞】",
        "新駅の計画を公表（例示新聞）",
        "新駅の計画を公表 [例示新聞]",
        "新駅の計画を公表 | 社会 | 例示新聞",
        "新駅の計画を公表 - 例示新聞 - Example Shimbun",
        "新駅の計画を公表 | 社会 | 例示新聞 | 例示グループ",
        "例示新聞 | 新駅の計画を公表",
        "例示新聞デジタル：新駅の計画を公表",
        "【例示新聞】新駅の計画を公表",
        "新駅の計画を公表",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    assert title_of([title], NAMES).title == "新駅の計画を公表"


@pytest.mark.parametrize(
    "title",
    [
        "Wi-Fi 7対応機 - 3社を比べる",
        "コロナ－この6年の歩み",
        "社説：図書館は誰のものか",
        "「A | B」という名の店が閉店",
        "日本－ブラジル戦を振り返る",
        "速報｜台風が上陸",
        "例示新聞社が新しい本社を建てる",
        "新駅（仮称）の計画を公表",
        "【速報中】台風二十号の動き",
        "首相「通信網の整備を急ぐ」 - 会見の全文",
        "Spider-Man - a history",
        "9:05の汽車",
        "10-20代の投票率",
    ],
)
def test_a_title_that_merely_has_a_dash_is_left_alone(title: str) -> None:
    assert title_of([title], NAMES).title == title


@pytest.mark.parametrize(
    ("candidates", "title"),
    [
        # Nothing is known of the site: the page itself says where its headline ends.
        (["新駅の計画を公表 | まちのこえ", "新駅の計画を公表"], "新駅の計画を公表"),
        (["新駅の計画を公表 - まちのこえ", "新駅の計画を公表"], "新駅の計画を公表"),
        # The end looks like the name of an outlet or an office.
        (["新駅の計画を公表｜国土交通省"], "新駅の計画を公表"),
        (["国土交通省｜報道発表資料｜新駅の計画を公表"], "新駅の計画を公表"),
        (["新駅の計画を公表 - みなとニュース"], "新駅の計画を公表"),
        # What is shortened is taken in full where it stands so.
        (
            ["新駅の計画を公表、図書館と…", "新駅の計画を公表、図書館と診療所も"],
            "新駅の計画を公表、図書館と診療所も",
        ),
        # A name of the site or of nothing is no title.
        (["例示新聞", "新駅の計画を公表"], "新駅の計画を公表"),
        (["無題ドキュメント", "新駅の計画を公表"], "新駅の計画を公表"),
        (["ニュース詳細 | 例示新聞", "新駅の計画を公表"], "新駅の計画を公表"),
        ([], ""),
        (["例示新聞"], "例示新聞"),
    ],
)
def test_candidates_are_weighed_against_each_other(candidates: list[str], title: str) -> None:
    assert title_of(candidates, NAMES).title == title


def test_what_is_cut_off_names_the_site() -> None:
    assert title_of(["新駅の計画を公表 | 社会 | 港町新聞"], []).site == "港町新聞"
