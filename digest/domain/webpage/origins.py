"""Who a report on an aggregator comes from, as its page says it."""

import re
from collections.abc import Iterable, Iterator

from digest.domain.webpage.document import Document, text_of
from digest.domain.webpage.json_ld import Linked
from digest.domain.webpage.limits import PUBLISHER_MOST
from digest.domain.webpage.lines import Line
from digest.domain.webpage.words import key, line

_NAME = r"(?P<name>[^\s、。,|｜:：/／()（）「」\[\]【】<>〈〉©][^。、,|｜:：()（）\[\]【】<>〈〉©]{1,38}?)"
_END = r"\s*(?=$|[。、,|｜()（）\[\]【】<>〈〉/／]|\s(?:\d|All\b|無断))"
_SAID = (
    re.compile(
        rf"(?:配信元|提供元|情報提供|記事提供|ニュース提供|提供|配信社?|出典|引用元|媒体|情報元|ソース|掲載元)\s*[：:／/]\s*{_NAME}{_END}"
    ),
    re.compile(rf"\d{{1,2}}[:時]\d{{1,2}}分?\s*配信\s+{_NAME}{_END}"),
    re.compile(rf"^{_NAME}\s*(?:が|より)?\s*\d{{1,4}}[/年月]\d{{1,2}}[^。]{{0,24}}配信"),
    re.compile(rf"^(?:via|source|provided by|from)\s*[：:]?\s+{_NAME}{_END}", re.IGNORECASE),
)
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|（[cC]）|[Cc]opyright|Ⓒ|COPYRIGHT)[\s©(cC)（）Ⓒ]{{0,8}}(?:\d{{4}}(?:\s?[-–~]\s?\d{{4}})?\s*(?:年)?[\s,]*)?(?:by\s+)?{_NAME}{_END}"
)
_TITLE_TAIL = re.compile(r"[（(](?P<name>[^（）()]{2,30})[）)]\s*(?:[-|｜–―:：]\s*[^-|｜–―]{2,30})?$")
# Words in round brackets at the end of a title that are no name of an outlet.
_NO_NAME = re.compile(
    r"^(?:\d|動画|写真|図解|前編|後編|中編|上|中|下|全文|会見|速報|更新|PR|AD|[0-9]+/[0-9]+)|^[ァ-ヶー]{1,3}$|[。！？!?]"
)
# Who runs the aggregators: their copyright is in the footer of every page.
_OWNERS = frozenset(
    map(
        key,
        (
            "LY Corporation", "LINEヤフー", "LINE Yahoo", "Yahoo Japan", "Yahoo! JAPAN", "ヤフー",
            "NTTドコモ", "NTT DOCOMO", "Microsoft", "マイクロソフト", "Google", "グーグル", "LIVEDOOR",
            "ライブドア", "ミンカブ", "MINKABU", "エキサイト", "Excite", "ニフティ", "NIFTY",
            "ビッグローブ", "BIGLOBE", "KDDI", "楽天", "Rakuten", "全国新聞ネット", "Press Net Japan",
            "スマートニュース", "SmartNews", "NTTレゾナント", "MIXI",
        ),
    )
)  # fmt: skip
_LINES_LOOKED_AT = 400
_SHORT = 120


def origin_of(
    document: Document, linked: Linked, lines: list[Line], titles: Iterable[str], own: Iterable[str]
) -> str:
    """The original publisher; empty where the page names none but the aggregator, whose names are `own`."""
    own = list(own)
    known = {key(name) for name in own} - {""} | _OWNERS
    for said in _candidates(document, linked, lines, list(titles), [name for name in own if name]):
        name = _trimmed(said)
        if key(name) and not _is_own(key(name), known):
            return name
    return ""


def copyright_holder(lines: list[Line]) -> str:
    """Whom the last line with a copyright sign names."""
    for each in reversed(lines[-80:]):
        if len(each.text) <= _SHORT * 2 and (found := _COPYRIGHT.search(each.text)):
            return _trimmed(re.sub(r"(?i)\s*all rights reserved.*", "", found["name"]))
    return ""


def _candidates(
    document: Document, linked: Linked, lines: list[Line], titles: list[str], own: list[str]
) -> Iterator[str]:
    yield from linked.names("sourceOrganization", "provider", "copyrightHolder", "publisher")
    yield from (
        document.first("article:publisher_name", "og:article:author", "source", "provider", "dc.source"),
    )
    for title in titles:
        found = _TITLE_TAIL.search(title[-80:])
        # 47NEWS（よんななニュース）: behind the aggregator's own name stands one more of its names.
        if (
            found
            and not _NO_NAME.search(found["name"])
            and not title[-80:][: found.start()].endswith(tuple(own))
        ):
            yield found["name"]
    yield from _said_in(lines[:_LINES_LOOKED_AT])
    yield from linked.names("author", "creator")
    yield from (document.first("author", "article:author"),)
    for element in document.signed:
        said = text_of(element, _SHORT).strip()
        kind = f"{element.get('class')} {element.get('id')}".lower()
        if 1 < len(said) <= 30 and any(
            word in kind for word in ("provider", "source", "media", "credit", "haishin")
        ):
            yield said
    if holder := copyright_holder(lines):
        yield holder


def _said_in(lines: list[Line]) -> Iterator[str]:
    for each in lines:
        if len(each.text) > _SHORT:
            continue
        for form in _SAID:
            if found := form.search(each.text):
                yield found["name"]
        if found := _COPYRIGHT.search(each.text):
            yield re.sub(r"(?i)\s*all rights reserved.*", "", found["name"])


def _is_own(said: str, known: set[str]) -> bool:
    return any(said == name or said.startswith(name) or (len(said) > 3 and said in name) for name in known)


def _trimmed(name: str) -> str:
    name = line(name, PUBLISHER_MOST)
    if name.startswith(("http://", "https://", "@")):
        return ""
    name = re.sub(r"^(?:一般社団法人|公益社団法人|株式会社|[（(]株[)）])\s*", "", name)
    return re.sub(r"\s*(?:配信|提供|より|から|の記事一覧|編集部より)$", "", name).strip(" ・-–|｜:：")
