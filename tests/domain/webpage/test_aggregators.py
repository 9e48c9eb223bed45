"""Sites that show the reports of others, and whom their pages name."""

import pytest

from digest.domain.webpage import aggregator_of, read_page

_TEXT = "<p>" + "沿線の自治体は一日、新しい駅の計画を公表した。住民への説明会は四回開かれる。" * 4 + "</p>"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("news.yahoo.co.jp", "Yahoo!ニュース"),
        ("NEWS.YAHOO.CO.JP", "Yahoo!ニュース"),
        ("news.line.me", "LINE NEWS"),
        ("www.smartnews.com", "SmartNews"),
        ("topics.smt.docomo.ne.jp", "dメニューニュース"),
        ("www.msn.com", "MSN"),
        ("news.goo.ne.jp", "gooニュース"),
        ("news.livedoor.com", "ライブドアニュース"),
        ("news.google.com", "Google ニュース"),
        ("www.excite.co.jp", "エキサイトニュース"),
        ("news.nifty.com:443", "ニフティニュース"),
        ("news.biglobe.ne.jp", "BIGLOBEニュース"),
        ("nordot.47news.jp", "47NEWS"),
    ],
)
def test_an_aggregator_is_known_by_its_host(host: str, name: str) -> None:
    found = aggregator_of(host)
    assert found
    assert found.name == name


@pytest.mark.parametrize(
    "host", ["www.example-shimbun.jp", "yahoo.co.jp", "notmsn.com", "msn.com.example", "", "jp"]
)
def test_other_sites_are_none(host: str) -> None:
    assert aggregator_of(host) is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="og:title" content="新駅の計画（沿線新聞） - Yahoo!ニュース">', ""),
        ("<title>新駅の計画（沿線新聞）｜Yahoo!ニュース</title>", ""),
        ("", "<p>沿線新聞 11/1(日) 9:05配信</p>"),
        ("", "<p>2026年11月1日 9時5分配信 沿線新聞</p>"),
        ("", "<p>配信：沿線新聞</p>"),
        ("", "<p>提供: 沿線新聞</p>"),
        ("", "<p>配信元：沿線新聞</p>"),
        ("", "<div class='article-source'>沿線新聞</div>"),
        ("", "<p>Copyright © 2026 沿線新聞 All rights reserved.</p>"),
        ("", "<p>(C)沿線新聞</p>"),
        ("", "<p>© 株式会社沿線新聞</p>"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"新駅の計画","publisher":'
            '{"name":"Yahoo!ニュース"},"author":{"@type":"Organization","name":"沿線新聞"}}</script>',
            "",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"新駅の計画",'
            '"publisher":{"name":"沿線新聞"}}</script>',
            "<p>© Yahoo! JAPAN</p>",
        ),
    ],
)
def test_the_original_publisher_is_named(head: str, body: str) -> None:
    markup = f"<html><head>{head}</head><body><h1>新駅の計画</h1>{_TEXT}{body}</body></html>"
    read = read_page(markup.encode(), "text/html; charset=utf-8", "https://news.yahoo.co.jp/articles/1a")
    assert (read.publisher, read.origin, read.title) == ("Yahoo!ニュース", "沿線新聞", "新駅の計画")


def test_none_is_named_where_the_page_names_none() -> None:
    head = "<title>新駅の計画 - Yahoo!ニュース</title>"
    markup = f"<html><head>{head}</head><body>{_TEXT}<p>© LY Corporation</p></body></html>"
    read = read_page(markup.encode(), "text/html", "https://news.yahoo.co.jp/articles/1a")
    assert read.origin == ""
