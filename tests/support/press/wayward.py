"""Pages whose dates and addresses are hard to find, or lead astray."""

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
_PRESS = ld(
    headline="住民への説明会は四回", publisher={"name": "沿線新聞"}, datePublished="2026-11-01T09:05:00+09:00"
)


def _ministry(body: str, title: str = "図書館の記録の扱いについて") -> str:
    return html(f"<title>{title}｜例示省</title>", body)


PAGES = (
    Page(
        "/press/reiwa.html",
        _ministry(
            "<div id='main'><h1>図書館の記録の扱いについて</h1><p align='right'>令和８年１１月１日<br>例示省読書推進課</p>"
            f"{paragraphs(*LIBRARY)}<p>お問い合わせ先　例示省読書推進課　電話03-0000-0000</p></div>"
        ),
        "図書館の記録の扱いについて",
        "例示省",
        _DAY,
        host="https://www.example.go.jp",
        has=LIBRARY,
    ),
    Page(
        "/press/r8.html",
        html("<title>図書館の記録の扱い - 例示庁ホームページ</title>", f"<div><h2>図書館の記録の扱い</h2><div>公表日　R8.11.1</div>{paragraphs(*LIBRARY)}</div>"),
        "図書館の記録の扱い",
        "例示庁ホームページ",
        _DAY,
        host="https://www.example.go.jp",
        has=LIBRARY,
    ),
    Page(
        "/news/zenkaku.html",
        html("<title>図書館が新しい仕組み | 町の新聞</title>", f"<article><h1>図書館が新しい仕組み</h1><div class='info'>２０２６年１１月１日（日）９時５分</div>{paragraphs(*LIBRARY)}</article>"),
        "図書館が新しい仕組み",
        "町の新聞",
        _DAY,
        has=LIBRARY,
        more={"published_at": datetime(2026, 11, 1, 9, 5, tzinfo=_JST)},
    ),
    Page(
        "/news/afternoon.html",
        html(
            "<title>図書館が新しい仕組み | 町の新聞</title>",
            "<article><div class='meta'>2026/11/02 10:00 更新　2026/11/01 午後3:05 公開</div>"
            f"<h1>図書館が新しい仕組み</h1>{paragraphs(*LIBRARY)}</article>",
        ),
        "図書館が新しい仕組み",
        "町の新聞",
        _DAY,
        has=LIBRARY,
        more={"published_at": datetime(2026, 11, 1, 15, 5, tzinfo=_JST), "modified_at": datetime(2026, 11, 2, 10, tzinfo=_JST)},
    ),
    Page(
        "/news/modified-only.html",
        html(
            "<title>新米が店頭に | 町の新聞</title>" + meta(og_site_name="町の新聞", article_modified_time="2026-11-02T10:00:00+09:00"),
            f"<article><h1>新米が店頭に</h1><p>最終更新 2026年11月2日 10時00分</p>{paragraphs(*RICE)}</article>",
        ),
        "新米が店頭に",
        "町の新聞",
        None,
        has=RICE,
        more={"published_at": None, "modified_at": datetime(2026, 11, 2, 10, tzinfo=_JST)},
    ),
    Page(
        "/2026/11/01/rice/",
        html("<title>新米が店頭に | 町の新聞</title>", f"<article><h1>新米が店頭に</h1>{paragraphs(*RICE)}</article>"),
        "新米が店頭に",
        "町の新聞",
        _DAY,
        has=RICE,
    ),
    Page(
        "/news/in-text.html",
        html("<title>海底の装置を増設 | 町の新聞</title>", f"<article><h1>海底の装置を増設</h1>{paragraphs(*QUAKE)}<p>（2026年11月1日 朝刊掲載）</p></article>"),
        "海底の装置を増設",
        "町の新聞",
        _DAY,
        has=QUAKE,
    ),
    Page(
        "/news/absurd.html",
        html(
            "<title>海底の装置を増設 | 町の新聞</title>"
            + meta(article_published_time="0001-01-01T00:00:00Z", date="1970-01-01")
            + ld(headline="海底の装置を増設", datePublished="2026-02-30", publisher={"name": "町の新聞"}),
            "<article><h1>海底の装置を増設</h1><p>公開日</p><p>2026.11.1</p>" + paragraphs(*QUAKE) + "</article>",
        ),
        "海底の装置を増設",
        "町の新聞",
        _DAY,
        has=QUAKE,
    ),
    Page(
        "/news/no-zone.html",
        html(
            "<title>海底の装置を増設 | 町の新聞</title>" + ld(headline="海底の装置を増設", datePublished="2026-11-01 00:30", publisher="町の新聞"),
            f"<article><h1>海底の装置を増設</h1>{paragraphs(*QUAKE)}</article>",
        ),
        "海底の装置を増設",
        "町の新聞",
        _DAY,
        has=QUAKE,
        more={"published_at": datetime(2026, 11, 1, 0, 30, tzinfo=_JST)},
    ),
    Page(
        "/news/event.html",
        html(
            "<title>説明会のお知らせ、四回に分けて | 町の新聞</title>",
            "<article><h1>説明会のお知らせ、四回に分けて</h1><p>開催日：2026年12月24日</p><p>掲載日：2026年11月1日</p>" + paragraphs(*SHINKANSEN) + "</article>",
        ),
        "説明会のお知らせ、四回に分けて",
        "町の新聞",
        _DAY,
        has=SHINKANSEN,
    ),
    Page(
        "/english/rfc.html",
        html(
            "<title>Vote for a park | Harbour Herald</title>",
            f"<article><h1>Vote for a park</h1><p class='byline'>By Ann Shaw</p><p>Published 1 November 2026, 9.05am</p>{paragraphs(*ENGLISH)}</article>",
            lang=' lang="en"',
        ),
        "Vote for a park",
        "Harbour Herald",
        _DAY,
        host="https://www.harbour-herald.co.uk",
        has=ENGLISH,
        more={"author": "Ann Shaw"},
    ),
    # Addresses.
    Page(
        "/area/12/amp/",
        html('<title>住民への説明会は四回</title><link rel="canonical" href="../">' + _PRESS, f"<article><h1>住民への説明会は四回</h1>{paragraphs(*SHINKANSEN)}</article>", lang=' amp lang="ja"'),
        "住民への説明会は四回",
        "沿線新聞",
        _DAY,
        canonical="/area/12/",
        has=SHINKANSEN,
    ),
    Page(
        "/a/20261101-00001?ref=top#comments",
        html('<title>住民への説明会は四回</title><link rel="canonical" href="/a/20261101-00001#top">' + _PRESS, f"<article><h1>住民への説明会は四回</h1>{paragraphs(*SHINKANSEN)}</article>"),
        "住民への説明会は四回",
        "沿線新聞",
        _DAY,
        canonical="/a/20261101-00001",
        has=SHINKANSEN,
    ),
    Page(
        "/sp/13.html",
        html('<title>住民への説明会は四回</title><link rel="canonical" href="https://www.example-shimbun.jp/area/13.html">' + _PRESS, f"<article><h1>住民への説明会は四回</h1>{paragraphs(*SHINKANSEN)}</article>"),
        "住民への説明会は四回",
        "沿線新聞",
        _DAY,
        host="https://sp.example-shimbun.jp",
        canonical="https://www.example-shimbun.jp/area/13.html",
        has=SHINKANSEN,
    ),
    Page(
        "/area/14.html",
        html(
            '<title>住民への説明会は四回</title><link rel="canonical" href="https://evil.example/stolen">'
            '<meta property="og:url" content="{base}/">' + _PRESS,
            f"<article><h1>住民への説明会は四回</h1>{paragraphs(*SHINKANSEN)}</article>",
        ),
        "住民への説明会は四回",
        "沿線新聞",
        _DAY,
        has=SHINKANSEN,
    ),
)  # fmt: skip
