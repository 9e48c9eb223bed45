"""The words of the canonical form: marks, labels and signs, in Japanese and in English."""

import re
import unicodedata
from collections.abc import Iterable

FORM = "%digest"
VERSION = "1"

KEY_HEADING = "📘"
KEY_POINT = "💡"
POINT = "✅"
# Emoji may carry a variation selector that asks for its coloured or its plain shape.
SELECTORS = "\ufe0e\ufe0f"

# Each row: the Japanese word, the English word, then others that are read but never written.
MARKS = {
    "intro": ("導入", "intro"),
    "page": ("ページ", "page"),
    "section": ("見出し", "section", "heading"),
    "comment": ("コメント", "comment"),
    "card": ("カード", "card", "要約カード"),
    "text": ("本文", "text"),
    "quote": ("引用", "quote"),
    "picture": ("画像", "picture"),
    "timeline": ("年表", "timeline"),
}
LABELS = {
    "title": ("題名", "title"),
    "subtitle": ("副題", "subtitle"),
    "lead": ("リード", "lead"),
    "slug": ("スラッグ", "slug"),
    "topic": ("話題", "topic"),
    "tag": ("タグ", "tag"),
    "author": ("筆者", "author"),
    "language": ("言語", "language"),
    "published": ("公開", "published"),
    "picture": ("画像", "picture"),
    "alt": ("代替文", "alt", "alt text"),
    "picture_credit": ("画像クレジット", "picture credit"),
    "rights": ("権利", "rights"),
    "licence": ("ライセンス", "licence", "license"),
    "decorative": ("装飾", "decorative"),
    "speaker": ("話者", "speaker"),
    "role": ("役割", "role"),
    "portrait": ("肖像", "portrait"),
    "question": ("問", "question"),
    "answer": ("答", "answer"),
    "date": ("公開日", "published"),
    "publisher": ("媒体", "publisher"),
    "url": ("URL", "URL"),
    "credit": ("出典/画像元", "credit"),
    "passage": ("根拠", "passage"),
    "source": ("出典", "source"),
    "caption": ("説明", "caption"),
}
KEY_HEADINGS = ("この記事で分かる事!", "Key points")
YES = ("はい", "yes")
NO = ("いいえ", "no")

PICTURE_LABELS = ("picture", "alt", "picture_credit", "rights", "licence", "decorative")
# Which labels a part may carry, in the order in which they are written.
PART_LABELS = {
    "header": (
        *("title", "subtitle", "lead", "slug", "topic", "tag", "author", "language", "published"),
        *PICTURE_LABELS,
        *("speaker", "role", "portrait"),
    ),
    "section": ("question", "answer"),
    "card": ("title", "date", "publisher", "url", *PICTURE_LABELS, "credit", "passage"),
    "quote": ("source", "url"),
    "picture": (*PICTURE_LABELS, "caption"),
}

_ID = r"[a-z]{1,4}[0-9][a-z0-9]{0,26}"
_TAIL = re.compile(rf"\{{(?:#(?P<id>{_ID}))?(?P<cards>(?: ?\^{_ID})*)\}}")
_LABEL_MAX = 40
_COLON = re.compile("[:\uff1a]")


def fold(word: str) -> str:
    """`word` in the one shape in which labels are compared: width, case and outer space do not matter."""
    return unicodedata.normalize("NFKC", word).strip().casefold()


def _index(names: Iterable[str], words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): name for name in names for word in words[name]}


_MARK_INDEX = _index(MARKS, MARKS)
_LABEL_INDEX = {part: _index(names, LABELS) for part, names in PART_LABELS.items()}


def is_japanese(language: str) -> bool:
    """Whether articles in `language` are written with the Japanese words."""
    return language.casefold().split("-")[0] == "ja"


def split_mark(line: str) -> tuple[str, str, str] | None:
    """A line that starts with 【word】 as (kind, word, rest); the kind is empty for an unknown word."""
    end = line.find("】")
    if not line.startswith("【") or end < 0:
        return None
    word = line[1:end]
    return _MARK_INDEX.get(fold(word[:_LABEL_MAX]), ""), word, line[end + 1 :].strip()


def split_label(part: str, line: str) -> tuple[str, str, str] | None:
    """A line ``label: value`` as (name, label, value); the name is empty if `part` has no such label."""
    if not (colon := _COLON.search(line, 0, _LABEL_MAX)):
        return None
    label, value = line[: colon.start()].strip(), line[colon.end() :].strip()
    return _LABEL_INDEX.get(part, {}).get(fold(label), ""), label, value


def split_sign(sign: str, line: str) -> str | None:
    """What follows `sign` at the start of `line`; nothing if the line starts otherwise."""
    if not line.startswith(sign):
        return None
    rest = line[len(sign) :]
    return (rest[1:] if rest[:1] and rest[0] in SELECTORS else rest).strip()


def split_tail(line: str) -> tuple[str, str, tuple[str, ...]] | None:
    """`line` without the ``{#id ^card}`` at its end, the id and the cards; nothing if that is malformed."""
    start = line.rfind("{")
    if start < 0 or not line.endswith("}") or line[start + 1 : start + 2] not in ("#", "^"):
        return line, "", ()
    if not (tail := _TAIL.fullmatch(line, start)):
        return None
    return line[:start].rstrip(), tail["id"] or "", tuple(tail["cards"].replace("^", " ").split())
