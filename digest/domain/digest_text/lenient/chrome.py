"""The furniture of a web page: menus, buttons, breadcrumbs, dates, counts, footers."""

import re

from digest.domain.digest_text.lenient.dates import find_date
from digest.domain.digest_text.lenient.lines import fold
from digest.domain.digest_text.lenient.patterns import any_of
from digest.domain.digest_text.lenient.words import CONTROLS, MENU_WORDS

_SITE_NAME = re.compile(
    r".{0,36}(?:ダイジェスト|ニュース|新聞|通信|タイムズ|ジャーナル|マガジン|オンライン|ポスト|時報|日報|ウェブ"
    r"|digest|news|times|journal|magazine|online)",
    re.IGNORECASE,
)
_LOGO = re.compile(
    r"(?:.{0,40}\b(?:logo|menu)\b.{0,24}|.{0,24}(?:の?ロゴ|メニュー)(?:[\s|/・].{0,20})?)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:(?:約|およそ)?\s*\d+\s*分(?:で読めます|で読める|半)?|読了(?:時間|目安)?\s*:?\s*(?:約)?\s*\d+\s*分"
    r"|(?:出典|コメント|画像|シェア|閲覧)?\s*(?:数)?\s*:?\s*\d[\d,]*\s*(?:件|pv|回|views?)?"
    r"|出典\s*\d+\s*件(?:\s*[、,]\s*(?:\d+\s*媒体|通信社\s*\d+\s*社|一次資料\s*\d+\s*件))+"
    r"|\d+\s*sources?(?:, \d+ (?:publishers?|wire agenc(?:y|ies)|primary documents?))+"
    r"|\d+\s*min(?:ute)?s?(?:\s*read)?|\d+\s*sources?|全?\s*\d+\s*/\s*\d+\s*(?:ページ)?|\d+\s*ページ目?"
    r"|pages?\s*\d+(?:\s*(?:/|of)\s*\d+)?|[+\-−–×✕≡☰⌄▼▲▽△↑↓・•|/]+)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    any_of(
        "(?:最終)?(?:公開日?時?|更新日?時?|掲載日?|投稿日?|配信日?|作成日?)",
        "published",
        "(?:last )?updated",
        "posted",
    )
    + r"(?:\s*on)?\s*:?\s*",
    re.IGNORECASE,
)
_UNITS = frozenset(
    ("出典", "更新", "公開", "分", "件", "min", "mins", "minute", "minutes", "read", "source", "sources")
)
_MAX_TOPIC = 16
_SAYING = re.compile(r"[。、?!:「」0-9]")
_SHORT_DATE = re.compile(
    r"(?:\d{4}\s*[年/.\-]\s*)?\d{1,2}\s*[月/.\-]\s*\d{1,2}\s*日?(?:\s*\(.\))?(?:\s*\d{1,2}:\d\d)?"
    r"(?:\s*(?:公開|更新))?"
)
_BYLINE = re.compile(
    any_of(
        "文",
        "筆者",
        "著者",
        "執筆者?",
        "記者",
        "取材・文",
        "文・写真",
        "ライター",
        "編集",
        "written by",
        "by",
        "author",
    )
    + r"(?:\s*[:/]\s*|\s+)(.{1,80})",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"[\s・|／/]+(?=公開|更新|掲載|published|updated|posted|\d{4}[年/.-])", re.IGNORECASE)
_RULE = re.compile(r"[-=_*~─━―—＿◇◆□■○●☆★※#.…\s]{3,}")
_PICTURE_CREDIT = re.compile(
    any_of(
        "当サイト(?:作成|撮影)",
        r"(?:写真|画像|図|イラスト|撮影|提供|作図)(?:提供)?\s*:",
        r"(?:photo|image|picture|illustration|chart)\s*:",
        r"(?:撮影|提供|作成)\)?\Z",
        r"^(?:©|\(c\))",
        "^(?:photo|illustration|picture|image) by ",
    ),
    re.IGNORECASE,
)
_FOOTER = re.compile(
    any_of(r"copyright\b", "©", r"\(c\)", "all rights reserved", "無断転載", "[当本]サイトの(?:記事|内容)")
    + ".*",
    re.IGNORECASE,
)
_TOC = re.compile(
    any_of("もくじ", "目次", "この記事の(?:目次|もくじ|内容)", "contents", "table of contents")
    + r"\s*(?:[\[(].{0,6}[\])]|を?開く|を?閉じる)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    any_of(
        "(?:この記事の|すべての|使った|引用した)?出典(?:の)?(?:一覧|リスト|まとめ)?",
        "参考(?:文献|資料|サイト|リンク|記事)(?:一覧)?",
        "引用・参考.{0,8}",
        r"関連(?:する|した)?\s*(?:記事|ダイジェスト|話題|リンク|ニュース|コンテンツ|トピックス?)(?:一覧)?",
        "この話題の(?:ほかの|他の|新しい|次の)?(?:記事|ダイジェスト)",
        "(?:同じ|この)話題の.{0,12}",
        "この記事に関連する.{0,10}",
        "(?:こちらも|あわせて|合わせて|併せて)(?:読みたい|おすすめ|どうぞ|読む).{0,6}",
        "おすすめ(?:の)?(?:記事|ダイジェスト)?",
        "人気(?:の)?(?:記事|ダイジェスト|ランキング)",
        "(?:アクセス|週間|記事)?ランキング",
        "(?:新着|最新)(?:の)?(?:記事|ダイジェスト|ニュース)",
        "次の(?:記事|ダイジェスト)(?:を読む|へ)?",
        "前の記事",
        "この記事を書いた人",
        "(?:筆者|著者)(?:紹介|プロフィール|について)",
        "コメント(?:欄|一覧|を書く|を残す)",
        "(?:list of |all )?sources",
        "references",
        "related (?:digests?|articles?|stories|posts|news|reading)",
        "you may also like",
        "more on this topic",
        "(?:the )?next digest(?: on .{1,80})?",
        "you have read (?:it all|to the end|everything).{0,80}",
        "(?:最後まで|すべて|ここまで)(?:お?読み|読了).{0,80}",
        "[「『]?.{1,16}[」』]?の(?:次の|新しい|ほかの|すべての)(?:記事|ダイジェスト).{0,80}",
        "about the author",
    )
    + r"\s*:?\s*(?:\(?\d+\s*件?\)?)?\s*(?:⇒|→|>|»)?",
    re.IGNORECASE,
)


