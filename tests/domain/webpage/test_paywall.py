"""Pages that show their report to subscribers only."""

import pytest

from digest.domain.webpage import read_page

_TEXT = "沿線の自治体は一日、新しい駅の計画を公表した。駅前には図書館と診療所が入る。"


def read(head: str = "", body: str = "") -> tuple[bool, str]:
    article = f"<article><h1>新駅の計画</h1><p>{_TEXT}</p>{body}</article>"
    markup = f"<html><head>{head}</head><body>{article}</body></html>"
    page = read_page(markup.encode(), "text/html", "https://www.example-shimbun.jp/a/1")
    return page.paywalled, page.text


def ld(free: str, more: str = "") -> str:
    node = f'{{"@type":"NewsArticle","isAccessibleForFree":{free}{more}}}'
    return f'<script type="application/ld+json">{node}</script>'


@pytest.mark.parametrize("free", ["false", '"False"', '"false"', '"http://schema.org/False"', "0"])
def test_a_page_says_that_it_is_not_free(free: str) -> None:
    assert read(ld(free))[0]


def test_a_part_that_is_not_free_is_enough() -> None:
    assert read(ld("true", ',"hasPart":[{"@type":"WebPageElement","isAccessibleForFree":false}]'))[0]


@pytest.mark.parametrize(
    "said",
    [
        "この記事は有料会員限定です。",
        "この記事は有料記事です。残り512文字",
        "残り1,234文字（全文2,000文字）",
        "残り：３５０文字",
        "有料会員限定の記事です",
        "続きを読むには会員登録が必要です",
        "この記事の続きは会員の方のみご覧いただけます",
        "ログインして続きを読む",
        "Subscribe to continue reading",
        "This article is for subscribers only.",
    ],
)
def test_its_readers_are_told(said: str) -> None:
    paywalled, text = read(body=f"<p>{said}</p>")
    assert paywalled
    assert said not in text
    assert _TEXT in text


@pytest.mark.parametrize(
    "said",
    [
        "残り三日で大会が始まる。",
        "会員制の図書館が開館した。",
        "新聞の購読者は十年で半分になった。",
        "続きは明日の朝刊で伝える。",
    ],
)
def test_words_that_only_sound_like_it_are_text(said: str) -> None:
    paywalled, text = read(body=f"<p>{said}</p>")
    assert not paywalled
    assert said in text


def test_a_free_page_may_advertise() -> None:
    assert not read(ld("true"), "<p>有料会員限定の記事です</p>")[0]
