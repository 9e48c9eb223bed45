"""How each mark of a line is written, in Japanese and in English, in every width."""

import re

from digest.domain.digest_text.lenient.sources import CREDIT_LABEL


def any_of(*parts: str) -> str:
    """A pattern for one of several."""
    return f"(?:{'|'.join(parts)})"


ARROW = r"(?:(?:[⇒→➡⇨⟹⟶►▶▷➔➜➤☞👉»›>〉》:]|=+>|-+>)[\ufe0e\ufe0f\s]*)"
_SHAPE = r"[\ufe0e\ufe0f]?\s*"
# A tag that is a whole word is set off by a sign, by space, or by the end of the line.
_AFTER_WORD = r"\d{0,2}(?:\s*[:、)]\s*|\s*[.](?!\d)\s*|\s+|\Z)"
_AFTER_LETTER = r"\d{0,2}\s*(?:[:)、]\s*|[.](?![a-z0-9])\s*|\Z)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = any_of(r"\d", "令和", "平成", "昭和", "二〇", rf"(?:\d{{1,2}} )?{_MONTH} \d")

KEY_EMOJI = rf"[📘📗📙📕📖📚📔📓]{_SHAPE}"
KEY_WORDS = (
    any_of(
        r"(?:この|本)(?:記事|ダイジェスト|ページ)(?:で|を読むと)(?:分|わ|解|判)かる(?:事|こと)",
        r"(?:この)?(?:記事|ダイジェスト)の(?:ポイント|要点)",
        r"key (?:points?|takeaways)",
        r"in this (?:article|digest)",
        r"what (?:this|you will|you'll) .{1,40}",
        "at a glance",
    )
    + r"\s*[!:…?。]*\Z"
)
KEY_POINT = rf"💡{_SHAPE}"
POINT = rf"[✅☑✔✓🗹]{_SHAPE}"
MORE = (
    f"{ARROW}?"
    + any_of(
        r"(?:さらに|続きを|つづきを|もっと|全文を|元(?:の)?記事を|記事を|本文を)\s*(?:くわしく|詳しく)?\s*(?:読む|よむ)",
        "read (?:more|on)",
        "continue reading",
        "read the (?:source|original)",
    )
    + r"\s*"
    # 「さらに読む人が増え」 is a sentence: something has to set the words off.
    + any_of(f"{ARROW}+", r"(?=\s|\Z|\(|「|https?:|.{1,80}(?:出典|画像元))", r"(?<=\s)")
)
CREDIT = rf"{CREDIT_LABEL}\s*"
PUBLISHER = r"(?:媒体|発行元|発行者|配信元|掲載元|公開元|提供元|publisher|published by|outlet)\s*:\s*"
DATE = any_of(
    *("公開日時?", "公開年月日", "掲載日", "発行日", "配信日", "発表日", "公表日", "投稿日", "記事公開日"),
    *("date published", "publication date", "published(?: on)?", "date"),
) + any_of(r"\s*:\s*", rf"\s+(?={_DAY})", r"(?=[\d令平昭])", r"\s*\Z")
PASSAGE = (
    r"(?:根拠(?:となる(?:文|箇所))?|出典(?:の|に(?:ある|よる))?(?:原文|文|文章|記述|表現|本文|言葉)|出典では|原文"
    r"|(?:supporting )?passage|in the source|evidence)\s*:\s*"
)
NEXT = (
    f"{ARROW}?"
    + any_of(
        "(?:次の?|つぎの)ページ(?:を読む|をよむ|を見る|へ進む|へ続く|へつづく|に続く|へ)?",
        "続きは次のページ(?:へ|で)?",
        "(?:go to (?:the )?|read (?:the )?)?next page",
    )
    + rf"\s*(?:{ARROW}+|(?=\Z|[\s(「\[\d]))"
)
QUESTION = any_of(
    r"[【\[](?:問い?|質問|疑問|question|q)\d{0,2}[】\]]\s*",
    rf"(?:問い?|質問|疑問){_AFTER_WORD}",
    "問(?=「)",
    rf"(?:question|q){_AFTER_LETTER}",
    r"(?:question|q)\d{0,2}\s+(?=[^\x00-\x7f]|.*\?\Z)",
)
ANSWER = any_of(
    r"[【\[](?:答え?|回答|answer|a)\d{0,2}[】\]]\s*",
    rf"(?:答え?|回答){_AFTER_WORD}",
    rf"(?:answer|a){_AFTER_LETTER}",
)
URL = r"(?=https?\s?://\S+\Z)"
QUOTE = r">\s?"
BULLET = r"[・•●◦‣▪■◆◇○\-–—*]\s*(?=\S)(?![-–—*・])"
SPEAKER = (
    r"([^\s:。、?!「」『』/|.,()\[\]]{1,12}(?: [^\s:。、?!「」/|.,()]{1,10})?)"
    r"\s*(?:\(([^()]{1,16})\)\s*)?:"
)


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as all marks are matched: without regard to case."""
    return re.compile(pattern, re.IGNORECASE)
