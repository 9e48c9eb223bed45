"""The summary card of a source: where one starts, and all its lines up to the address of the source."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from digest.domain.digest_text.lenient.dates import find_date, is_date
from digest.domain.digest_text.lenient.lines import Ledger, fold, signature
from digest.domain.digest_text.lenient.marks import Item, Mark, without_markers
from digest.domain.digest_text.lenient.sources import (
    after_credit,
    bare_address,
    find_urls,
    read_source,
    starts_with_credit,
)
from digest.domain.digest_text.lenient.speech import asks, is_sentence, is_spoken
from digest.domain.digest_text.report import Role
from digest.domain.tree import Card, Point

DATE_NOTE = "This is not a day of the calendar; it was kept as text."
REST_NOTE = "More than a date stands here; the rest was kept as text."
NO_TITLE_NOTE = "A source card without a title."
NO_POINTS_NOTE = "A source card without points."
NO_SOURCE_NOTE = "A source card without the line that leads to its source."
NO_URL_NOTE = "The source has no web address."
SCHEME_NOTE = "The web address had no scheme; https was assumed."
OTHER_NAME_NOTE = "The source is named twice, differently; this name was kept as text."
JOINED_NOTE = "Taken as the end of the point above it."

_META = frozenset((Mark.DATE, Mark.PUBLISHER))
_SIGNS = frozenset((Mark.POINT, Mark.MORE))
_SOURCE = frozenset((Mark.MORE, Mark.CREDIT, Mark.URL))
_MAX_TITLE = 200


def card_starts(items: Sequence[Item], at: int, *, after_question: bool = False) -> bool:
    """Whether the item at `at` is the first line of a card; looks at a fixed number of lines at most."""
    item = items[at]
    if item.mark in _SIGNS:
        return True
    if item.mark in _META:
        return _title_follows(items, at)
    if item.mark is not Mark.PLAIN or len(item.value) > _MAX_TITLE:
        return False
    below = _Below(items, at + 1)
    if below.repeats(item):
        return not below.question_follows
    if below.meta:
        return (
            not is_spoken(item.value) and not asks(item.value) and (below.sign or not is_sentence(item.value))
        )
    if not below.sign or is_spoken(item.value):
        return False
    # Between a question and a point stands the short answer, unless it looks like a title.
    return not (after_question and (is_sentence(item.value) or len(item.value) <= 12))


def _title_follows(items: Sequence[Item], at: int) -> bool:
    """Whether under a date or a publisher the rest of a card stands, its title first or missing."""
    for place in range(at + 1, min(at + 4, len(items))):
        if items[place].mark is Mark.PLAIN:
            return card_starts(items, place)
        if items[place].mark not in _META:
            return items[place].mark in _SIGNS
    return False


class _Below:
    """What stands under a line that may be the title of a card."""

    def __init__(self, items: Sequence[Item], at: int) -> None:
        start = at
        while at < len(items) and at < start + 4 and _is_meta(items[at]):
            at += 1
        self.meta = at > start
        self._next = items[at] if at < len(items) else None
        after = items[at + 1] if at + 1 < len(items) else None
        self.question_follows = (
            not self.meta
            and after is not None
            and (after.mark is Mark.QUESTION or (after.mark is Mark.PLAIN and asks(after.value)))
        )
        mark = self._next.mark if self._next else None
        self.sign = mark in _SIGNS or (mark is Mark.BULLET and _list_leads_to_source(items, at))
        if self._next and mark is Mark.CREDIT:
            self.sign = bool(find_urls(self._next.whole))

    def repeats(self, item: Item) -> bool:
        """Whether the next line, but for date and publisher, is the same title again."""
        return self._next is not None and self._next.mark is Mark.PLAIN and _same_title(item, self._next)


def publisher_stands_over_card(items: Sequence[Item], at: int) -> bool:
    """Whether the line at `at` is the name of the publisher, with the title of its card below."""
    item = items[at]
    if item.mark is not Mark.PLAIN or len(item.value) > 40 or is_sentence(item.value) or asks(item.value):
        return False
    if at + 1 >= len(items) or not card_starts(items, at + 1):
        return False
    return _name_of_source(items, at + 1) == signature(item.value)


def _name_of_source(items: Sequence[Item], at: int) -> str:
    """Whom the next さらに読む names; a card is not longer than what is looked through here."""
    for item in items[at : at + 16]:
        if item.mark is Mark.MORE:
            return signature(read_source(item.value).name)
    return ""


def _is_meta(item: Item) -> bool:
    return item.mark in _META or (item.mark is Mark.PLAIN and is_date(item.value))


def _same_title(one: Item, other: Item) -> bool:
    return signature(one.value) == signature(other.value)


def _list_leads_to_source(items: Sequence[Item], at: int) -> bool:
    """Whether a list under a title ends in さらに読む; lists of a card are short."""
    for item in items[at : at + 12]:
        if item.mark is not Mark.BULLET:
            return item.mark in _SOURCE
    return False


@dataclass(slots=True)
class CardReader:
    """Reads one card from `at` on; afterwards `at` is behind it and `spare` are words without a place."""

    items: Sequence[Item]
    at: int
    ledger: Ledger
    title: str = ""
    published: date | None = None
    publisher: str = ""
    name: str = ""
    url: str = ""
    credit: str = ""
    points: list[Point] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    sourced: bool = False
    named: bool = False

    def read(self) -> Card:
        """The card; what is odd about it is flagged on its first line."""
        first = self.items[self.at]
        while self.at < len(self.items) and self._take_next(self.items[self.at]):
            self.at += 1
        self._flag(first)
        if self.name and self.publisher and signature(self.name) != signature(self.publisher):
            self.spare.append(self.name)
        return Card(
            title=self.title,
            url=self.url,
            publisher=self.publisher or self.name,
            published=self.published,
            points=tuple(self.points),
            credit=self.credit,
        )

    def _flag(self, first: Item) -> None:
        for missing, note in (
            (not self.title, NO_TITLE_NOTE),
            (not self.points, NO_POINTS_NOTE),
            (not self.sourced, NO_SOURCE_NOTE),
            (self.sourced and not self.url, NO_URL_NOTE),
        ):
            if missing:
                self.ledger.flag(first.lines[0], note)

    def _take_next(self, item: Item) -> bool:
        match item.mark:
            case Mark.PLAIN:
                return self._plain(item)
            case Mark.DATE | Mark.PUBLISHER:
                return self._meta(item)
            case Mark.POINT | Mark.BULLET:
                return self._point(item)
            case Mark.PASSAGE:
                return self._passage(item)
            case Mark.MORE:
                return self._more(item)
            case Mark.CREDIT | Mark.URL:
                return self._credit(item)
            case Mark.CONTROL:
                self._report(item, Role.CHROME)
                return True
        return False

    def _below(self) -> Item | None:
        return self.items[self.at + 1] if self.at + 1 < len(self.items) else None

    def _report(self, item: Item, role: Role, note: str = "") -> None:
        for line in item.lines:
            self.ledger.take(line, role, note)

    # The head of a card.

    def _plain(self, item: Item) -> bool:
        if self.sourced:
            return False
        if self.title and not self.points and signature(item.value) == signature(self.title):
            self._report(item, Role.REPEATED)
            return True
        if is_date(item.value) and not self.published:
            return self._date(item, item.value)
        if not self.points and not self.title:
            self.title = item.value
            self._report(item, Role.CARD_TITLE)
            return True
        return self._longer_title(item) or self._publisher_first(item) or self._joined(item)

    def _longer_title(self, item: Item) -> bool:
        """The title again with or without the publisher behind it; the longer one holds all words."""
        one, other = fold(self.title), item.key
        if (
            self.points
            or min(len(one), len(other)) < 6
            or not (one.startswith(other) or other.startswith(one))
        ):
            return False
        self.title = max(self.title, item.value, key=len)
        self._report(item, Role.REPEATED if len(other) <= len(one) else Role.CARD_TITLE)
        return True

    def _publisher_first(self, item: Item) -> bool:
        """What was taken for the title is the name of the publisher if the source line says so."""
        if self.points or self.publisher or signature(self.title) != _name_of_source(self.items, self.at):
            return False
        self.publisher, self.title = self.title, item.value
        self._report(item, Role.CARD_TITLE)
        return True

    def _joined(self, item: Item) -> bool:
        """A line between points: the end of the point above, if that was broken or this one is a sentence."""
        below = self._below()
        if not self.points or below is None or below.mark not in (*_SIGNS, Mark.BULLET, Mark.CREDIT):
            return False
        last = self.points[-1]
        broken = not is_sentence(last.text) and not item.lines[0].gap
        if not broken and (not is_sentence(item.value) or is_spoken(item.value)):
            return False
        self.points[-1] = Point(text=last.text + item.value, passage=last.passage)
        self._report(item, Role.CARD_POINT, JOINED_NOTE)
        return True

    def _meta(self, item: Item) -> bool:
        if self.sourced or (self.points and not self._source_follows()):
            return False
        if item.mark is Mark.PUBLISHER:
            return self._publisher(item)
        return self._date(item, item.value)

    def _source_follows(self) -> bool:
        below = self._below()
        return below is not None and below.mark in _SOURCE | _META

    def _publisher(self, item: Item) -> bool:
        key = item.key
        found = next(
            (at for at in range(len(key)) if key[at] == "公" and key.startswith(("公開日", "公表日"), at)), -1
        )
        self.publisher = self.publisher or (item.value[:found] if found >= 0 else item.value).strip(
            " 　・|／/"
        )
        self._report(item, Role.CARD_PUBLISHER)
        return self._date(item, key[found + 3 :].lstrip(" :")) if found >= 0 else True

    def _date(self, item: Item, said: str) -> bool:
        found, rest = find_date(said)
        if found is None or (self.published and self.published != found):
            self.spare.append(item.whole)
            self._report(item, Role.TEXT, DATE_NOTE)
            return True
        self._report(item, Role.REPEATED if self.published else Role.CARD_DATE)
        self.published = found
        if rest:
            self._after_date(item, rest)
        return True

    def _after_date(self, item: Item, rest: str) -> None:
        label, _, name = fold(rest).partition(":")
        if label.strip() in ("媒体", "publisher", "発行元", "配信元"):
            self.publisher = self.publisher or rest[len(rest) - len(name) :].strip()
        else:
            self.spare.append(rest)
            self._report(item, Role.CARD_DATE, REST_NOTE)

    # The points.

    def _point(self, item: Item) -> bool:
        if self.sourced and self.points:
            return False
        if item.mark is Mark.BULLET and self.sourced:
            return False
        self.points.append(Point(text=without_markers(item.value)))
        self._report(item, Role.CARD_POINT)
        return True

    def _passage(self, item: Item) -> bool:
        if not self.points or self.points[-1].passage:
            return False
        self.points[-1] = Point(text=self.points[-1].text, passage=item.value)
        self._report(item, Role.CARD_PASSAGE)
        return True

    # The source.

    def _more(self, item: Item) -> bool:
        if self.named:
            return False
        said = read_source(item.value)
        self.named = self.sourced = True
        self.name, self.url = said.name, self.url or said.url
        self._report(item, Role.CARD_SOURCE)
        if said.labelled or said.credit:
            self._say_credit(item, said.credit)
        if said.labelled and not said.credit:
            self._take_value_below()
        elif not self.name:
            self._take_name_below()
        return True

    def _take_name_below(self) -> None:
        """さらに読む ⇒ alone: the name is the line below, if the credit or the address follows that."""
        below = self._below()
        after = self.items[self.at + 2] if self.at + 2 < len(self.items) else None
        if below and below.mark is Mark.PLAIN and after and after.mark in (Mark.CREDIT, Mark.URL):
            self.at += 1
            self.name = below.value
            self._report(below, Role.CARD_SOURCE)
        elif below and below.mark is Mark.PLAIN and starts_with_credit(_behind_name(below.value)):
            self.at += 1
            said = read_source(below.value)
            self.name, self.url = said.name, self.url or said.url
            self._report(below, Role.CARD_SOURCE)
            self._say_credit(below, said.credit)

    def _credit(self, item: Item) -> bool:
        if not (self.title or self.points or self.sourced):
            return False
        if item.mark is Mark.CREDIT and self.credit and self.named and not self._is_more_credit(item):
            return False
        said = after_credit(item.whole) if item.mark is Mark.CREDIT else item.whole
        self.sourced = True
        self._report(item, Role.CARD_SOURCE)
        if said:
            self._say_credit(item, said, bare=item.mark is Mark.URL)
        else:
            self._take_value_below()
        return True

    def _is_more_credit(self, item: Item) -> bool:
        return self.items[self.at - 1].mark in _SOURCE

    def _take_value_below(self) -> None:
        """出典/画像元: alone: the line below holds the address or the name."""
        below = self._below()
        if below is None or below.mark not in (Mark.PLAIN, Mark.URL):
            return
        after = self.items[self.at + 2] if self.at + 2 < len(self.items) else None
        heads = after is not None and (after.mark in (*_SIGNS, *_META, Mark.QUESTION) or asks(after.value))
        address = find_urls(below.whole) or bare_address(below.value)
        named = len(below.value) <= 40 and not is_sentence(below.value) and not heads
        if not address and (not named or card_starts(self.items, self.at + 1)):
            return
        self.at += 1
        self._report(below, Role.CARD_SOURCE)
        self._say_credit(below, below.whole)

    def _say_credit(self, item: Item, said: str, *, bare: bool = False) -> None:
        if not said:
            return
        urls = find_urls(said)
        if not self.url and urls:
            self.url = urls[0]
            if bare:
                return
        elif not self.url and (address := bare_address(said)):
            self.url = f"https://{address}"
            self.ledger.flag(item.lines[0], SCHEME_NOTE)
        elif bare and said == self.url:
            return
        self.credit = f"{self.credit} {said}".strip()


def _behind_name(text: str) -> str:
    """What follows a name that touches its credit; the text from 出典 on."""
    at = fold(text).find("出典", 1)
    return text[at:] if at > 0 else ""
