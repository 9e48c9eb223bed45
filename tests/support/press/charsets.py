"""Pages in every charset that Japanese sites have used, and with declarations that do not hold."""

from datetime import date

from tests.support.press.page import ENGLISH, LIBRARY, QUAKE, RICE, SHINKANSEN, Page, html, paragraphs

_DAY = date(2026, 11, 1)


def _page(path: str, texts: tuple[str, ...], title: str, declared: str = "", **changes: object) -> Page:
    """A page of an older site: title, date in the text, no metadata but the charset in `declared`."""
    markup = html(
        f"{declared}<title>{title} | 港の新聞</title>",
        f"<div><h1>{title}</h1><p>2026年11月1日</p>{paragraphs(*texts)}</div>",
    )
    facts: dict[str, object] = {"title": title, "publisher": "港の新聞", "published": _DAY, "has": texts}
    return Page(path, markup, **(facts | changes))  # type: ignore[arg-type]  # the fields of a page


def _meta(charset: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'


PAGES = (
    _page("/sjis.html", SHINKANSEN, "新駅の計画を公表①", _meta("Shift_JIS"), content_type="text/html", encoding="cp932", charset="cp932"),
    _page("/euc.html", RICE, "今年の作柄は平年並み", _meta("EUC-JP"), content_type="text/html", encoding="euc_jp", charset="euc_jp"),
    _page("/jis.html", QUAKE, "海底のゆっくりした動き", _meta("ISO-2022-JP"), content_type="text/html", encoding="iso2022_jp", charset="iso2022_jp"),
    # Nothing is declared.
    _page("/bare-sjis.html", LIBRARY, "貸し出しの記録を本人に", content_type="text/html", encoding="cp932", charset="cp932"),
    _page("/bare-euc.html", LIBRARY, "貸し出しの記録を本人に", content_type="text/html", encoding="euc_jp", charset="euc_jp"),
    _page("/bare-jis.html", LIBRARY, "貸し出しの記録を本人に", content_type="text/html", encoding="iso2022_jp", charset="iso2022_jp"),
    _page("/bare-utf8.html", LIBRARY, "貸し出しの記録を本人に", content_type="text/html"),
    # The server says one thing and sends another.
    _page("/wrong-header-utf8.html", RICE, "新米の棚が戻る", _meta("Shift_JIS"), encoding="cp932", charset="cp932"),
    _page("/wrong-header-sjis.html", RICE, "新米の棚が戻る", content_type="text/html; charset=Shift_JIS"),
    _page("/wrong-header-latin.html", QUAKE, "小さなずれ十四回", content_type="text/html; charset=ISO-8859-1"),
    _page("/wrong-header-euc.html", QUAKE, "小さなずれ十四回", content_type="text/html; charset=EUC-JP", encoding="cp932", charset="cp932"),
    # Header and page contradict each other: once this one is right, once the other.
    _page("/meta-against-header.html", SHINKANSEN, "住民の説明会は四回", _meta("EUC-JP"), content_type="text/html; charset=utf-8"),
    _page(
        "/header-against-meta.html", SHINKANSEN, "住民の説明会は四回", _meta("UTF-8"),
        content_type="text/html; charset=EUC-JP", encoding="euc_jp", charset="euc_jp",
    ),
    _page("/bom.html", RICE, "肥料の値段は高いまま", _meta("Shift_JIS"), content_type="text/html", encoding="utf-8-sig"),
    _page("/utf-16.html", RICE, "肥料の値段は高いまま", content_type="text/html", encoding="utf-16", charset="utf-16-le"),
    _page("/unknown.html", QUAKE, "装置は二十か所に増える", content_type="text/html; charset=x-nonsense"),
    Page(
        "/quotes.html",
        html(
            "<title>Council’s vote for a “green” line | Harbour Herald</title>",
            f"<article><h1>Council’s vote for a “green” line</h1><p>Nov. 1, 2026</p>{paragraphs(*ENGLISH)}</article>",
            lang=' lang="en"',
        ).replace("トップ", "Top").replace("政治", "Politics").replace("国際", "World").replace("スポーツ", "Sports")
        .replace("会社案内", "About").replace("個人情報", "Privacy"),
        "Council’s vote for a “green” line",
        "Harbour Herald",
        _DAY,
        host="https://www.harbour-herald.co.uk",
        content_type="text/html",
        encoding="cp1252",
        charset="cp1252",
        has=ENGLISH,
    ),
)  # fmt: skip
