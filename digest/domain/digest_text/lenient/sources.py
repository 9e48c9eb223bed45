"""The line that leads to a source: さらに読む ⇒ NAME 出典/画像元: URL, on one line or in pieces."""

import re
from dataclasses import dataclass

from digest.domain.digest_text.lenient.lines import fold

# What ends an address in running text; Japanese letters may be part of one that was copied decoded.
_URL = re.compile(r"https?\s?://[^\s<>\"'「」『』、。【】〈〉《》|]+", re.IGNORECASE)
_BARE = re.compile(r"(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){1,4}(?:/[^\s「」、。]*)?", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*"
CREDIT_LABEL = (
    r"(?:出典\s*[/・、&と]\s*画像(?:元|提供)?|画像元?\s*[/・、&と]\s*出典|出所\s*/\s*画像元"
    r"|source\s*(?:/|and)\s*(?:image|picture|photo)s?(?:\s*credit)?)\s*:?"
    r"|(?:出典元?|画像元|画像提供|画像|引用元|参照元?|参考|情報源|出所|ソース"
    r"|sources?|(?:image|picture|photo)s?(?:\s*(?:credit|source))?|credits?)\s*:"
)
_CREDIT = re.compile(CREDIT_LABEL, re.IGNORECASE)
# Inside the line, after the name that it may touch, only words that no name ends with.
_CREDIT_INSIDE = re.compile(
    r"出典\s*[/・&]\s*画像元?\s*:?|画像元\s*[/・&]\s*出典\s*:?|(?:出典元?|画像元|引用元)\s*:"
    r"|\bsource(?:\s*(?:/|and)\s*(?:image|picture|photo)s?(?:\s*credit)?)?\s*:"
    r"|\b(?:image|photo)\s*(?:credit|source)?\s*:",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\s?(?:about this source|record of the source|この(?:出典|情報源)について"
    r"|(?:この)?出典の(?:記録|詳細|情報))\Z",
    re.IGNORECASE,
)
_RECORD_LENGTH = 24


@dataclass(slots=True)
class SourceLine:
    """What a さらに読む line says: whom it names, its own address, and the credit as written."""

    name: str = ""
    url: str = ""
    credit: str = ""
    labelled: bool = False


def find_urls(text: str) -> list[str]:
    """The web addresses in `text`, in order."""
    return [url for found in _URL.finditer(fold(text)) if len(url := _trimmed(found[0])) > len("https://")]


def bare_address(text: str) -> str:
    """The address that `text` is but for its scheme; empty if it is none."""
    return fold(text).strip() if _BARE.fullmatch(fold(text).strip()) else ""


def starts_with_credit(text: str) -> bool:
    """Whether `text` starts with the label 出典/画像元 or one of its variants."""
    return bool(_CREDIT.match(fold(text)))


def without_link_to_record(text: str) -> str:
    """`text` without the link to the record of the source, which may touch the address before it."""
    return text[:-_RECORD_LENGTH] + _RECORD.sub("", text[-_RECORD_LENGTH:])


def after_credit(text: str) -> str:
    """What stands behind the label with which `text` starts."""
    found = _CREDIT.match(fold(text))
    return text[found.end() :].strip() if found else text


def read_source(rest: str) -> SourceLine:
    """What stands behind さらに読む ⇒, read into its parts."""
    found = _CREDIT_INSIDE.search(fold(rest))
    if not found:
        return _named(rest)
    said = _named(rest[: found.start()])
    said.credit = rest[found.end() :].strip()
    said.labelled = True
    return said


def _named(text: str) -> SourceLine:
    urls = find_urls(text)
    words, at = [], 0
    for found in _URL.finditer(fold(text)):
        words.append(text[at : found.start()].strip())
        at = found.end()
    words.append(text[at:].strip())
    name = " ".join(filter(None, words)).strip(" \u3000|・-–—")
    return SourceLine(name, urls[0] if urls else "", " ".join(urls[1:]))


def _trimmed(url: str) -> str:
    """`url` without the punctuation of the sentence around it; brackets stay where they are in pairs."""
    url = url.replace(" ", "").rstrip(_TRAILING)
    open_, shut = url.count("("), url.count(")")
    while shut > open_ and url.endswith(")"):
        url = url[:-1].rstrip(_TRAILING)
        shut -= 1
    return url
