"""Tells spoken lines from written ones, and sentences from headings, by how they end."""

import re

from digest.domain.digest_text.lenient.lines import fold

_CLOSING = "。.!?…♪〜~」』)\"'” 、️"
# Endings with which people speak to each other; nobody writes a report with them.
_SPOKEN = re.compile(
    r"(?:ね|よ|よねえ?|ねえ|な[あぁ]|かな|かしら|でしょうか|ましょうか|でしょう|だろうか?|かもしれません|かもしれない"
    r"|かも|ましょう|んです(?:か)?|ですもの|ませんか|ですか|ますか|(?<=な)の|っけ|(?<=です)し|ですって|ってこと)\Z"
)
_CERTAIN = re.compile(
    r"(?:ね|ねえ|よ|かな|かしら|なあ|でしょうか|ましょうか|んですか?|ませんか|ですか|ますか)\Z"
)
_TAIL_CHARS = 12
_OPENERS = re.compile(
    r"(?:なるほど|へえ|へぇ|ええっ?|えっ|おお|わあ|うーん|ううん|そうか|そうなんだ|たしかに|確かに、|やっぱり|さすが|まさか|ほほう|ふむ)"
)
_FEELING = re.compile(
    r"(?:楽しみ|気にな(?:り|る)|驚き|驚い|うれしい|嬉しい|不思議|ありがたい|助かり|安心|心配|残念|意外|面白い|おもしろい"
    r"|すごい|納得|待ち遠しい|びっくり|ほっとし|わくわくし|すてき|素敵|さみしい|寂しい|心強い|なつかしい|懐かしい)"
    r"(?:です|ます|ました|でした|ません|そうです)"
)
_POLITE = re.compile(
    r"(?:です|ます|でした|ました|ません|ませんでした|でしょう|ましょう|ください|である|だった|(?:し|され|なっ|い|き)ている|(?:し|され|なっ)ていた)\Z"
)
_LEAD_IN = re.compile(
    r".{0,60}(?:(?:見て|みて|ひもといて|ひも解いて|紐解いて|確認して|確かめて|整理して|追って|たどって|辿って|読んで|考えて|探って"
    r"|まとめて|紹介して|解説して|学んで|調べて|比べて|振り返って|読み解いて|掘り下げて|歩いて|のぞいて|眺めて|進めて|始めて|案内して|お伝えして)"
    r"(?:いき|ゆき|行き|み|まいり|いただき)(?:ましょう|ます|たいと思います)"
    r"|(?:見|みて|確かめ|整理し|たどり|読み解き|考え|探り|追い|学び|始め|のぞき|振り返り|比べ|確認し|紹介し|解説し)ましょう)"
    r"(?:ね|か)?[。!]?"
)
_LEAD_IN_START = re.compile(
    r"(?:それでは|では[、,]|さっそく|早速|さあ[、,]|ここから(?:は|[、,])|以下では|これから|まずは"
    r"|(?:now )?let(?:'|’)?s |let us )",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[a-z][.!] [A-Z]")
_ENGLISH = re.compile(r"[A-Za-z]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def is_spoken(text: str) -> bool:
    """Whether `text` ends as speech does: ね。 でしょうか。 かもしれません。"""
    return bool(_SPOKEN.search(fold(text).rstrip(_CLOSING)[-_TAIL_CHARS:]))


def is_certainly_spoken(text: str) -> bool:
    """Whether `text` ends as only speech does, and not as a cautious report may: ね。 よ。 でしょうか。"""
    return bool(_CERTAIN.search(fold(text).rstrip(_CLOSING)[-_TAIL_CHARS:]))


def is_exclaimed(text: str) -> bool:
    """Whether `text` is speech by its tone: a question, a cry, a feeling."""
    key = fold(text)
    return key.endswith(("!", "?", "♪", "!」", "?」")) or bool(
        _OPENERS.match(key) or _FEELING.search(key[-20:])
    )


def asks(text: str) -> bool:
    """Whether `text` ends in a question mark and is short enough for the question of a section."""
    return len(text) <= 90 and fold(text).rstrip('」』)"️ ').endswith("?")


def is_sentence(text: str) -> bool:
    """Whether `text` is a sentence or more of running text and so no heading and no title."""
    key = fold(text).rstrip(" ️")
    if "。" in key or len(key) > 90:
        return True
    if not is_japanese(key):
        return " " in key and (key.endswith((".", "!", '."', ".)")) or bool(_TWO_SENTENCES.search(key)))
    polite = _POLITE.search(key.rstrip("!…」』♪〜~)")[-_TAIL_CHARS:])
    return bool(polite) or key.endswith(("、", "…")) or (key.endswith("!") and is_spoken(key))


def leads_in(text: str) -> bool:
    """Whether `text` is the sentence that leads into the sections: それでは、…見ていきましょう。"""
    key = fold(text)
    if len(key) > 100 or asks(key):
        return False
    if _LEAD_IN.fullmatch(key):
        return True
    return bool(_LEAD_IN_START.match(key)) and is_sentence(key)


def is_japanese(text: str) -> bool:
    """Whether `text` is written with kana or kanji."""
    return bool(_JAPANESE.search(text))


def language_of(texts: list[str]) -> str:
    """The language that most of `texts` are in."""
    japanese = sum(1 for text in texts if is_japanese(text))
    english = sum(1 for text in texts if not is_japanese(text) and _ENGLISH.search(text))
    return "en" if english > japanese else "ja"
