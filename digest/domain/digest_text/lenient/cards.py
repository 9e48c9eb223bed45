"""Reads the summary card of a source, from its title to the address of the source."""

import re
from dataclasses import dataclass, field
from datetime import date

from digest.domain.digest_text.lenient.card_signs import META, SIGNS, SOURCE, name_of_source
from digest.domain.digest_text.lenient.card_source import SourceLines
from digest.domain.digest_text.lenient.dates import find_date, is_date
from digest.domain.digest_text.lenient.lines import fold, signature
from digest.domain.digest_text.lenient.marks import Item, Mark, without_markers
from digest.domain.digest_text.lenient.speech import is_sentence, is_spoken
from digest.domain.digest_text.report import Role
from digest.domain.tree import Card, Point

DATE_NOTE = "This is not a day of the calendar; it was kept as text."
REST_NOTE = "More than a date stands here; the rest was kept as text."
NO_TITLE_NOTE = "A source card without a title."
NO_POINTS_NOTE = "A source card without points."
NO_SOURCE_NOTE = "A source card without the line that leads to its source."
NO_URL_NOTE = "The source has no web address."
OTHER_NAME_NOTE = "The source is named twice, differently; this name was kept as text."
JOINED_NOTE = "Taken as the end of the point above it."


# The date may stand behind the publisher, on the same line.
_DATE_INSIDE = re.compile(r"(?:公開日|公表日|掲載日|発行日|published(?: on)?|date)\s*:\s*", re.IGNORECASE)


@dataclass(slots=True)
class CardReader(SourceLines):
    """Reads one card from `at` on; afterwards `at` is behind it and `spare` are words without a place."""

    title: str = ""
    published: date | None = None
    publisher: str = ""
    points: list[Point] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)

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
            (not self.source, NO_SOURCE_NOTE),
        ):
            if missing:
                self.ledger.flag(first.lines[0], note)
        if self.source and not self.url:
            self.ledger.flag(self.source.lines[0], NO_URL_NOTE)

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
            case Mark.CREDIT | Mark.URL if self.title or self.points or self.source:
                return self._credit(item)
            case Mark.CONTROL:
                self._report(item, Role.CHROME)
                return True
        return False

    # The head of a card.

    def _plain(self, item: Item) -> bool:
        if self.source:
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
        return self._longer_title(item) or self._publisher_by_title(item) or self._joined(item)

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

    def _publisher_by_title(self, item: Item) -> bool:
        """One of two lines over the points is the name of the publisher, if the source line says so."""
        name = "" if self.points or self.publisher else name_of_source(self.items, self.at)
        if name and name == signature(item.value):
            self.publisher = item.value
            self._report(item, Role.CARD_PUBLISHER)
        elif name and name == signature(self.title):
            self.publisher, self.title = self.title, item.value
            self._report(item, Role.CARD_TITLE)
        else:
            return False
        return True

    def _joined(self, item: Item) -> bool:
        """A line between points: the end of the point above, if that was broken or this one is a sentence."""
        below = self._below()
        if not self.points or below is None or below.mark not in (*SIGNS, Mark.BULLET, Mark.CREDIT):
            return False
        last = self.points[-1]
        broken = not is_sentence(last.text) and not item.lines[0].gap
        if not broken and (not is_sentence(item.value) or is_spoken(item.value)):
            return False
        self.points[-1] = Point(text=last.text + item.value, passage=last.passage)
        self._report(item, Role.CARD_POINT, JOINED_NOTE)
        return True

    def _meta(self, item: Item) -> bool:
        if self.source or (self.points and not self._source_follows()):
            return False
        if item.mark is Mark.PUBLISHER:
            return self._publisher(item)
        return self._date(item, item.value)

    def _source_follows(self) -> bool:
        below = self._below()
        return below is not None and below.mark in SOURCE | META

    def _publisher(self, item: Item) -> bool:
        inside = _DATE_INSIDE.search(item.key)
        name = item.value[: inside.start()] if inside else item.value
        self.publisher = self.publisher or name.strip(" \u3000・|／/")
        self._report(item, Role.CARD_PUBLISHER)
        return self._date(item, item.value[inside.end() :]) if inside else True

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
        if self.source and self.points:
            return False
        if item.mark is Mark.BULLET and self.source:
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
