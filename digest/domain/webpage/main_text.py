"""The text of a report without navigation, comments and lists of other reports."""

import logging
import re
from collections.abc import Callable
from copy import copy, deepcopy
from functools import cache, partial

from lxml import etree, html

from digest.domain.webpage.document import Document, Element, elements, text_of
from digest.domain.webpage.limits import (
    EXTRACTED_DEPTH_MOST,
    EXTRACTED_ELEMENTS_MOST,
    EXTRACTED_LETTERS_MOST,
    TEXT_MOST,
)
from digest.domain.webpage.lines import Line, lines
from digest.domain.webpage.paywall import is_about_paying
from digest.domain.webpage.words import key, paragraphs

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:related|relation|recommend\w*|ranking|rank|comments?|commentlist|disqus\w*|share|sns|social|breadcrumbs?|topicpath|pankuzu"
    r"|sidebar|side|pickup|popular|newsletter|subscribe|banner|advert\w*|ad|ads|promo\w*|pagetop|footer|gnav|globalnav|global-nav|menu"
    r"|kanren|osusume|cookie|outbrain|taboola|popin|tags?|taglist|profile|follow)(?:$|[\s_-]|list|box|area|articles?|news|block|section|wrap|nav)",
    re.IGNORECASE,
)
_NOISE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "iframe", "dialog"})
_KEPT_TAGS = frozenset({"html", "body", "main", "article", "h1", "frameset", "noframes"})
_NOISE_MOST = 0.6
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
_HEAD = 8
_SHORT = 60


def main_text(document: Document, title: str, body_said: str = "") -> str:
    """The main text as paragraphs, one a line.

    `body_said` is what JSON-LD gives as the text; it is taken where next to nothing is found in the page.
    """
    found = ""
    if document.root is not None:
        root = deepcopy(document.root)
        _prune(root)
        found = _cleaned(_extracted(root), title)
        if len(key(found)) < _LEAST:
            found = max(found, _cleaned(_plainly(root), title), key=len)
    if len(key(found)) < _LEAST * 2:
        found = max(found, _cleaned(paragraphs(body_said, TEXT_MOST), title), key=len)
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


def _prune(root: Element) -> None:
    """Take out what is about other pages, unless it holds the headline or most of the page."""
    whole = len(text_of(root, TEXT_MOST)) or 1
    for element in list(elements(root)):
        if (
            not isinstance(element, html.HtmlElement)
            or element.tag in _KEPT_TAGS
            or element.getparent() is None
        ):
            continue
        if element.tag in ("script", "style", "template"):
            element.drop_tree()
            continue
        said = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
        noisy = (
            element.tag in _NOISE_TAGS
            or (len(said) > 1 and _NOISE.search(said))
            or _is_comment(element)
            or _is_head(element)
        )
        if noisy and element.find(".//h1") is None and len(text_of(element, TEXT_MOST)) < whole * _NOISE_MOST:
            element.drop_tree()


def _is_head(element: Element) -> bool:
    """Whether an element is the head of the site, not that of the article."""
    if element.tag != "header":
        return False
    return (
        next(element.iterancestors("article", "main", "section"), None) is None
        and element.find(".//h2") is None
    )


def _is_comment(element: Element) -> bool:
    said = f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}"[:200].lower()
    return "comment" in said and "commentcount" not in said


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
