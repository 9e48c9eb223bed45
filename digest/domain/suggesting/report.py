"""What a retrieved text reports, without what else a page has: bylines, captions, rights, other articles."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from digest.domain.digest_text.lenient.chrome import byline, is_control, is_picture_credit, is_tail
from digest.domain.sentences import Sentence, sentences

# A text is a book when it is longer than this, and what is at its beginning will do.
MOST = 60_000
# Lines of these kinds are short; in a longer one such words are what it is about.
LINE_MOST = 90

_NOTICE = re.compile(
    r"copyright|©|all rights reserved|無断(?:転載|複製)|転載を?禁"
    r"|有料会員|会員限定|会員登録|ログイン|続きを読む|続きは|残り[:：]?\s*[0-9０-９,]+\s*文字|購読|メールマガジン|メルマガ"
    r"|フォローする|シェアする|お気に入り|関連記事|関連ニュース|あわせて読みたい|おすすめ記事|記事一覧"
    r"|アクセスランキング"
    r"|クッキー|JavaScript|ブラウザ|広告|アプリで読む|画像を拡大|写真を見る"
    r"|\b(?:subscrib|sign (?:up|in)\b|log in\b|newsletter|read more|click here|follow us|cookie|advertis)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\A[\[［【(（<＜〈▲△▼]*(?:写真|画像|図表|図版|動画|資料写真|イラスト|グラフ|photo|image|video|caption)"
    r"(?:[0-9０-９]*[\]］】)）>＞〉:：＝=・]|(?:は|を)?提供)"
    r"|(?:＝|=|（|\().{0,40}(?:撮影|写す|提供|写真|資料|から|より)(?:[)）。]|\Z)"
    r"|(?:撮影|提供|photo by .{1,40})[)）]?[。.]?\Z",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\A[(（【\[〈<].{0,24}(?:記者|編集部|部|支局|通信員|特派員|デスク|取材班)[)）】\]〉>]?\Z"
    r"|\A(?:取材|文|聞き手|構成|編集|翻訳|執筆|監修|記者|ライター)[・／/:：＝=\u3000 ].{1,40}\Z"
    r"|(?:記者|編集委員|特派員|論説委員)[＝=:：)）]|\A(?:reporting|editing|written) by\b"
)
# 【ワシントン共同】 stands before a sentence and is none of it.
_DATELINE = re.compile(r"(?:【[^】]{1,20}】|（[^（）]{1,14}(?:共同|時事|ロイター|AFP|AP)）)[ \u3000]*")


def reported(text: str) -> list[Sentence]:
    """The whole sentences of `text` that belong to its report; their places are those in `text`."""
    return [sentence for sentence in map(_without_dateline, _of_paragraphs(text[:MOST])) if sentence.text]


def _of_paragraphs(text: str) -> Iterator[Sentence]:
    ended = False
    lines = text.split("\n")
    noise = []
    for at, line in enumerate(lines):
        # 関連記事 and what follows it; at the top it is a button.
        ended = ended or (at * 2 >= len(lines) and len(line) <= LINE_MOST and is_tail(line))
        noise.append(ended or is_noise(line))
    ends = _line_ends(lines)
    at = 0
    for sentence in sentences(text):
        while sentence.start >= ends[at]:
            at += 1
        if sentence.whole and not noise[at] and not is_noise(sentence.text):
            yield sentence


def _line_ends(lines: list[str]) -> list[int]:
    return list(accumulate(len(line) + 1 for line in lines))


def is_noise(line: str) -> bool:
    """Whether a line or a sentence is about the page or its pictures, not about what happened."""
    line = line.strip()
    if len(line) > LINE_MOST:
        return False
    return bool(
        _NOTICE.search(line)
        or _CAPTION.search(line)
        or _CREDIT.search(line)
        or is_picture_credit(line)
        or is_control(line)
        or byline(line)
    )


def _without_dateline(sentence: Sentence) -> Sentence:
    found = _DATELINE.match(sentence.text)
    if found is None:
        return sentence
    return replace(sentence, text=sentence.text[found.end() :], start=sentence.start + found.end())
