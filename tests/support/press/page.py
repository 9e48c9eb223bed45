"""A page of the press with what must be read from it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

SHIMBUN = "https://www.example-shimbun.jp"


@dataclass(frozen=True)
class Page:
    """What is served at `path`, and the facts in it. `{base}` in the markup is the address of its site."""

    path: str
    markup: str
    title: str
    publisher: str
    published: date | None
    # A path of this site, or a whole address; its own path if it is empty.
    canonical: str = ""
    host: str = SHIMBUN
    content_type: str = "text/html; charset=utf-8"
    encoding: str = "utf-8"
    charset: str = "utf-8"
    # Sentences that are in the main text, and words that are not.
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    more: Mapping[str, object] = field(default_factory=dict)

    def body(self, base: str = "") -> bytes:
        """The bytes of the page on the site at `base`."""
        text = self.markup.replace("{base}", base or self.host)
        return text.encode(self.encoding)

    def canonical_url(self, base: str = "") -> str:
        """Where the page belongs, on the site at `base`."""
        canonical = self.canonical or self.path
        return canonical if canonical.startswith("http") else (base or self.host) + canonical


def html(head: str = "", body: str = "", lang: str = ' lang="ja"') -> str:
    """A page with the navigation and the footer that every site has."""
    return (
        f"<!DOCTYPE html>\n<html{lang}><head>{head}</head><body>\n"
        '<header><a href="/">トップ</a><nav><ul><li><a href="/politics/">政治</a></li><li><a href="/world/">国際</a></li>'
        '<li><a href="/sports/">スポーツ</a></li></ul></nav></header>\n'
        f"{body}\n"
        '<footer><ul><li><a href="/about/">会社案内</a></li><li><a href="/privacy/">個人情報</a></li></ul></footer></body></html>'
    )


def paragraphs(*texts: str) -> str:
    """Paragraphs as most sites mark them."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def ld(**facts: object) -> str:
    """A script with JSON-LD; `kind` is its type."""
    kind = facts.pop("kind", "NewsArticle")
    node = {"@context": "https://schema.org", "@type": kind, **facts}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def meta(**contents: str) -> str:
    """OpenGraph: og_title="..." is og:title, article_published_time its like."""
    known = {"og": "property", "article": "property", "twitter": "name"}
    out = []
    for name, content in contents.items():
        space, _, rest = name.partition("_")
        attribute = known.get(space, "name")
        out.append(
            f'<meta {attribute}="{f"{space}:{rest}" if space in known else name}" content="{content}">'
        )
    return "\n".join(out)


SHINKANSEN = (
    "北海道の沿線自治体は一日、新しい駅の開業に向けた計画を公表した。駅前には図書館と診療所が入る建物を設け、住民が集まる場所にする。",
    "計画によると、総事業費は百二十億円で、このうち四割を国の補助金でまかなう。工事は来年の春に始まり、三年後の完成を見込んでいる。",
    "沿線の町長は「人口が減る中でも暮らしやすい町をつくる手本にしたい」と話した。住民への説明会は今月中旬から四回に分けて開かれる。",
)
RICE = (
    "今年のコメの作柄は平年並みとなった。農家への聞き取りでは、夏の高温の影響を受けた地域でも、水の管理を早めた田では品質が保たれていた。",
    "卸売業者の団体は、新米の価格が昨年より一割ほど下がると見ている。消費者の買い控えが和らぎ、店頭の棚には各地の銘柄が戻り始めた。",
    "一方で、肥料と燃料の値段は高いままだ。生産者からは「値下がりが続けば来年の作付けを減らさざるを得ない」との声も上がっている。",
)
QUAKE = (
    "大学の研究班は、沖合の海底に置いた観測装置で、ゆっくりとした地殻の動きを二年間にわたって記録した。成果は学会の雑誌に掲載された。",
    "観測では、五日ほど続く小さなずれが十四回見つかった。班の代表は「大きな地震の前に起きる変化を見分ける手がかりになる」と説明する。",
    "装置は来年度、さらに二十か所に増やされる。得られたデータは公開され、ほかの研究者も自由に解析できるようになる予定だ。",
)
LIBRARY = (
    "市立図書館は、貸し出しの記録を利用者本人が確かめられる仕組みを始めた。読んだ本の履歴は、本人が望んだときだけ保存される。",
    "これまで記録は返却とともに消されていた。利用者から「前に読んだ本を思い出せない」という相談が増え、二年前から検討が進められてきた。",
    "館長は「秘密を守ることが第一で、履歴を館の側から見ることはできない」と強調した。履歴はいつでも本人の手で消すことができる。",
)
ENGLISH = (
    "The city council voted on Sunday to turn a disused railway line into a park that will run for four kilometres along the river.",
    "Work on the first section begins in the spring and is expected to cost eleven million pounds, most of which comes from a public fund.",
    "Residents had asked for the plan to keep the old signal box, which will become a small museum run by volunteers from the area.",
)
