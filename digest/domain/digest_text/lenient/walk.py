"""Walks down the body of a pasted text and puts each line where it belongs."""

from collections.abc import Callable, Sequence

from digest.domain.digest_text.lenient.blocks import UNPLACED_NOTE, BlockWriter
from digest.domain.digest_text.lenient.card_signs import is_card
from digest.domain.digest_text.lenient.chrome import is_count
from digest.domain.digest_text.lenient.draft import (
    ArticleDraft,
    PageDraft,
    SectionDraft,
    Speech,
)
from digest.domain.digest_text.lenient.lines import Ledger, signature
from digest.domain.digest_text.lenient.marks import Item, Mark, without_markers
from digest.domain.digest_text.lenient.signs import Signs
from digest.domain.digest_text.lenient.speech import is_sentence
from digest.domain.digest_text.lenient.surroundings import Head, entry_of
from digest.domain.digest_text.lenient.voices import is_comment
from digest.domain.digest_text.report import Role

PAGE_GUESS_NOTE = "Taken for the title of a page, because it stands over a heading."
NO_HEADING_NOTE = "A question without a heading."
KEY_LATE_NOTE = "A key point that does not stand with the others."

_SHORTEST_TITLE = 3
_ADORNMENT = "■□◆◇●○▪"


class Walker(BlockWriter):
    """Goes from item to item and decides what each is."""

    def __init__(self, items: Sequence[Item], head: Head, draft: ArticleDraft, ledger: Ledger) -> None:
        super().__init__(items, head.end, draft, ledger, Signs(items, head.contents, head.pages))
        self.names = head.names
        self._contents = head.contents
        self._known_points: set[str] = set()
        self._readers: dict[Mark, Callable[[Item], None]] = {
            Mark.PLAIN: self._plain,
            Mark.QUESTION: self._tagged_question,
            Mark.ANSWER: self._answer,
            Mark.SPEAKER: self._named_line,
            Mark.QUOTE: self._quote,
            Mark.BULLET: self._bullet,
            Mark.KEY_POINT: self._late_key_point,
            **dict.fromkeys((Mark.POINT, Mark.MORE, Mark.DATE, Mark.PUBLISHER), self._card_sign),
            **dict.fromkeys((Mark.CREDIT, Mark.URL), self._stray_source),
            **dict.fromkeys((Mark.CONTROL, Mark.KEY_HEADING), self._chrome),
            Mark.CONTENTS: self.contents,
        }

    def step(self) -> None:
        """Place the item at hand, and with it those that belong to it."""
        item = self.items[self.at]
        self._readers.get(item.mark, self.unplaced)(item)

    def _chrome(self, item: Item) -> None:
        self.take(item, Role.KEY_HEADING if item.mark is Mark.KEY_HEADING else Role.CHROME)

    def contents(self, item: Item) -> None:
        """Pass over a list of contents that stands again, each entry once: then the text goes on."""
        self.take(item, Role.CHROME)
        left = set(self._contents)
        while (entry := self.signs.at(self.at)) and entry.mark in (Mark.PLAIN, Mark.BULLET):
            if entry_of(entry) not in left and not is_count(entry.value):
                return
            left.discard(entry_of(entry))
            self.take(entry, Role.CHROME)

    # Lines without a mark.

    def _plain(self, item: Item) -> None:
        if role := self._without_place(item):
            self.take(item, role)
        elif self.place == "heading" and self.signs.is_question_under_heading(self.at):
            self._question(item)
        elif self.place == "question" and self.signs.is_answer(self.at):
            self._answer(item)
        elif said := self.signs.voices.labelled(item, near=self._near):
            self._comment(item, *said)
        elif self.signs.is_page_title(self.at, self.place, self.page.title):
            self._untold_page(item)
        elif is_card(self.items, self.at, after_question=self.place == "question"):
            self._card()
        elif self.signs.voices.named_above(self.at):
            self._named_comment(item)
        elif self.signs.timeline_starts(self.at, self.place):
            self._timeline(item)
        elif self.signs.is_heading(self.at, self.place):
            self.heading(item)
        else:
            self._words(item)

    def _without_place(self, item: Item) -> Role | None:
        """What a line is that adds nothing: the title again, or numbers of source markers on their own."""
        if not without_markers(item.value):
            return Role.CHROME
        if self.place == "open" and self.signs.is_question(self.at + 1):
            return None
        sign = signature(item.value)
        page_title = signature(self.page.title) if self.place == "open" else ""
        if sign == page_title or (sign in self.names and len(sign) > _SHORTEST_TITLE):
            return Role.REPEATED
        return None

    def _words(self, item: Item) -> None:
        """A comment or the editor's own paragraph."""
        words = without_markers(item.value)
        last = self.section.blocks[-1] if self.section.blocks else None
        alone = self.place == "answer" and is_card(self.items, self.at + 1)
        goes_on = isinstance(last, Speech) and last.speaker and self._spaced and not item.lines[0].gap
        if self.place == "comment" and goes_on and isinstance(last, Speech) and is_sentence(words):
            self._comment(item, last.speaker, words)
        elif is_comment(words, near=self._near, alone=alone):
            self._comment(item, "", words)
        elif is_sentence(words):
            self._text(item, words)
        else:
            self.unplaced(item)

    def _bullet(self, item: Item) -> None:
        adorned = item.lines[0].text[:1] in _ADORNMENT
        if adorned and self.signs.is_question(self.at + 1) and not is_sentence(item.value):
            self.heading(item)
        elif self.signs.events_start(self.at):
            self._timeline(item)
        else:
            self._text(item, item.whole)

    # Sections.

    def heading(self, item: Item) -> None:
        section = SectionDraft(heading=item.value)
        if self.page.sections and self.section.empty:
            self.page.sections[-1] = section
        else:
            self.page.sections.append(section)
        self.place = "heading"
        self.take(item, Role.HEADING)

    def _tagged_question(self, item: Item) -> None:
        if self.place == "heading":
            self._question(item)
        else:
            self.page.sections.append(SectionDraft())
            self._question(item, NO_HEADING_NOTE)

    def _question(self, item: Item, note: str = "") -> None:
        self.section.question = item.value
        self.place = "question"
        self.take(item, Role.QUESTION, note)

    def _answer(self, item: Item) -> None:
        if self.section.answer or self.place not in ("question", "heading"):
            self._text(item, item.whole, UNPLACED_NOTE)
            return
        self.section.answer = item.value
        self.place = "answer"
        self.take(item, Role.ANSWER)

    # Pages and key points.

    def open_page(self, title: str) -> None:
        """Begin a page; the first one is there from the start."""
        if self.page.sections or self.page.title:
            self.draft.pages.append(PageDraft())
        self.page.title = title
        self.place = "open"

    def _untold_page(self, item: Item) -> None:
        """A page that was loaded under the one before it, so that no mark stands between them."""
        self.open_page(item.value)
        self.take(item, Role.PAGE_TITLE, PAGE_GUESS_NOTE)
        if self.signs.is_question(self.at):
            self.section.heading = item.value
            self.place = "heading"

    def _late_key_point(self, item: Item) -> None:
        words = without_markers(item.value)
        if not words or signature(words) in self._known_points:
            self.take(item, Role.REPEATED)
            return
        self._known_points.add(signature(words))
        self.draft.key_points.append(words)
        self.take(item, Role.KEY_POINT, KEY_LATE_NOTE)
