"""Where the summary card of a source starts; every answer looks at a fixed number of lines at most."""

from collections.abc import Sequence

from digest.domain.digest_text.lenient.dates import is_date
from digest.domain.digest_text.lenient.lines import signature
from digest.domain.digest_text.lenient.marks import Item, Mark
from digest.domain.digest_text.lenient.sources import find_urls, read_source
from digest.domain.digest_text.lenient.speech import asks, is_sentence, is_spoken

META = frozenset((Mark.DATE, Mark.PUBLISHER))
SIGNS = frozenset((Mark.POINT, Mark.MORE))
SOURCE = frozenset((Mark.MORE, Mark.CREDIT, Mark.URL))
_MAX_TITLE = 200


def card_starts(items: Sequence[Item], at: int, *, after_question: bool = False) -> bool:
    """Whether the item at `at` is the first line of a card; looks at a fixed number of lines at most."""
    item = items[at]
    if item.mark in SIGNS:
        return True
    if item.mark in META:
        return _title_follows(items, at)
    if item.mark is not Mark.PLAIN or len(item.value) > _MAX_TITLE:
        return False
    below = _Below(items, at + 1)
    if below.repeats(item):
        return not below.question_follows
    if below.meta and (below.labelled or below.sign):
        is_title = below.sign or not is_sentence(item.value)
        return is_title and not is_spoken(item.value) and not asks(item.value)
    if not below.sign or is_spoken(item.value):
        return False
    # Between a question and a point stands the short answer, unless it looks like a title.
    return not (after_question and (is_sentence(item.value) or len(item.value) <= 12))


def _title_follows(items: Sequence[Item], at: int) -> bool:
    """Whether under a date or a publisher the rest of a card stands, its title first or missing."""
    for place in range(at + 1, min(at + 4, len(items))):
        if items[place].mark is Mark.PLAIN:
            return card_starts(items, place)
        if items[place].mark not in META:
            return items[place].mark in SIGNS
    return False


class _Below:
    """What stands under a line that may be the title of a card."""

    def __init__(self, items: Sequence[Item], at: int) -> None:
        start = at
        while at < len(items) and at < start + 4 and _is_meta(items[at]):
            at += 1
        self.meta = at > start
        # A bare day may as well be the first entry of a timeline.
        self.labelled = any(other.mark in META for other in items[start:at])
        self._next = items[at] if at < len(items) else None
        after = items[at + 1] if at + 1 < len(items) else None
        self.question_follows = (
            not self.meta
            and after is not None
            and (after.mark is Mark.QUESTION or (after.mark is Mark.PLAIN and asks(after.value)))
        )
        mark = self._next.mark if self._next else None
        self.sign = mark in SIGNS or (mark is Mark.BULLET and _list_leads_to_source(items, at))
        if self._next and mark is Mark.CREDIT:
            self.sign = bool(find_urls(self._next.whole))
        elif mark is Mark.URL:
            self.sign = after is not None and after.mark in SIGNS

    def repeats(self, item: Item) -> bool:
        """Whether the next line, but for date and publisher, is the same title again."""
        return self._next is not None and self._next.mark is Mark.PLAIN and _same_title(item, self._next)


def is_card(items: Sequence[Item], at: int, *, after_question: bool = False) -> bool:
    """Whether a card starts at `at`, be it with its title or with the publisher above that."""
    if at >= len(items):
        return False
    return card_starts(items, at, after_question=after_question) or publisher_stands_by_title(items, at)


def publisher_stands_by_title(items: Sequence[Item], at: int) -> bool:
    """Whether a card starts at `at` with its title over the name of the publisher, or the other way round."""
    item = items[at]
    below = items[at + 1] if at + 1 < len(items) else None
    if below is None or item.mark is not Mark.PLAIN or below.mark is not Mark.PLAIN:
        return False
    if is_sentence(item.value) or asks(item.value) or not card_starts(items, at + 1):
        return False
    return name_of_source(items, at + 1) in (signature(item.value), signature(below.value))


def name_of_source(items: Sequence[Item], at: int) -> str:
    """Whom the next さらに読む names; a card is not longer than what is looked through here."""
    for item in items[at : at + 16]:
        if item.mark is Mark.MORE:
            return signature(read_source(item.value).name)
    return ""


def _is_meta(item: Item) -> bool:
    return item.mark in META or (item.mark is Mark.PLAIN and is_date(item.value))


def _same_title(one: Item, other: Item) -> bool:
    return signature(one.value) == signature(other.value)


def _list_leads_to_source(items: Sequence[Item], at: int) -> bool:
    """Whether a list under a title ends in さらに読む; lists of a card are short."""
    for item in items[at : at + 12]:
        if item.mark is not Mark.BULLET:
            return item.mark in SOURCE
    return False