def is_control(text: str) -> bool:
    """Whether a line is a button or a rule and so says nothing, wherever it stands."""
    key = fold(text).strip().lower().strip("[]()<>「」▶▼▲→↑↓ ")
    return key in CONTROLS or bool(_RULE.fullmatch(fold(text)))


def is_count(text: str) -> bool:
    """Whether a line only counts: minutes, sources, pages, the number of a marker."""
    return bool(_COUNTED.fullmatch(fold(text).strip()))


def is_contents(text: str) -> bool:
    """Whether a line opens a list of contents."""
    return bool(_TOC.fullmatch(fold(text).strip("■▼▽ 【】[]")))


def is_tail(text: str) -> bool:
    """Whether a line opens what stands under a digest: its sources, other digests, rights."""
    key = fold(text).strip("■▼▽▶ 【】[]")
    return bool(_TAIL.fullmatch(key) or _FOOTER.fullmatch(key))


def is_footer(text: str) -> bool:
    """Whether a line is about the site, as at the very end of a page."""
    key = fold(text).strip()
    return key.lower() in MENU_WORDS or bool(_FOOTER.fullmatch(key)) or bool(_SITE_NAME.fullmatch(key))


def byline(text: str) -> str:
    """The name of the author, if a line is a byline."""
    found = _BYLINE.fullmatch(fold(text).strip())
    name = text.strip()[-len(found[1]) :].strip() if found else ""
    name = _STAMPED.split(name, maxsplit=1)[0].strip()
    return "" if len(name) > 40 or any(mark in name for mark in "。、?!？！「」:：") else name


def is_furniture(text: str) -> bool:
    """Whether a line among those around a title is part of the site and not of the digest."""
    key = fold(text).strip()
    return (
        is_control(text)
        or key.lower().strip("#") in MENU_WORDS
        or is_count(key)
        or is_stamp(text)
        or _is_topic(key)
        or bool(_LOGO.fullmatch(key))
        or bool(_SITE_NAME.fullmatch(key))
        or bool(_FOOTER.fullmatch(key))
        or _is_trail(key)
    )


def is_stamp(text: str) -> bool:
    """Whether a line only says when it was published or changed, perhaps with the topic and the minutes."""
    key = fold(text).strip()
    if len(key) > 80:
        return False
    label = _STAMP.match(key)
    bare = key[label.end() :] if label else key
    if _SHORT_DATE.fullmatch(bare.strip()):
        return True
    found, rest = find_date(bare)
    if found:
        return not rest or all(_is_small(part) for part in re.split(r"[\s|・]+", rest))
    # The topic may stand before the date, on the same line.
    first, _, others = key.partition(" ")
    return 0 < len(first) <= _MAX_TOPIC and bool(others) and not _SAYING.search(first) and is_stamp(others)


def is_picture_credit(text: str) -> bool:
    """Whether a short line says whose picture stood there."""
    return len(text) <= 60 and "。" not in text and bool(_PICTURE_CREDIT.search(fold(text)))


def is_menu_word(text: str) -> bool:
    """Whether a line is a word as menus have them: a section of the site or a topic."""
    return _is_topic(fold(text).strip())


def _is_small(part: str) -> bool:
    label = _STAMP.match(part)
    rest = part[label.end() :] if label else part
    if not rest or rest.lower() in _UNITS or is_count(rest):
        return True
    return bool(_SHORT_DATE.fullmatch(rest)) or find_date(rest)[0] is not None


def _is_topic(key: str) -> bool:
    words = re.split(r"[とや・&/、]", key.lower())
    return len(key) <= 16 and all(word in MENU_WORDS or word in ("制度", "記録") for word in words)


def _is_trail(key: str) -> bool:
    """Breadcrumbs and lists of links on one line: short words between the same sign."""
    for sign in (" > ", ">", "›", "»", " / ", "|", "｜", "→"):
        parts = [part.strip() for part in key.split(sign)]
        if len(parts) > 1 and len(key) <= 120:
            first = parts[0].lower()
            if first in MENU_WORDS or (
                sign != "→" and len(parts) > 2 and all(len(part) <= 12 for part in parts)
            ):
                return True
    words = key.lower().split()
    return len(words) > 1 and all(word in MENU_WORDS or word in CONTROLS for word in words)
