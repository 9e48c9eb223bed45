"""The title of a report without the name of its site, which pages tack on in every way there is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.domain.webpage.words import key

_BARS = "|｜│┃¦"
_DASHES = "-–—―‐−－"
_OTHERS = "：:・/／«»‹›<>〉▼▲◆●•·＝_~～〜"
_SEPARATOR = re.compile(rf"\s*(?:::|[{re.escape(_BARS + _DASHES + _OTHERS)}])\s*")
_OPEN, _CLOSE = "（(【〈《［[<＜〔「『", "）)】〉》］]>＞〕」』"
_BRACKETED_TAIL = re.compile(
    rf"\s*[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]{{1,40}})[{re.escape(_CLOSE)}]\s*$"
)
_BRACKETED_HEAD = re.compile(
    rf"^\s*[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]{{1,40}})[{re.escape(_CLOSE)}]\s*"
)
_ENDS_MOST = 8
_ROUNDS = 5
_SHORTEST = 2

# Words that outlets add to their name, and that say nothing alone.
_GENERIC = re.compile(
    r"(?:ニュース|デジタル|オンライン|電子版|公式サイト|公式ホームページ|ホームページ|公式|サイト|ウェブ|ネット|プラス|新聞社|新聞|社|株式会社"
    r"|news|online|digital|web|website|plus|com|net|official|japan|jp|the|www|site)"
)
_SECTIONS = frozenset(
    map(
        key,
        [
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
            "報道発表",
            "報道発表資料",
            "報道資料",
            "ニュースリリース",
            "プレスリリース",
            "お知らせ",
            "新着情報",
            "News",
            "World",
            "Business",
            "Politics",
            "Sports",
            "Technology",
            "Science",
            "Health",
            "Culture",
            "Opinion",
            "Japan",
            "Asia",
            "Economy",
            "Press",
            "Release",
            "Releases",
            "Article",
        ],
    )
)
_EMPTY = frozenset(
    map(
        key,
        [
            "無題",
            "無題ドキュメント",
            "名称未設定",
            "トップ",
            "トップページ",
            "ホーム",
            "記事詳細",
            "ニュース詳細",
            "詳細",
            "記事",
            "ニュース",
            "Untitled",
            "Document",
            "Index",
            "Home",
            "News",
            "Article",
            "Error",
            "404",
            "loading",
            "Title",
        ],
    )
) | {
    "untitleddocument",
    "notitle",
    "newpage",
    "pagetitle",
    "nowloading",
    "報道発表資料",
    "報道発表",
    "報道資料",
    "プレスリリース",
}
# What ends like the name of an outlet or an office; only asked of short ends, where nothing else is known.
_OUTLET = re.compile(
    r"(?:新聞|新聞社|新報|日報|ニュース|通信|通信社|放送|テレビ|オンライン|デジタル|電子版|タイムズ|タイムス|ジャーナル|マガジン|プレス"
    r"|公式サイト|ホームページ|ウェブサイト|ポータル|メディア|news|online|times|post|journal|herald|tribune|magazine|watch|web|tv|\.com|\.jp|\.net)$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^[一-龠ァ-ヶー]{1,14}(?:省|庁|委員会|府|県|市|区|大学|研究所|機構|協会|銀行|本部)$|^.{2,20}(?:株式会社)$|^株式会社.{2,20}$"
)
_NAME_MOST = 25
_SENTENCE = re.compile(r"[。、!?！？「」『』]|(?:を|が|は|に)(?=.)")


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and what was cut off as the name of the site; either may be empty."""

    title: str = ""
    site: str = ""


def title_of(candidates: Iterable[str], names: Iterable[str]) -> Titled:
    """The title among `candidates`, surest first, on a site with these `names`."""
    said = list(dict.fromkeys(text for text in candidates if text))
    known = {word for name in names if len(word := key(name)) > 1}
    cuts = [_without_site(text, known, said) for text in said]
    site = next((cut.site for cut in cuts if cut.site), "")
    full = [cut for cut in cuts if cut.title and not _is_site(cut.title, known)]
    told = [cut for cut in full if key(cut.title) not in _EMPTY] or full
    if not told:
        # A home page is called what its site is called.
        return Titled(said[0] if said else "", site)
    return Titled(_whole(told[0].title, [cut.title for cut in told[1:]]), site)


def _whole(title: str, others: list[str]) -> str:
    """`title`, or what it is the shortened form of."""
    start = title.rstrip("….・ ").rstrip()
    shortened = start != title and title.endswith(("…", "...", "・・"))
    # Search engines ask for no more than 110 characters in JSON-LD; some sites cut without a sign.
    if shortened or len(title) >= 100:
        return next((other for other in others if len(other) > len(start) and other.startswith(start)), title)
    return title


