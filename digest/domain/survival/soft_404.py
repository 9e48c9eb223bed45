"""Soft 404s: pages that come with status 200 and say, or show, that what was cited is no longer there."""

import re

from digest.domain.likeness import bigrams, contained, likeness
from digest.domain.search_text import folded
from digest.domain.source import Source
from digest.domain.survival.rules import Doubt
from digest.domain.webpage import WebPage

# Below so many characters a text is too short to be recognised by its pairs of characters.
TEXT_LEAST = 80
# Of what is kept, the share that must still be on the page.
TEXT_SHARE = 0.5
TITLE_LIKENESS = 0.4

_NOT_FOUND = re.compile(
    r"""^(error\s*)?404\b|\b404\s*(error|エラー)|\bnot\s+found\b|page\s+(does\s+not|doesn.t)\s+exist
    |見(つ|付)かりません|見(つ|付)かりませんでした|存在しません|存在しない(ページ|記事)
    |(掲載|公開|配信|提供)(の)?(期間|期限)?(が|は|を)?(終了|切れ)|(掲載|公開|配信)を終了
    |(ページ|記事)(は|が)(削除|移動)|削除され(まし)?た(ページ|記事)|お探しの(ページ|記事)""",
    re.VERBOSE,
)


def doubt_of(source: Source, page: WebPage) -> str:
    """Why `page` does not seem to be what `source` was when it was read; nothing if it does.

    A title is held against the page only if it came from the page: an editor's own words need not stand
    there. Where enough text was kept it decides, as headlines are rewritten and articles are not; a page that
    now stops at a paywall is known by its title.
    """
    if says_not_found(page.title) and not says_not_found(source.title):
        return Doubt.NOT_FOUND
    if source.retrieved_at is None:
        return ""
    kept_title = _same_title(source.title, page)
    if len(source.text) >= TEXT_LEAST and not (page.paywalled and kept_title):
        share = contained(bigrams(source.text), bigrams(page.text))
        return "" if share >= TEXT_SHARE else Doubt.TEXT
    return "" if kept_title else Doubt.TITLE


def says_not_found(title: str) -> bool:
    """Whether the title of a page says that there is nothing."""
    return bool(_NOT_FOUND.search(folded(title)))


def _same_title(title: str, page: WebPage) -> bool:
    wanted = folded(title)
    if not wanted or wanted in folded(page.title) or wanted in folded(page.text):
        return True
    return likeness(title, page.title) >= TITLE_LIKENESS
