"""Names of outlets, offices and sections, as they stand around a title."""

import re

from digest.domain.webpage.words import key

# Words that outlets add to their name, and that say nothing alone.
_GENERIC = re.compile(
    r"(?:ニュース|デジタル|オンライン|電子版|公式サイト|公式ホームページ|ホームページ|公式|サイト|ウェブ|ネット|プラス|新聞社|新聞|社|株式会社"
    r"|news|online|digital|web|website|plus|com|net|official|japan|jp|the|www|site)"
)
SECTIONS = frozenset(
    map(
        key,
        (
            *(
                "社会",
                "政治",
                "経済",
                "国際",
                "海外",
                "国内",
                "スポーツ",
                "文化",
                "科学",
                "地域",
                "地方",
                "特集",
            ),
            *(
                "生活",
                "暮らし",
                "くらし",
                "ビジネス",
                "テクノロジー",
                "エンタメ",
                "芸能",
                "環境",
                "医療",
                "健康",
            ),
            *(
                "教育",
                "速報",
                "主要",
                "総合",
                "事件",
                "事故",
                "社説",
                "コラム",
                "記事",
                "ニュース",
                "トピックス",
            ),
            *("報道発表", "報道発表資料", "報道資料", "ニュースリリース", "プレスリリース", "お知らせ"),
            *("新着情報", "News", "World", "Business", "Politics", "Sports", "Technology", "Science"),
            *("Health", "Culture", "Opinion", "Japan", "Asia", "Economy", "Press Release", "Article"),
        ),
    )
)
# Titles that say nothing.
EMPTY = frozenset(
    map(
        key,
        (
            *("無題", "無題ドキュメント", "名称未設定", "トップ", "トップページ", "ホーム", "記事詳細"),
            *("ニュース詳細", "詳細", "記事", "ニュース", "報道発表資料", "報道発表", "報道資料"),
            *("プレスリリース", "Untitled", "Untitled Document", "Document", "Index", "Home", "News"),
            *("Article", "Error", "404", "Loading", "Now Loading", "Title", "Page Title", "No Title"),
        ),
    )
)
# What ends like the name of an outlet or an office; only asked of short ends, where nothing else is known.
_OUTLET = re.compile(
    r"(?:新聞|新聞社|新報|日報|ニュース|通信|通信社|放送|テレビ|オンライン|デジタル|電子版|タイムズ|タイムス|ジャーナル|マガジン|プレス"
    r"|公式サイト|ホームページ|ウェブサイト|ポータル|メディア|news|online|times|post|journal|herald|tribune|magazine|watch|web|tv|\.com|\.jp|\.net)$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^[一-龠ァ-ヶー]{1,14}(?:省|庁|委員会|府|県|市|区|大学|研究所|機構|協会|銀行|本部)$|^.{2,20}(?:株式会社)$|^株式会社.{2,20}$"
)
NAME_MOST = 25
_SENTENCE = re.compile(r"[。、!?！？「」『』]|(?:を|が|は|に)(?=.)")


def is_site(text: str, known: set[str]) -> bool:
    """Whether `text` is one of the names of the site, or one of them with words that outlets add."""
    said = key(text)
    if not said or len(said) > 60:
        return False
    if said in known:
        return True
    core = _GENERIC.sub("", said)
    cores = {_GENERIC.sub("", name) for name in known} - {""}
    return len(core) > 1 and core in cores


def looks_like_a_name(text: str, office: bool = False) -> bool:
    """Whether `text` ends like the name of an outlet, or of an office where that is asked too."""
    if len(text) > NAME_MOST or _SENTENCE.search(text):
        return False
    return bool(_OUTLET.search(text) or (office and _OFFICE.search(text)))
