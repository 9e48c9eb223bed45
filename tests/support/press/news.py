"""News pages that describe themselves well: JSON-LD in its many forms, OpenGraph, meta, microdata."""

from datetime import date, datetime, timedelta, timezone

from tests.support.press.page import (
    ENGLISH,
    LIBRARY,
    QUAKE,
    RICE,
    SHINKANSEN,
    Page,
    html,
    ld,
    meta,
    paragraphs,
)

_DAY = date(2026, 11, 1)
_JST = timezone(timedelta(hours=9))
_NINE = datetime(2026, 11, 1, 9, 5, tzinfo=_JST)

_GRAPH = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "Organization", "@id": "{base}/#org", "name": "みなと新報社", "logo": {"@type": "ImageObject", "url": "{base}/logo.png"}},
 {"@type": "WebSite", "@id": "{base}/#site", "name": "みなと新報オンライン", "publisher": {"@id": "{base}/#org"}},
 {"@type": "WebPage", "@id": "{base}/articles/2", "name": "コメ作柄は平年並み | みなと新報オンライン", "datePublished": "2020-01-01"},
 {"@type": ["Article", "NewsArticle"], "headline": "コメ作柄は平年並み　新米の価格は一割安に", "isPartOf": {"@id": "{base}/articles/2"},
  "mainEntityOfPage": {"@id": "{base}/articles/2"}, "datePublished": "2026-11-01T09:05:00+09:00",
  "dateModified": "2026-11-02T18:00:00+09:00", "author": [{"@type": "Person", "name": "海野 みのり"}, {"@type": "Person", "name": "田所 実"}],
  "publisher": {"@id": "{base}/#org"}, "image": ["{base}/rice.jpg"], "inLanguage": "ja"}]}