def _without_site(text: str, known: set[str], said: list[str]) -> Titled:
    site = ""
    for _ in range(_ROUNDS):
        found = _tail(text, known, said, bool(site)) or _head(text, known, said, bool(site))
        if not found or len(found.title) < _SHORTEST:
            break
        # Of a section and a site, the site's name is what the publisher may be called.
        text, site = found.title, site or found.site
    return Titled(text, site)


def _tail(text: str, known: set[str], said: list[str], cut_before: bool) -> Titled | None:
    """`text` without the site's name at its end, where there is one."""
    if found := _BRACKETED_TAIL.search(text[-60:]):
        start = max(len(text) - 60, 0) + found.start()
        if start and (names := [part for part in re.split(r"[/／|｜]", found[1]) if part.strip()]):
            named = any(_is_site(part, known) for part in names)
            # （METI/経済産業省）: the longer name is the one that people read.
            longest = max(names, key=len).strip()
            if named or _is_named_after(text[:start], found[1], said):
                return Titled(text[:start].strip(), longest)
    for found in list(_SEPARATOR.finditer(text))[: -_ENDS_MOST - 1 : -1]:
        rest, end = text[: found.start()].strip(), text[found.end() :].strip()
        # An open bracket before belongs to one after: 「A｜B」 is no title with a site.
        if not rest or not end or not _balanced(end):
            continue
        if _is_end(rest, end, found[0], known, said, cut_before):
            return Titled(rest, "" if key(end) in _SECTIONS else end)
    return None


def _is_named_after(rest: str, end: str, said: list[str]) -> bool:
    """Whether the title stands elsewhere on the page without what looks like a name in brackets."""
    return _looks_like_a_name(end, office=True) and key(rest) in {key(other) for other in said}


def _is_end(rest: str, end: str, separator: str, known: set[str], said: list[str], cut_before: bool) -> bool:
    tight = separator.strip() == separator and separator.strip() in _DASHES + _OTHERS
    if _is_site(end, known):
        return not tight or separator in "：:／" or (key(end) in known and len(key(end)) > 3)
    if any(mark in _BARS for mark in separator) and cut_before and key(end) in _SECTIONS:
        return True
    if key(rest) in {key(other) for other in said}:
        # Somewhere else on the page the title stands without this end.
        barred = any(mark in _BARS for mark in separator)
        return len(rest) > 4 and (
            _looks_like_a_name(end) or (not tight and len(end) <= (40 if barred else 15))
        )
    agreed = sum(end in other for other in said) > 1 and any(mark in _DASHES for mark in separator)
    if agreed or (tight and separator not in "：:"):
        return False
    return _looks_like_a_name(end, office=any(mark in _BARS for mark in separator))


def _head(text: str, known: set[str], said: list[str], cut_before: bool) -> Titled | None:
    """`text` without the site's name before it, where there is one."""
    if (found := _BRACKETED_HEAD.search(text)) and _is_site(found[1], known) and len(text) > found.end() + 4:
        return Titled(text[found.end() :].strip(), found[1].strip())
    found = _SEPARATOR.search(text[:60])
    if not found:
        return None
    start, rest = text[: found.start()].strip(), text[found.end() :].strip()
    if not start or len(rest) < 5:
        return None
    bar = any(mark in _BARS for mark in found[0])
    elsewhere = any(other == rest or other.startswith(rest) for other in said)
    spaced = found[0] != found[0].strip() or found[0] in "：:"
    if _is_site(start, known) and (bar or elsewhere or (spaced and found[0].strip() in _OTHERS)):
        return Titled(rest, start)
    if bar and (_looks_like_a_name(start, office=True) or (cut_before and key(start) in _SECTIONS)):
        return Titled(rest, "" if key(start) in _SECTIONS else start)
    return None


def _is_site(text: str, known: set[str]) -> bool:
    """Whether `text` is one of the names of the site, or one of them with words that outlets add."""
    said = key(text)
    if not said or len(said) > 60:
        return False
    if said in known:
        return True
    core = _GENERIC.sub("", said)
    cores = {_GENERIC.sub("", name) for name in known} - {""}
    return len(core) > 1 and core in cores


def _looks_like_a_name(text: str, office: bool = False) -> bool:
    if len(text) > _NAME_MOST or _SENTENCE.search(text):
        return False
    return bool(_OUTLET.search(text) or (office and _OFFICE.search(text)))


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in zip("「『（(【〈《", "」』）)】〉》", strict=True))
