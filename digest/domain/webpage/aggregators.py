"""Sites that show the reports of others, by host: what they are called and how long their pages stay."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aggregator:
    """A site whose reports come from elsewhere; `page_life_days` is 0 where nobody knows how long they stay.

    The lives are what the sites say in their help, or what is generally seen there: an editor should know
    that such a page will be gone, not on which day.
    """

    name: str
    page_life_days: int = 0


_YAHOO, _LINE = Aggregator("Yahoo!ニュース", 30), Aggregator("LINE NEWS", 30)
_BY_HOST = {
    "news.yahoo.co.jp": _YAHOO,
    "headlines.yahoo.co.jp": _YAHOO,
    "topics.smt.docomo.ne.jp": Aggregator("dメニューニュース", 30),
    "news.smt.docomo.ne.jp": Aggregator("dメニューニュース", 30),
    "finance.yahoo.co.jp": Aggregator("Yahoo!ファイナンス", 30),
    "sports.yahoo.co.jp": Aggregator("スポーツナビ", 90),
    "news.line.me": _LINE,
    "linenews.line.me": _LINE,
    "smartnews.com": Aggregator("SmartNews", 30),
    "smartnews.be": Aggregator("SmartNews", 30),
    "msn.com": Aggregator("MSN", 30),
    "news.goo.ne.jp": Aggregator("gooニュース", 30),
    "news.livedoor.com": Aggregator("ライブドアニュース"),
    "news.google.com": Aggregator("Google ニュース", 30),
    "excite.co.jp": Aggregator("エキサイトニュース", 180),
    "news.nifty.com": Aggregator("ニフティニュース", 30),
    "news.biglobe.ne.jp": Aggregator("BIGLOBEニュース", 30),
    "article.auone.jp": Aggregator("auサービスToday", 30),
    "news.infoseek.co.jp": Aggregator("楽天Infoseekニュース", 30),
    "news.mixi.jp": Aggregator("mixiニュース", 30),
    "gunosy.com": Aggregator("グノシー", 30),
    "newspass.jp": Aggregator("ニュースパス", 30),
    "antenna.jp": Aggregator("antenna*", 90),
    "newspicks.com": Aggregator("NewsPicks"),
    "47news.jp": Aggregator("47NEWS", 180),
    "news.ameba.jp": Aggregator("Amebaニュース", 90),
    "trilltrill.jp": Aggregator("TRILL"),
    "news.so-net.ne.jp": Aggregator("So-netニュース", 30),
    "news.yahoo.com": Aggregator("Yahoo News", 90),
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
