"""Sites that show the reports of others, by host."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aggregator:
    """A site whose reports come from elsewhere, and are often taken down after some weeks."""

    name: str


_YAHOO, _LINE = Aggregator("Yahoo!ニュース"), Aggregator("LINE NEWS")
_BY_HOST = {
    "news.yahoo.co.jp": _YAHOO,
    "headlines.yahoo.co.jp": _YAHOO,
    "topics.smt.docomo.ne.jp": Aggregator("dメニューニュース"),
    "news.smt.docomo.ne.jp": Aggregator("dメニューニュース"),
    "finance.yahoo.co.jp": Aggregator("Yahoo!ファイナンス"),
    "sports.yahoo.co.jp": Aggregator("スポーツナビ"),
    "news.line.me": _LINE,
    "linenews.line.me": _LINE,
    "smartnews.com": Aggregator("SmartNews"),
    "smartnews.be": Aggregator("SmartNews"),
    "msn.com": Aggregator("MSN"),
    "news.goo.ne.jp": Aggregator("gooニュース"),
    "news.livedoor.com": Aggregator("ライブドアニュース"),
    "news.google.com": Aggregator("Google ニュース"),
    "excite.co.jp": Aggregator("エキサイトニュース"),
    "news.nifty.com": Aggregator("ニフティニュース"),
    "news.biglobe.ne.jp": Aggregator("BIGLOBEニュース"),
    "article.auone.jp": Aggregator("auサービスToday"),
    "news.infoseek.co.jp": Aggregator("楽天Infoseekニュース"),
    "news.mixi.jp": Aggregator("mixiニュース"),
    "gunosy.com": Aggregator("グノシー"),
    "newspass.jp": Aggregator("ニュースパス"),
    "antenna.jp": Aggregator("antenna*"),
    "newspicks.com": Aggregator("NewsPicks"),
    "47news.jp": Aggregator("47NEWS"),
    "news.ameba.jp": Aggregator("Amebaニュース"),
    "trilltrill.jp": Aggregator("TRILL"),
    "news.so-net.ne.jp": Aggregator("So-netニュース"),
    "news.yahoo.com": Aggregator("Yahoo News"),
    "apple.news": Aggregator("Apple News"),
    "flipboard.com": Aggregator("Flipboard"),
    "newsbreak.com": Aggregator("NewsBreak"),
}


def aggregator_of(host: str) -> Aggregator | None:
    """The aggregator at `host`, also below it; none where a site shows its own reports."""
    parts = host.lower().rstrip(".").partition(":")[0].split(".")
    for at in range(len(parts) - 1):
        if found := _BY_HOST.get(".".join(parts[at:])):
            return found
    return None
