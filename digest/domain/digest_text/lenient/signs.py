"""What the lines around a place say of it: a heading, a question, an answer, an entry of a timeline."""

import re
from collections import Counter
from collections.abc import Sequence

from digest.domain.digest_text.lenient.card_signs import card_starts, is_card
from digest.domain.digest_text.lenient.chrome import is_count, is_stamp
from digest.domain.digest_text.lenient.lines import fold, signature
from digest.domain.digest_text.lenient.marks import Item, Mark
from digest.domain.digest_text.lenient.speech import asks, is_exclaimed, is_sentence, is_spoken
from digest.domain.digest_text.lenient.voices import Voices

_MAX_ANSWER, _MAX_SURE_ANSWER, _MAX_HEADING = 60, 40, 60
_LOOK_AHEAD = 8
PAGE_COUNT = re.compile(
    r"[\[(]?\s*\d{1,3}\s*/\s*\d{1,3}\s*(?:ページ)?\s*[\])]?|\d{1,3}\s*ページ目?|page \d{1,3} of \d{1,3}",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:紀元前|前|約)?\d{1,4}年(?:代|頃|ごろ|度)?(?:\d{1,2}月(?:\d{1,2}日)?|[春夏秋冬])?"
    r"(?:頃|ごろ|まで|から|末)?(?:\([^()]{1,12}\))?"
    r"|(?:\d{1,2} )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? )?"
    r"(?:\d{1,2},? )?\d{4}"
)
_EVENT = re.compile(rf"({_WHEN})(?:\s*[|:—–]\s*|\s+|\Z)(.*)", re.IGNORECASE)
_CAPTION = re.compile(
    r".{0,80}?(?:当サイト作成|(?:写真|画像|図|撮影|提供|photo|image|chart)\s*:|©|(?:撮影|提供)\)?\Z)",
    re.IGNORECASE,
)
_CHATTY = ("ね", "よ", "かな", "かしら", "なあ")


