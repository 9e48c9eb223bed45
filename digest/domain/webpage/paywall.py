"""Whether a page shows its report to subscribers only, and what it says in its place."""

import re

from digest.domain.webpage.document import Document
from digest.domain.webpage.json_ld import Linked
from digest.domain.webpage.lines import Line

_NO = frozenset({"false", "0", "no"})
# Whatever else a page says: so many characters of it are missing.
_REST = re.compile(r"残り[：:\s]*[0-9０-９,，]{1,7}\s*(?:文字|字)|あと[0-9,]{1,7}文字で続き")
_PHRASES = re.compile(
    r"(?:この|本)(?:記事|コンテンツ|ページ|続き)は、?\s*(?:有料|会員|購読者|有料会員|プレミアム|電子版|ログイン|無料会員|プラン)"
    r"|(?:有料|会員|購読者|有料会員|プレミアム会員|有料登録会員)(?:の方)?(?:限定|専用)(?:の)?(?:記事|コンテンツ)です"
    r"|(?:続き|全文|記事全文|この先|以降)(?:を|は)[^。]{0,20}(?:有料|会員登録|ログイン|購読|ご登録|会員の方)"
    r"|ログインして(?:続き|全文)|(?:有料|無料)会員(?:登録|になる)と?[^。]{0,10}(?:続き|全文)"
    r"|有料会員になると[^。]{0,20}|この記事の続き(?:を|は)"
    r"|(?:subscribe|sign in|log in|register)\s(?:now\s)?to\s(?:continue|read|keep reading|unlock)"
    r"|this (?:article|story|content) is (?:for|available to|only for|exclusive to)"
    r"[^.]{0,20}(?:subscribers|members)"
    r"|to continue reading,? (?:please )?(?:subscribe|sign|log)|subscribers? only|already a subscriber\?",
    re.IGNORECASE,
)
_LINE_MOST = 160


def is_paywalled(document: Document, linked: Linked, lines: list[Line]) -> bool:
    """Whether the report is not free: what the page says of itself first, then what it tells its readers."""
    free = _free(linked)
    if (
        free is False
        or document.first("article:content_tier", "og:article:content_tier").strip().lower() == "locked"
    ):
        return True
    said = [line.text for line in lines if len(line.text) <= _LINE_MOST and not line.aside]
    if any(_REST.search(text) for text in said):
        return True
    return free is None and any(_PHRASES.search(text) for text in said)


def is_about_paying(text: str) -> bool:
    """Whether a line stands in the place of the rest of a report."""
    return len(text) <= _LINE_MOST and bool(_REST.search(text) or _PHRASES.search(text))


def _free(linked: Linked) -> bool | None:
    """Whether the report is free, as JSON-LD has it; none where that says nothing."""
    said = [part.get("isAccessibleForFree") for article in linked.articles for part in _parts(article)]
    answers = [
        each if isinstance(each, bool) else str(each).rpartition("/")[2].strip().lower() not in _NO
        for each in said
        if each is not None
    ]
    return all(answers) if answers else None


def _parts(article: dict[str, object]) -> list[dict[str, object]]:
    nested = article.get("hasPart")
    parts = nested if isinstance(nested, list) else [nested]
    return [article, *(part for part in parts[:20] if isinstance(part, dict))]
