"""Pages that are no model of a page: little or no metadata, noise, walls, old and foreign forms, and traps."""

from datetime import date

from tests.support.press.page import LIBRARY, QUAKE, RICE, SHINKANSEN, Page, html, ld, meta, paragraphs

_DAY = date(2026, 11, 1)
_RELATED = (
    "<section class='related-articles'><h2>関連記事</h2><ul><li><a href='/9'>昨年の作柄は不良だった</a></li>"
    "<li><a href='/8'>肥料の高値が続く理由を探る</a></li></ul></section>"
    "<aside><h2>アクセスランキング</h2><ol><li>人気の温泉十選</li><li>宝くじの当せん番号</li></ol></aside>"
)
_COMMENTS = (
    "<div id='comments'><h3>コメント（2件）</h3><div class='comment'><p>農家の方に感謝しています。毎日おいしくいただいています。</p></div>"
    "<div class='comment'><p>もっと安くなってほしいというのが正直なところです。</p></div></div>"
)
_WALL = (
    paragraphs(
        "例示経済新聞の調べでは、新米の価格を決める相対取引で、生産者の団体と卸の話し合いが長引いている。",
        "背景には、肥料と燃料の高値がある。",
    )
    + "<div class='paywall'><p>この記事は有料会員限定です。残り1234文字（全文1500文字）</p><p>ログインして続きを読む</p></div>"
)

_XHTML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja"><head><title>小さなずれを記録：理科時報</title>'
    '<meta property="og:site_name" content="理科時報" /></head><body><div id="body"><h1>小さなずれを記録</h1>'
    f'<p class="date">2026年11月1日<br />更新：2026年11月3日</p>{paragraphs(*QUAKE)}</div></body></html>'
)
_FRAMES = (
    "<html><head><title>港町の記録</title></head><frameset cols='20%,80%'><frame src='menu.html'><frame src='main.html'>"
    "<noframes><body><p>港町の記録を残す会のページです。表示には対応したブラウザーが必要です。</p></body></noframes></frameset></html>"
)
_HOSTILE = (
    f"<title>{'長' * 5000}</title><meta property='og:title' content='{'&lt;script&gt;alert(1)&lt;/script&gt;' + '題' * 4000}'>"
    f"<meta property='og:site_name' content='\u202e{'名' * 3000}'><meta name='author' content='{'<b>' * 50}{'著' * 2000}'>"
    f"<meta property='og:description' content='&lt;img src=x onerror=alert(1)&gt;{'説' * 9000}'>"
    "<meta property='og:image' content='javascript:alert(1)'><link rel='canonical' href='javascript:alert(1)'>"
    "<meta property='og:url' content='file:///etc/passwd'><meta property='article:published_time' content='99999-99-99T99:99:99Z'>"
)
_OLD = (
    "<html><head><title>町の歩み</title></head><body bgcolor=#ffffff><table width=600><tr><td><font size=5><b>図書館の新しい仕組み</b></font><br><br>"
    + "<br><br>".join(LIBRARY)
    + "<br><br>2026.11.01 掲載</td></tr></table></body></html>"
)
_SEPARATORS = ("|", "｜", "-", "–", "—", "：", "／", "«", "〈〉", "【】", "（）", "[]")


def _tacked(number: int, separator: str) -> Page:
    """A page whose <title> and OpenGraph title end in the site's name after this separator."""
    own = f"新駅－開業まで{number}年の計画"
    tail = f"{separator[0]}みなと新報{separator[1]}" if len(separator) == 2 else f" {separator} みなと新報"
    head = f"<title>{own}{tail}</title>" + meta(
        og_title=own + tail, og_site_name="みなと新報", article_published_time="2026-11-01"
    )
    body = f"<article>{paragraphs(*SHINKANSEN)}</article>"
    return Page(f"/tacked/{number}", html(head, body), own, "みなと新報", _DAY, has=SHINKANSEN)


