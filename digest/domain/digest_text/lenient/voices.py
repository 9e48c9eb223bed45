"""Who speaks: names of commentators, and whether a line is a comment or the editor's own text."""

import re
from collections import Counter
from collections.abc import Sequence

from digest.domain.digest_text.lenient.lines import fold
from digest.domain.digest_text.lenient.marks import Item, Mark, speaker_label
from digest.domain.digest_text.lenient.speech import (
    is_certainly_spoken,
    is_exclaimed,
    is_japanese,
    is_sentence,
    is_spoken,
)

_ALONE = re.compile(
    r"([^\s:。、.,!?「」『』()/|0-9]{1,8}(?: [^\s:。、.,!?「」()0-9]{1,8})?)(?:\s*\([^()]{1,12}\))?"
)
_NO_NAMES = frozenset(("コメント", "本文", "引用", "年表", "画像", "出典", "問", "答", "根拠", "要約カード"))
_SHORT, _BRIEF, _MIDDLE, _LONG = 40, 50, 80, 120
_SHORT_NAME = 6


class Voices:
    """The speakers of one text, known by how often their names stand before what people say."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        labelled: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        for at, item in enumerate(items):
            if item.mark is Mark.SPEAKER and item.speaker:
                labelled[item.speaker] += 2
            elif item.mark is Mark.PLAIN:
                if found := speaker_label(item):
                    labelled[found[0]] += 2 if is_spoken(found[1]) else 1
                elif name := self._name_alone(at):
                    alone[name] += 1
        self._known = {name for name, count in labelled.items() if count > 1}
        often = {name for name, count in alone.items() if count > 1}
        # Where names stand over what is said, a name that comes only once does so too.
        once = {name for name in alone if often and len(name) <= _SHORT_NAME}
        self._known |= often | once

    def labelled(self, item: Item, *, near: bool = False) -> tuple[str, str] | None:
        """A line that names its speaker, as (name, words); `near` is a place where comments stand."""
        if item.mark is Mark.SPEAKER and item.value:
            return item.speaker, item.value
        found = speaker_label(item) if item.mark is Mark.PLAIN else None
        if not found or not (is_sentence(found[1]) or is_spoken(found[1]) or is_exclaimed(found[1])):
            return None
        likely = near and len(found[0]) <= (_SHORT_NAME if is_japanese(found[0]) else 2 * _SHORT_NAME)
        return found if likely or found[0] in self._known else None

    def named_above(self, at: int) -> str:
        """The speaker whose name is the whole line at `at`, with their words below it."""
        name = self._name_alone(at, asked=True)
        return name if name in self._known else ""

    def _name_alone(self, at: int, *, asked: bool = False) -> str:
        """A short line over a sentence; whether it is a name shows in its coming back."""
        item = self._items[at]
        below = self._items[at + 1] if at + 1 < len(self._items) else None
        if item.mark is not Mark.PLAIN or below is None or below.mark is not Mark.PLAIN:
            return ""
        found = _ALONE.fullmatch(item.key)
        if not found or found[1] in _NO_NAMES:
            return ""
        speaks = is_sentence(below.value) or is_spoken(below.value) or (asked and is_exclaimed(below.value))
        return item.value[: found.end(1)] if speaks else ""


def is_comment(words: str, *, near: bool, alone: bool) -> bool:
    """Whether a line without a name is spoken.

    `near` is a place where comments stand (under the answer, under a card, beside another comment); `alone`
    says that nothing else stands between the answer and the card.
    """
    if is_spoken(words):
        if is_certainly_spoken(words):
            return len(words) <= _LONG or near
        # だろう and かもしれない end many a written paragraph too.
        return len(words) <= (_MIDDLE if near else _BRIEF) and fold(words).count("。") <= 2
    if near and len(words) <= _SHORT and is_exclaimed(words):
        return True
    return alone and len(words) <= _SHORT and is_sentence(words)
