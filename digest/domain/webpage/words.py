"""What a page says, as plain text of a stated length: no markup, no control characters, no hidden marks."""

import html
import re
import unicodedata

from digest.domain.plain import clean
from digest.domain.webpage.limits import PARAGRAPH_MOST, ROOM_FOR_MARKUP

_TAG = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|font|form|h[1-6]|head|hr"
    r"|html|i|iframe|img|input|li|link|mark|meta|nobr|object|ol|p|pre|rb|rp|rt|ruby|s|script|section|small"
    r"|span|strong|style|sub|sup|svg|table|tbody|td|textarea|th|title|tr|u|ul|video|wbr)(?=[\s/>])[^<>]{0,400}>",
    re.IGNORECASE,
)
# Marks that nobody sees, the sign for what could not be decoded, private use, and letters for tags.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2060-\u2065\u206a-\u206f\ufff0-\uffff\ue000-\uf8ff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
# Letters that were typed as a base and its mark (が in two), and towers of marks.
_MARKED = re.compile("[A-Za-zぁ-ヿ][\u0300-\u036f\u3099\u309a]+")
_LONE_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}"
)
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def line(value: object, most: int) -> str:
    """`value` as one line of at most `most` characters; empty if it is no text."""
    if not isinstance(value, str):
        return ""
    text = value[: most * ROOM_FOR_MARKUP + 1000]
    # Titles in JSON and in content management systems are often escaped once too often.
    for _ in range(2):
        if _ENTITY.search(text):
            text = html.unescape(text)
    return cut(_SPACES.sub(" ", visible(_TAG.sub(" " if "<br" in text else "", text))).strip(), most)


def visible(text: str) -> str:
    """`text` without the characters that no reader can see, and with each letter in one piece."""
    text = _HIDDEN.sub("", clean(text))
    return _LONE_MARKS.sub("", _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0])[:3], text))


def cut(text: str, most: int) -> str:
    """`text`, or so much of it that it has `most` characters with the ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def paragraphs(text: str, most: int) -> str:
    """`text` as clean paragraphs, one a line, of at most `most` characters in all; the last may be cut."""
    kept, left = [], most
    for raw in visible(text[: most * ROOM_FOR_MARKUP]).split("\n"):
        paragraph = cut(_SPACES.sub(" ", raw).strip(), PARAGRAPH_MOST)
        if not paragraph:
            continue
        if len(paragraph) > left:
            paragraph = cut(paragraph, left) if left > 1 else ""
        left -= len(paragraph) + 1
        if paragraph:
            kept.append(paragraph)
        if left <= 0:
            break
    return "\n".join(kept)


def key(text: str) -> str:
    """What is left of `text` to compare: letters and digits without width, case, spaces and marks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