PAGES = (
    Page("/none.html", html("", f"<div>{paragraphs(*RICE)}</div>", lang=""), "", "example-shimbun.jp", None, has=RICE, more={"language": "ja"}),
    Page("/empty.html", "", "", "example-shimbun.jp", None, more={"text": ""}),
    Page(
        "/wall.html",
        html(
            "<title>新米の値決め、長引く話し合い - 例示経済新聞</title>" + meta(og_site_name="例示経済新聞")
            + ld(headline="新米の値決め、長引く話し合い", datePublished="2026-11-01T02:00:00+09:00", publisher={"name": "例示経済新聞社"}, isAccessibleForFree="False",
                 hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}),
            f"<article><h1>新米の値決め、長引く話し合い</h1>{_WALL}</article>",
        ),
        "新米の値決め、長引く話し合い", "例示経済新聞社", _DAY,
        has=("背景には、肥料と燃料の高値がある。",), lacks=("残り1234文字", "ログインして"), more={"paywalled": True},
    ),
    Page(
        "/wall-in-words.html",
        html("<title>新米の値決め、長引く話し合い | 例示経済新聞</title>", f"<article><h1>新米の値決め、長引く話し合い</h1><p>2026年11月1日 2:00</p>{_WALL}</article>{_RELATED}"),
        "新米の値決め、長引く話し合い", "例示経済新聞", _DAY,
        has=("背景には、肥料と燃料の高値がある。",), lacks=("残り1234文字", "温泉十選"), more={"paywalled": True},
    ),
    Page(
        "/noise.html",
        html("<title>今年の作柄は平年並み | 里の新聞</title>", f"<article><h1>今年の作柄は平年並み</h1><time datetime='2026-11-01'>1日</time>{paragraphs(*RICE)}</article>{_RELATED}{_COMMENTS}"),
        "今年の作柄は平年並み", "里の新聞", _DAY, has=RICE, lacks=("肥料の高値が続く理由", "温泉十選", "農家の方に感謝", "正直なところ"), more={"paywalled": False},
    ),
    Page(
        "/noise-inside.html",
        html("<title>今年の作柄は平年並み | 里の新聞</title>", f"<article><h1>今年の作柄は平年並み</h1><p>2026年11月1日</p><div>{paragraphs(*RICE)}<p>【関連記事】</p><p><a href='/9'>昨年の作柄は不良だった</a></p></div>{_COMMENTS}</article>"),
        "今年の作柄は平年並み", "里の新聞", _DAY, has=RICE, lacks=("昨年の作柄は不良", "農家の方に感謝"),
    ),
    Page(
        "/link-lists.html",
        html(
            "<title>港で小火、けが人なし | 里の新聞</title>",
            "<div class='c1'><h1>港で小火、けが人なし</h1><p>2026年11月1日</p><p>一日未明、港の倉庫で小火があった。けが人はいない。</p><div><h3>あわせて読みたい</h3><ul>"
            + "".join(f"<li><a href='/{number}'>{number}番目の別の記事の見出しは長い</a><span>2026年10月{number}日</span></li>" for number in range(1, 15))
            + "</ul></div></div>",
        ),
        "港で小火、けが人なし", "里の新聞", _DAY, has=("一日未明、港の倉庫で小火があった。けが人はいない。",), lacks=("番目の別の記事",),
    ),
    Page(
        "/misleading-classes.html",
        html("<title>今年の作柄は平年並み | 里の新聞</title>", "<div class='side'><h1>今年の作柄は平年並み</h1><p>2026年11月1日</p>" + "".join(f"<div class='tag-p related'>{text}</div>" for text in RICE) + "</div>"),
        "今年の作柄は平年並み", "里の新聞", _DAY, has=RICE,
    ),
    Page(
        "/results.html",
        html(
            "<title>第2四半期決算のお知らせ | 株式会社例示</title>",
            "<main><h1>第2四半期決算のお知らせ</h1><p>2026年11月1日</p><p>当社の第2四半期の業績は次のとおりです。</p><table><tr><th>項目</th><th>金額</th></tr>"
            "<tr><td>売上高</td><td>1,234億円</td></tr></table><p>通期の見通しに変更はありません。</p></main>",
        ),
        "第2四半期決算のお知らせ", "株式会社例示", _DAY, has=("売上高 | 1,234億円", "通期の見通しに変更はありません。"), lacks=("---",),
    ),
    Page(
        "/short.html",
        html("<title>港で小火、けが人なし | 里の新聞</title>", "<article><h1>港で小火、けが人なし</h1><p>2026年11月1日</p><p>一日未明、港の倉庫で小火があった。けが人はいない。</p></article>"),
        "港で小火、けが人なし", "里の新聞", _DAY, has=("一日未明、港の倉庫で小火があった。けが人はいない。",),
    ),
    Page(
        "/list.html",
        html(
            "<title>来年度の重点施策 | 例示庁</title>",
            "<main><h1>来年度の重点施策</h1><p>令和8年11月1日</p><p>来年度に力を入れる施策を次のとおり定めました。</p><ul><li>図書館の開館時間を一時間延ばす。</li>"
            "<li>小学校の給食に地元の米を使う。</li><li>沖合の観測装置を二十か所に増やす。</li></ul><p>予算は三月の議会で審議されます。</p></main>",
        ),
        "来年度の重点施策", "例示庁", _DAY, host="https://www.example.go.jp",
        has=("図書館の開館時間を一時間延ばす。", "小学校の給食に地元の米を使う。", "予算は三月の議会で審議されます。"),
    ),
    Page(
        "/release.txt", "沖合の観測装置を増設\n2026年11月1日\n\n" + "\n".join(QUAKE) + "\n",
        "沖合の観測装置を増設", "example-shimbun.jp", _DAY, content_type="text/plain", has=QUAKE,
    ),
    Page("/release-sjis.txt", "沖合の観測装置を増設\n令和8年11月1日\n\n" + "\n".join(QUAKE) + "\n", "沖合の観測装置を増設", "example-shimbun.jp", _DAY,
         content_type="text/plain", encoding="cp932", charset="cp932", has=QUAKE),
    Page(
        "/pre.html", "<html><head><title>沖合の観測装置を増設</title></head><body><pre>\n          令和８年１１月１日\n          例示機構\n\n" + "\n".join(QUAKE) + "\n</pre></body></html>",
        "沖合の観測装置を増設", "example-shimbun.jp", _DAY, has=QUAKE,
    ),
    Page(
        "/script-only.html",
        html("<title>沖合の観測装置を増設</title>" + ld(headline="沖合の観測装置を増設", articleBody="\n".join(QUAKE), datePublished="2026-11-01", publisher={"name": "理科時報"}), "<div id='root'></div><noscript>JavaScriptを有効にしてください。</noscript>"),
        "沖合の観測装置を増設", "理科時報", _DAY, has=QUAKE, lacks=("JavaScript",), more={"text": "\n".join(QUAKE)},
    ),
    Page("/page.xhtml", _XHTML, "小さなずれを記録", "理科時報", _DAY, content_type="application/xhtml+xml", has=QUAKE),
    Page("/frames.html", _FRAMES, "港町の記録", "example-shimbun.jp", None, has=("港町の記録を残す会のページです。",)),
    Page("/old.html", _OLD, "町の歩み", "example-shimbun.jp", _DAY, encoding="cp932", charset="cp932", content_type="text/html", has=LIBRARY),
    Page(
        "/hostile.html", html(_HOSTILE, f"<article><h1>見出し</h1>{paragraphs(*RICE)}</article>"),
        "alert(1)" + "題" * 291 + "…", "名" * 99 + "…", None, has=RICE,
        more={"description": "説" * 999 + "…", "author": "著" * 199 + "…", "picture_url": ""},
    ),
    Page(
        "/dash.html",
        html("<title>Wi-Fi 7対応機 - 3社を比べる – 例示ウォッチ</title>" + meta(og_site_name="例示ウォッチ", article_published_time="2026-11-01"),
             f"<article><h1>Wi-Fi 7対応機 - 3社を比べる</h1>{paragraphs(*RICE)}</article>"),
        "Wi-Fi 7対応機 - 3社を比べる", "例示ウォッチ", _DAY, has=RICE,
    ),
    *(_tacked(number, separator) for number, separator in enumerate(_SEPARATORS, 3)),
)  # fmt: skip