class Signs:
    """Reads the signs in one list of items; every answer looks at a fixed number of lines at most."""

    def __init__(self, items: Sequence[Item], contents: set[str], pages: set[str]) -> None:
        self._items = items
        self._contents = contents
        self._pages = pages
        # Where questions are tagged, a heading without one is known by the list of contents alone.
        self._tagged = any(item.mark is Mark.QUESTION for item in items)
        self.voices = Voices(items)
        self._often = Counter(signature(item.value) for item in items if item.mark in (Mark.PLAIN, Mark.NEXT))

    def at(self, place: int) -> Item | None:
        """The item at a place, if the text goes that far."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def is_question(self, at: int) -> bool:
        """Whether a question of a section stands there."""
        item = self.at(at)
        if item is None or item.mark is Mark.QUESTION:
            return item is not None
        return item.mark is Mark.PLAIN and asks(item.value) and not card_starts(self._items, at)

    def is_question_under_heading(self, at: int) -> bool:
        """The same for the line under a heading, where a question may also end in か。"""
        if self.is_question(at):
            return True
        item, below = self._items[at], self.at(at + 1)
        return (
            item.mark is Mark.PLAIN
            and item.key.endswith("か。")
            and len(item.value) <= _MAX_ANSWER
            and below is not None
            and below.mark is Mark.PLAIN
            and len(below.value) <= _MAX_SURE_ANSWER // 2
            and not is_spoken(below.value)
            and not card_starts(self._items, at + 1)
        )

    def is_answer(self, at: int) -> bool:
        """Whether the line under a question is its short answer."""
        item = self._items[at]
        words = item.value
        if item.mark is not Mark.PLAIN or len(words) > _MAX_ANSWER or asks(words):
            return False
        if is_card(self._items, at, after_question=True) or self.voices.labelled(item):
            return False
        if self.voices.named_above(at):
            return False
        if is_spoken(words):
            chatty = fold(words).rstrip("。.!… ").endswith(_CHATTY)
            return not chatty and len(words) <= _MAX_SURE_ANSWER and self._is_spoken(at + 1)
        return len(words) <= _MAX_SURE_ANSWER or self._is_spoken(at + 1) or is_card(self._items, at + 1)

    def is_heading(self, at: int, place: str) -> bool:
        """Whether a section starts there; `place` says what was read last."""
        item = self._items[at]
        words = item.value
        below = self.at(at + 1)
        if below is not None and below.mark is Mark.QUESTION:
            return len(words) <= _MAX_HEADING * 2
        if self.is_question(at + 1) and "。" not in words and len(words) <= _MAX_HEADING:
            return asks(words) or not is_spoken(words)
        if is_sentence(words):
            return False
        if place == "open":
            return not is_sentence(words)
        if asks(words):
            return not is_spoken(words) and self._starts_answer(at + 1)
        return self._is_free_heading(at, place)

    def _is_free_heading(self, at: int, place: str) -> bool:
        """A heading without a question: a short line that is no sentence, with something under it."""
        words = self._items[at].value
        below = self.at(at + 1)
        if (
            is_sentence(words)
            or is_spoken(words)
            or is_exclaimed(words)
            or self.is_aside(at)
            or place in ("answer", "question")
        ):
            return False
        if self._contents or self._tagged:
            return signature(words) in self._contents
        if below is None or below.mark in (Mark.TAIL, Mark.NEXT, Mark.CREDIT, Mark.URL):
            return False
        return len(words) <= _MAX_HEADING

    def is_page_title(self, at: int, place: str, title: str) -> bool:
        """Whether a line over a heading names a page of its own."""
        words, below = self._items[at].value, self.at(at + 1)
        if signature(words) in self._pages and signature(words) != signature(title):
            return True
        if below is None or below.mark is not Mark.PLAIN or is_sentence(words) or is_spoken(words):
            return False
        if is_sentence(below.value) or asks(below.value) or not self.is_question(at + 2):
            return False
        if card_starts(self._items, at) or self.is_aside(at):
            return False
        if place == "open":
            return not title
        sign = signature(words)
        return sign in self._contents or self._often[sign] > 1

    def is_aside(self, at: int) -> bool:
        """Whether a short line is no heading because it says something of a picture or counts."""
        words = self._items[at].value
        return (
            bool(_CAPTION.match(fold(words)))
            or self.event(at) is not None
            or is_count(words)
            or is_stamp(words)
        )

    def is_page_count(self, at: int) -> bool:
        """Whether a line only says which page this is: 2 / 3."""
        item = self.at(at)
        return item is not None and bool(PAGE_COUNT.fullmatch(item.key.strip()))

    def event(self, at: int) -> tuple[str, str, int] | None:
        """An entry of a timeline as (when, what, number of items), if one starts there."""
        item = self.at(at)
        if item is None or item.mark not in (Mark.PLAIN, Mark.BULLET):
            return None
        found = _EVENT.fullmatch(item.key)
        if not found:
            return None
        when = item.value[: found.end(1)].strip()
        if found[2]:
            return when, item.value[found.start(2) :].strip(), 1
        below = self.at(at + 1)
        if below is None or below.mark is not Mark.PLAIN or _EVENT.fullmatch(below.key):
            return None
        return when, below.value, 2

    def events_start(self, at: int) -> bool:
        """Whether a timeline starts there: two entries, or one that is written as such."""
        first = self.event(at)
        item = self.at(at)
        if first is None or item is None:
            return False
        return "|" in item.key[:40] or self.event(at + first[2]) is not None

    def timeline_starts(self, at: int, place: str) -> bool:
        """Whether a timeline starts there with its title or with its first entry."""
        if self.events_start(at):
            return True
        words = self._items[at].value
        if place == "open" or is_sentence(words) or is_spoken(words) or self.event(at) is not None:
            return False
        return self.events_start(at + 1)

    def is_section_ahead(self, at: int) -> bool:
        """Whether under a footer a section starts after all: a question with a card or a tag."""
        if self._items[at].mark is Mark.QUESTION:
            return True
        if self._items[at].mark is not Mark.PLAIN or not self.is_question(at + 1):
            return False
        ahead = self._items[at + 1 : at + 1 + _LOOK_AHEAD]
        return any(item.mark in (Mark.POINT, Mark.QUESTION, Mark.ANSWER) for item in ahead)

    def _starts_answer(self, at: int) -> bool:
        """Whether a short answer stands there with a comment or a card under it."""
        item = self.at(at)
        if (
            item is None
            or item.mark not in (Mark.PLAIN, Mark.ANSWER)
            or len(item.value) > _MAX_SURE_ANSWER // 2
        ):
            return False
        if item.mark is Mark.ANSWER:
            return True
        if is_card(self._items, at, after_question=True):
            return False
        return not is_spoken(item.value) and (self._is_spoken(at + 1) or is_card(self._items, at + 1))

    def _is_spoken(self, at: int) -> bool:
        item = self.at(at)
        if item is None:
            return False
        return item.mark is Mark.SPEAKER or (item.mark is Mark.PLAIN and is_spoken(item.value))