</script>"""

_BROKEN = """<script type="application/ld+json">
//<![CDATA[
{
  "@context": "http://schema.org", /* made by the template */
  "@type": "NewsArticle",
  "headline": "海底の装置が
 ゆっくりした動きを記録", // the desk's headline
  "datePublished": "2026-11-01T09:05:00+09:00",
  "publisher": {"@type": "Organization", "name": "理科時報",},
  "author": {"@type": "Person", "name": "星野 &amp; 月岡",},
}
//]]>
</script>"""

_CUT_SHORT = """<script type="application/ld+json">
{"@context": "http://schema.org", "@type": "NewsArticle", "headline": "図書館、貸し出しの記録を本人に",
 "datePublished": "2026-11-01T09:05:00+09:00", "publisher": {"@type": "Organization", "name": "港町"新聞"}
</script>"""

_MANY = (
    ld(
        kind="BreadcrumbList",
        itemListElement=[{"@type": "ListItem", "position": 1, "name": "社会", "item": "{base}/s/"}],
    )
    + ld(
        kind="ItemList",
        itemListElement=[
            {"@type": "NewsArticle", "headline": "別の記事の見出し", "datePublished": "2026-10-01"}
        ],
    )
    + ld(
        headline="関連の記事の見出しはこちら",
        url="{base}/articles/900",
        datePublished="2026-10-02",
        publisher={"name": "別の社"},
    )
    + ld(
        headline="駅前に図書館と診療所　沿線の計画を公表",
        url="{base}/articles/5",
        datePublished="2026-11-01T09:05:00+09:00",
        publisher={"@type": "NewsMediaOrganization", "name": "沿線新聞社"},
    )
)

_MICRODATA = f"""<article itemscope itemtype="http://schema.org/NewsArticle">
<meta itemprop="mainEntityOfPage" content="{{base}}/articles/8">
<h1 itemprop="headline">新米の値段、一割ほど安く</h1>
<p>公開：<time itemprop="datePublished" datetime="2026-11-01T09:05:00+09:00">11月1日 9時05分</time>
更新：<time itemprop="dateModified" datetime="2026-11-01T21:00:00+09:00">11月1日 21時</time></p>
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">穂高 稔</span></span>
<div itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" content="山里日報">
<div itemprop="logo" itemscope itemtype="http://schema.org/ImageObject"><meta itemprop="url" content="{{base}}/logo.png"></div></div>
<div itemprop="articleBody">{paragraphs(*RICE)}</div>
<div itemprop="comment" itemscope itemtype="http://schema.org/Comment"><time itemprop="datePublished" datetime="2026-11-05">5日</time>
<p itemprop="text">読者の書き込みはここに並ぶ。</p></div></article>"""

PAGES = (
    Page(
        "/articles/1.html",
        html(
            "<title>新駅前に図書館と診療所　沿線自治体が計画：例示新聞デジタル</title>"
            + meta(og_title="新駅前に図書館と診療所　沿線自治体が計画：例示新聞デジタル", og_site_name="例示新聞デジタル", og_url="{base}/articles/1.html")
            + '<link rel="canonical" href="{base}/articles/1.html">'
            + ld(
                headline="新駅前に図書館と診療所　沿線自治体が計画",
                mainEntityOfPage={"@type": "WebPage", "@id": "{base}/articles/1.html"},
                datePublished="2026-11-01T09:05:00+09:00",
                dateModified="2026-11-01T12:00:00+09:00",
                author={"@type": "Person", "name": "駅前 太郎"},
                publisher={"@type": "Organization", "name": "例示新聞社", "logo": {"@type": "ImageObject", "url": "{base}/l.png"}},
                image={"@type": "ImageObject", "url": "{base}/station.jpg", "width": 1200},
                description="沿線自治体が新駅の計画を公表した。",
                isAccessibleForFree=True,
            ),
            f"<main><h1>新駅前に図書館と診療所　沿線自治体が計画</h1><p>駅前太郎</p><p>2026年11月1日 9時05分</p>{paragraphs(*SHINKANSEN)}</main>",
        ),
        "新駅前に図書館と診療所　沿線自治体が計画".replace("　", " "),
        "例示新聞社",
        _DAY,
        has=SHINKANSEN,
        lacks=("会社案内", "スポーツ"),
        more={
            "site_name": "例示新聞デジタル",
            "author": "駅前 太郎",
            "published_at": _NINE,
            "modified_at": datetime(2026, 11, 1, 12, tzinfo=_JST),
            "picture_url": "{base}/station.jpg",
            "language": "ja",
            "paywalled": False,
        },
    ),
    Page(
        "/articles/2",
        html("<title>コメ作柄は平年並み | みなと新報オンライン</title>" + _GRAPH, f"<article><h1>コメ作柄は平年並み　新米の価格は一割安に</h1>{paragraphs(*RICE)}</article>"),
        "コメ作柄は平年並み 新米の価格は一割安に",
        "みなと新報社",
        _DAY,
        has=RICE,
        more={"author": "海野 みのり、田所 実", "picture_url": "{base}/rice.jpg", "site_name": "みなと新報オンライン", "published_at": _NINE},
    ),
    Page(
        "/articles/3",
        html("<title>海底の装置がゆっくりした動きを記録 - 理科時報</title>" + _BROKEN, f"<article><h1>海底の装置がゆっくりした動きを記録</h1>{paragraphs(*QUAKE)}</article>"),
        "海底の装置が ゆっくりした動きを記録",
        "理科時報",
        _DAY,
        has=QUAKE,
        more={"author": "星野 & 月岡"},
    ),
    Page(
        "/articles/4",
        html("<title>図書館、貸し出しの記録を本人に｜港町新聞</title>" + _CUT_SHORT, f"<article><h1>図書館、貸し出しの記録を本人に</h1>{paragraphs(*LIBRARY)}</article>"),
        "図書館、貸し出しの記録を本人に",
        "港町新聞",
        _DAY,
        has=LIBRARY,
        more={"published_at": _NINE},
    ),
    Page(
        "/articles/5?utm_source=line",
        html("<title>駅前に図書館と診療所　沿線の計画を公表</title>" + _MANY, f"<article><h1>駅前に図書館と診療所　沿線の計画を公表</h1>{paragraphs(*SHINKANSEN)}</article>"),
        "駅前に図書館と診療所 沿線の計画を公表",
        "沿線新聞社",
        _DAY,
        canonical="/articles/5",
        has=SHINKANSEN,
    ),
    Page(
        "/articles/6",
        html(
            meta(
                og_title="コメの作柄は平年並みに | 里の新聞",
                og_site_name="里の新聞",
                og_description="農家への聞き取りから。",
                og_image="/img/rice.jpg",
                og_url="{base}/articles/6",
                article_published_time="2026-10-31T23:30:00Z",
                article_modified_time="2026-11-01T03:00:00Z",
                og_locale="ja_JP",
            ),
            f"<div class='entry'><h2>コメの作柄は平年並みに</h2>{paragraphs(*RICE)}</div>",
            lang="",
        ),
        "コメの作柄は平年並みに",
        "里の新聞",
        # Half past eight in the morning in Japan.
        _DAY,
        has=RICE,
        more={"description": "農家への聞き取りから。", "picture_url": "{base}/img/rice.jpg", "language": "ja"},
    ),
    Page(
        "/articles/7",
        html(
            "<title>海底の観測で小さなずれ十四回 – 理科の窓</title>"
            '<meta name="author" content="海原 岬"><meta name="description" content="二年間の記録。"><meta name="date" content="2026-11-01">',
            f"<div id='content'><h1>海底の観測で小さなずれ十四回</h1>{paragraphs(*QUAKE)}</div>",
        ),
        "海底の観測で小さなずれ十四回",
        "理科の窓",
        _DAY,
        has=QUAKE,
        more={"author": "海原 岬", "description": "二年間の記録。"},
    ),
    Page(
        "/articles/8",
        html("<title>新米の値段、一割ほど安く（山里日報）</title>", _MICRODATA),
        "新米の値段、一割ほど安く",
        "山里日報",
        _DAY,
        has=RICE,
        lacks=("読者の書き込み",),
        more={"author": "穂高 稔", "published_at": _NINE, "modified_at": datetime(2026, 11, 1, 21, tzinfo=_JST)},
    ),
    Page(
        "/news/uk-park-12345",
        html(
            "<title>Council votes for riverside park - Harbour Herald</title>"
            + meta(og_title="Council votes for riverside park", og_site_name="Harbour Herald")
            + ld(
                kind="ReportageNewsArticle",
                headline="Council votes for riverside park &#8211; a first for the city",
                datePublished="2026-11-01T23:30:00.000Z",
                author=[{"@type": "Person", "name": "Ann Shaw"}, {"@type": "Person", "name": "Bo Lee"}],
                publisher={"@type": "NewsMediaOrganization", "name": "Harbour Herald"},
            ),
            f"<main><article><h1>Council votes for riverside park</h1>{paragraphs(*ENGLISH)}</article></main>",
            lang=' lang="en-GB"',
        ),
        "Council votes for riverside park – a first for the city",
        "Harbour Herald",
        # An English page in UTC means that day, whatever day it is in Japan.
        _DAY,
        host="https://www.harbour-herald.co.uk",
        has=ENGLISH,
        more={"author": "Ann Shaw, Bo Lee", "language": "en"},
    ),
    Page(
        "/live/77",
        html(
            "<title>【速報中】台風二十号の動き | 例示放送ニュース</title>"
            + ld(
                kind="LiveBlogPosting",
                headline="【速報中】台風二十号の動き",
                datePublished="2026-11-01T05:00:00+09:00",
                coverageStartTime="2026-11-01T05:00:00+09:00",
                publisher={"@type": "Organization", "name": "例示放送"},
                liveBlogUpdate=[
                    {"@type": "BlogPosting", "headline": "暴風域が消える", "datePublished": "2026-11-02T08:00:00+09:00"},
                    {"@type": "BlogPosting", "headline": "二つの市で避難指示", "datePublished": "2026-11-01T06:00:00+09:00"},
                ],
            ),
            "<main><h1>【速報中】台風二十号の動き</h1>"
            "<section><h2>暴風域が消える</h2><p>気象台は二日の朝、台風の暴風域がなくなったと発表した。引き続き高い波に注意が要る。</p></section>"
            "<section><h2>二つの市で避難指示</h2><p>沿岸の二つの市は一日の早朝、あわせて三千世帯に避難指示を出した。学校の体育館が開けられている。</p></section></main>",
        ),
        "【速報中】台風二十号の動き",
        "例示放送",
        _DAY,
        has=("気象台は二日の朝、台風の暴風域がなくなったと発表した。", "沿岸の二つの市は一日の早朝、あわせて三千世帯に避難指示を出した。"),
    ),
)  # fmt: skip
