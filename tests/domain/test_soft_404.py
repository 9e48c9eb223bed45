"""Pages that come and are not what was cited."""

import pytest

from digest.domain.source import Source
from digest.domain.survival.soft_404 import doubt_of, says_not_found
from digest.domain.webpage import read_page
from tests.support.factories import NOW
from tests.support.fake_fetch import HTML, a_page

TITLE = "新しい紙幣、三日から発行へ"
TEXT = (
    "日本銀行は三日、新しい一万円札、五千円札、千円札の発行を始めた。肖像の交代は二十年ぶりとなる。\n"
    "偽造を防ぐため、見る角度によって肖像が動いて見えるホログラムが採り入れられた。\n"
    "目の不自由な人にも分かるよう、指で触れる印の形と位置が額面ごとに変えられている。"
)
OTHER = "きょうの天気は全国で晴れるところが多く、洗濯日和となりそうです。\n" * 6


def doubt(title: str, text: str, source: Source | None = None) -> str:
    known = source or Source(url="https://a.jp/1", title=TITLE, text=TEXT, retrieved_at=NOW)
    body = a_page(title, text).encode()
    return str(doubt_of(known, read_page(body, HTML["content-type"], "https://a.jp/1")))


@pytest.mark.parametrize(
    "title",
    [
        "ページが見つかりません | 例新聞",
        "お探しのページは見付かりませんでした",
        "404",
        "Error 404",
        "404 Not Found",
        "Page not found - Example",
        "記事の掲載期間が終了しました",
        "掲載を終了しました",
        "公開期間は終了しています",
        "この記事は削除されました",
        "お探しの記事は存在しません",
    ],
)
def test_pages_that_say_so(title: str) -> None:
    assert says_not_found(title)
    assert doubt(title, TEXT) == "not-found"


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "国道404号が全線開通",
        "消えた年金、見つかる",
        "大会が終了、優勝は三年ぶり",
        "地球に似た惑星 404光年先に",
        "The lost letters, found",
    ],
)
def test_headlines_that_only_sound_like_it(title: str) -> None:
    assert not says_not_found(title)


def test_a_page_that_is_the_same_is_no_doubt_also_with_another_headline() -> None:
    assert doubt(TITLE, TEXT) == ""
    assert doubt("新紙幣が発行開始", TEXT + "\n" + OTHER) == ""


def test_a_page_whose_text_is_gone_is_doubtful() -> None:
    assert doubt(TITLE, OTHER) == "text"
    assert doubt(TITLE, "") == "text"


def test_without_a_kept_text_the_headline_decides_if_it_came_from_the_page() -> None:
    read = Source(url="https://a.jp/1", title=TITLE, text="", retrieved_at=NOW)
    assert doubt(f"{TITLE} | 例新聞", OTHER, read) == ""
    assert doubt("きょうの天気", OTHER, read) == "title"
    typed = Source(url="https://a.jp/1", title=TITLE, text="", retrieved_at=None)
    assert doubt("きょうの天気", OTHER, typed) == ""


def test_a_report_about_pages_that_are_not_found_is_none_itself() -> None:
    title = "「404 Not Found」はなぜ生まれたか"
    source = Source(url="https://a.jp/1", title=title, text=TEXT, retrieved_at=NOW)
    assert doubt(title, TEXT, source) == ""
