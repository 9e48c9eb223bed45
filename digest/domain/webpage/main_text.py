"""The text of a report without navigation, comments and lists of other reports."""

import logging
import re
from collections.abc import Callable
from copy import copy, deepcopy
from functools import cache, partial

from lxml import etree, html

from digest.domain.webpage.document import Document, Element, elements
from digest.domain.webpage.limits import (
    EXTRACTED_DEPTH_MOST,
    EXTRACTED_ELEMENTS_MOST,
    EXTRACTED_LETTERS_MOST,
    TEXT_MOST,
)
from digest.domain.webpage.lines import Line, lines
from digest.domain.webpage.paywall import is_about_paying
from digest.domain.webpage.pruning import prune
from digest.domain.webpage.words import key, paragraphs

# Headings below which other reports are listed.
_OTHERS = re.compile(
    r"[【■●▼▽◆◇□○\[〔《<＜\s]*(?:(?:関連|おすすめ|オススメ|注目|人気|最新|新着|他の|あわせて読みたい|合わせて読みたい|こちらも|読まれて|よく読まれ|アクセス|この記事に関)"
    r"[^。]{0,18}|ランキング|トピックス|ピックアップ|PR|スポンサー?リンク|(?:この記事への)?コメント(?:一覧|欄)?(?:\s*[（(]?\d+件?[)）]?)?|シェアする|この記事をシェア|タグ"
    r"|related(?: articles?| stories| news| topics)?|read more|more on this(?: story)?"
    r"|more from.{0,30}|most (?:read|popular)|you may also like.{0,20}|"
    r"|recommended(?: for you)?"
    r"|comments?(?:\s?\(\d+\))?|share this.{0,20}"
    r"|top stories|latest news|trending|advertisement)[】\]〕》>＞：:\s]*",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"(?:ツイート|スクラップ|お気に入り|シェア|共有|印刷|保存|ブックマーク|メール|リンクをコピー|文字サイズ.{0,12}|拡大|縮小|閉じる|戻る|ページの?先頭へ(?:戻る)?|トップへ戻る|一覧へ(?:戻る)?|前へ|次へ|続きを読む|もっと見る"
    r"|facebook|x|twitter|line|hatena|はてなブックマーク|pocket|print|share|tweet|copy link|save"
    r"|advertisement|広告|PR|クリップ.{0,6}|list|フォロー.{0,4}|ログイン|会員登録)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。．！？!?」』]\s*$|。|[a-z]{2}[.”\"’']\s*$")
_COPYRIGHT = re.compile(r"\s*(?:copyright|©|[（(]c[)）])", re.IGNORECASE)
_LEAST = 40
_NEXT_TO_NOTHING = 15
_HEAD = 8
_SHORT = 60


def main_text(document: Document, title: str, body_said: str = "") -> str:
    """The main text as paragraphs, one a line.

    `body_said` is what JSON-LD gives as the text; it is taken where next to nothing is found in the page.
    """
    found = ""
    if document.root is not None:
        found = _found_in(document.root, title, pruned=True)
        if len(key(found)) < _NEXT_TO_NOTHING:
            # The page has names for its parts that mean something else elsewhere.
            found = max(found, _found_in(document.root, title, pruned=False), key=len)
    if len(key(found)) < _LEAST * 2:
        found = max(found, _cleaned(paragraphs(body_said, TEXT_MOST), title), key=len)
    return found


def _found_in(root: Element, title: str, *, pruned: bool) -> str:
    """The main text in `root`, as an extractor or else its paragraphs have it."""
    root = deepcopy(root)
    prune(root, noise=pruned)
    found = _cleaned(_extracted(root), title)
    if len(key(found)) < _LEAST:
        found = max(found, _cleaned(_plainly(root), title), key=len)
    return found


def plain_text(text: str) -> str:
    """The paragraphs of a page that is plain text: each line with something in it."""
    return paragraphs(text, TEXT_MOST)


def _extracted(root: Element) -> str:
    """What trafilatura takes for the main text; nothing where the page is too large for it."""
    if not _fits(root):
        return ""
    try:
        text = _trafilatura()(copy(root))
    except Exception:
        # Whatever it stumbles over, the page still has its paragraphs.
        return ""
    return _broken_as_shown(text or "", root)


@cache
def _trafilatura() -> Callable[[html.HtmlElement], str | None]:
    """Trafilatura as it is used here. Importing it takes most of a second."""
    from trafilatura import extract
    from trafilatura.settings import use_config

    # It would tell the operator about every page without text.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    config = use_config()
    # A Japanese text says in a third of the letters what its bounds are made for.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
    return partial(extract, include_comments=False, include_tables=True, deduplicate=False, config=config)


def _broken_as_shown(text: str, root: Element) -> str:
    """`text` with the line ends of the page, where the extractor has put it all into one line."""
    if "\n" in text.strip() or len(text) < _SHORT:
        return text
    whole = key(text)
    shown = [line.text for line in lines(root) if (said := key(line.text)) and said in whole]
    return "\n".join(shown) if len(key("".join(shown))) >= 0.8 * len(whole) else text


def _fits(root: Element) -> bool:
    letters = 0
    for count, element in enumerate(elements(root, EXTRACTED_ELEMENTS_MOST + 1), 1):
        letters += len(element.text or "") + len(element.tail or "")
        if count > EXTRACTED_ELEMENTS_MOST or letters > EXTRACTED_LETTERS_MOST:
            return False
    return _depth(root) <= EXTRACTED_DEPTH_MOST


def _depth(root: Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _plainly(root: Element) -> str:
    """The paragraphs of the page, or the lines that are sentences where it has no paragraphs."""
    found = [line for line in lines(root) if not line.aside and line.heading is None]
    told = [line.text for line in found if line.paragraph and not _is_chrome(line)]
    if len("".join(told)) < _LEAST:
        told = [line.text for line in found if len(line.text) >= 15 and not _is_chrome(line)]
    if not told:
        told = [line.text for line in found if not _is_chrome(line)]
    return "\n".join(told)


def _is_chrome(line: Line) -> bool:
    return bool(_CHROME.fullmatch(line.text))


def _cleaned(text: str, title: str) -> str:
    """`text` without its title, buttons, the notice before a paywall, and lists of other reports."""
    kept: list[str] = []
    skipping = False
    wanted = key(title)
    for raw in paragraphs(text, TEXT_MOST).split("\n"):
        line = raw.strip("|").strip() if raw.startswith("|") or raw.endswith("|") else raw
        line = line[2:] if line.startswith("- ") else line
        # What parts the head of a table from its body, in the extractor's notation.
        if not line.strip("-| "):
            continue
        if _OTHERS.fullmatch(line):
            skipping = True
            continue
        # The list under such a heading ends with the next sentence.
        skipping = skipping and not (len(line) > _SHORT or "。" in line)
        repeated = bool(wanted) and key(line) == wanted and len(kept) < 3
        if (
            line
            and not skipping
            and not repeated
            and not is_about_paying(line)
            and not _CHROME.fullmatch(line)
        ):
            kept.append(line)
    return "\n".join(_framed(kept))


def _framed(kept: list[str]) -> list[str]:
    """`kept` without short lines above the first sentence (bylines) and the copyright below the last."""
    while kept and _COPYRIGHT.match(kept[-1]):
        kept.pop()
    first = next((at for at, line in enumerate(kept[:_HEAD]) if _SENTENCE_END.search(line)), 0)
    # Above a paragraph of any length they are the page's; in a list of short lines they may be the report.
    return kept[first:] if first and all(len(line) <= _SHORT for line in kept[:first]) else kept
