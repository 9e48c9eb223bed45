"""Parts a title from a subtitle that a page has run together with it."""

import re

from digest.domain.digest_text.lenient.lines import fold
from digest.domain.digest_text.lenient.speech import is_japanese

# Words with which a headline closes; before figures or Latin letters they might also describe what follows,
# so more evidence is asked for below.
_CLOSERS = (
    r"(?:読み解く|ひも解く|ひもとく|紐解く|解き明かす|探る|追う|たどる|辿る|迫る|考える|比べる|学ぶ|知る|振り返る|見渡す"
    r"|徹底解説|解説|まとめ|整理|入門|とは|のか|たか|の謎|の秘密|の理由|のわけ|の舞台裏|の現在地|の今|のいま|の行方|の歩み)"
)
_AFTER_CLOSER = re.compile(rf"{_CLOSERS}[。!?]?\s*(?=[0-9A-Za-zァ-ヺ「『【〜~―—])")
# After a question of its own, a headline closes with what it does to its subject: …なぜ?130年の記録を読む.
# What such a verb often describes is no subtitle.
_AFTER_VERB = re.compile(
    r"(?<=[?!])[^?!]{4,40}を(?:読み解く|ひもとく|解き明かす|探る|追う|たどる|考える|比べる|学ぶ|知る|振り返る|読む|見る|問う)"
    r"(?!人|者|力|目|鍵|旅|時|方法|手|ヒント|ため|こと|もの|の)(?=[一-龠ぁ-んァ-ヺ0-9A-Za-z「『])"
)
_AFTER_MARK = re.compile(r"[?!]\s*(?=[^\s?!」』)])")
# The surest first; with each the fewest characters that a title may have.
_WAYS = ((_AFTER_CLOSER, 12), (_AFTER_VERB, 12), (_AFTER_MARK, 8))
_ATTRIBUTE = re.compile(r"\d+\s*(?:つ|個|点|選)の")
_MIN_WHOLE, _MIN_SUBTITLE = 30, 10


def split_title(text: str) -> tuple[str, str] | None:
    """Title and subtitle of a line that holds both; none unless that is certain enough.

    Certain is: the line is long, ends in a question, and before that question a headline has closed, by a
    closing word (読み解く, とは, …) at a change of script, a verb after its own question, or that question.
    """
    key = fold(text)
    if len(key) < _MIN_WHOLE or len(key) > 160 or not is_japanese(key) or not key.endswith("?"):
        return None
    return next(filter(None, (_cut(text, key, *way) for way in _WAYS)), None)


def _cut(text: str, key: str, boundary: re.Pattern[str], shortest: int) -> tuple[str, str] | None:
    for found in reversed(list(boundary.finditer(key))):
        title, subtitle = text[: found.end()].strip(), text[found.end() :].strip(" \u3000〜~～―—-")
        if len(title) < shortest or len(subtitle) < _MIN_SUBTITLE or _ATTRIBUTE.match(fold(subtitle)):
            continue
        if _balanced(fold(title)) and _balanced(fold(subtitle)):
            return title, subtitle
    return None


def _balanced(key: str) -> bool:
    return all(key.count(a) == key.count(b) for a, b in ("「」", "『』", "()", "【】"))
