"""Pages of aggregators, which show the reports of others."""

from datetime import date

from tests.support.press.page import LIBRARY, QUAKE, RICE, SHINKANSEN, Page, html, ld, meta, paragraphs

_DAY = date(2026, 11, 1)

PAGES = (
    Page(
        "/articles/0a1b2c3d",
        html(
            "<title>駅前に図書館　沿線の計画（沿線新聞） - Yahoo!ニュース</title>"
            + meta(og_title="駅前に図書館　沿線の計画（沿線新聞） - Yahoo!ニュース", og_site_name="Yahoo!ニュース")
            + '<link rel="canonical" href="{base}/articles/0a1b2c3d">'
            + ld(
                headline="駅前に図書館　沿線の計画（沿線新聞） - Yahoo!ニュース",
                datePublished="2026-11-01T00:05:00.000Z",
                author={"@type": "Organization", "name": "沿線新聞"},
                publisher={"@type": "Organization", "name": "Yahoo!ニュース"},
            ),
            f"<main><article><h1>駅前に図書館　沿線の計画</h1><p><time>11/1(日) 9:05</time>配信</p>{paragraphs(*SHINKANSEN)}</article>"
            "<section id='comment'><h2>コメント 120件</h2><p>この計画はすばらしいと思います。近くに住んでいるので待ち遠しいです。</p></section></main>",
        ),
        "駅前に図書館 沿線の計画",
        "Yahoo!ニュース",
        _DAY,
        host="https://news.yahoo.co.jp",
        has=SHINKANSEN,
        lacks=("待ち遠しい",),
        more={"origin": "沿線新聞"},
    ),
    Page(
        "/article/oa-xyz/123",
        html(
            "<title>新米の価格、一割安に | みなと新報 | LINE NEWS</title>" + meta(og_site_name="LINE NEWS", og_title="新米の価格、一割安に | みなと新報 | LINE NEWS"),
            f"<article><h1>新米の価格、一割安に</h1><p>2026年11月1日 9:05 みなと新報</p><p>提供：みなと新報</p>{paragraphs(*RICE)}</article>",
        ),
        "新米の価格、一割安に",
        "LINE NEWS",
        _DAY,
        host="https://news.line.me",
        has=RICE,
        more={"origin": "みなと新報"},
    ),
    Page(
        "/ja-jp/news/national/ar-BB123",
        html(
            "<title>小さなずれ十四回、海底で記録</title>" + meta(og_title="小さなずれ十四回、海底で記録", og_site_name="MSN")
            + ld(headline="小さなずれ十四回、海底で記録", datePublished="2026-11-01T09:05:00+09:00", provider={"@type": "Organization", "name": "理科時報"}, publisher={"name": "MSN"}),
            f"<article><h1>小さなずれ十四回、海底で記録</h1>{paragraphs(*QUAKE)}</article>",
        ),
        "小さなずれ十四回、海底で記録",
        "MSN",
        _DAY,
        host="https://www.msn.com",
        has=QUAKE,
        more={"origin": "理科時報"},
    ),
    Page(
        "/topics/detail/2000",
        html(
            "<title>図書館が履歴の仕組み - ライブドアニュース</title>" + meta(og_site_name="ライブドアニュース"),
            "<article><h1>図書館が履歴の仕組み</h1><time datetime='2026-11-01 09:05:00'>2026年11月1日 9時5分</time>"
            f"<p class='articleVender'>町の新聞</p>{paragraphs(*LIBRARY)}<p>(C)町の新聞</p></article>",
        ),
        "図書館が履歴の仕組み",
        "ライブドアニュース",
        _DAY,
        host="https://news.livedoor.com",
        has=LIBRARY,
        more={"origin": "町の新聞"},
    ),
    Page(
        "/article/gendai-555/",
        html(
            "<title>図書館が履歴の仕組み｜ニフティニュース</title>" + meta(og_site_name="ニフティニュース"),
            f"<article><h1>図書館が履歴の仕組み</h1><p>町の新聞 2026年11月01日 09時05分配信</p>{paragraphs(*LIBRARY)}</article>",
        ),
        "図書館が履歴の仕組み",
        "ニフティニュース",
        _DAY,
        host="https://news.nifty.com",
        has=LIBRARY,
        more={"origin": "町の新聞"},
    ),
)  # fmt: skip
