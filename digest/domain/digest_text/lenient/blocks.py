"""Writes the blocks of the section that is open: comments, cards, paragraphs, quotes, timelines."""

from collections.abc import Sequence

from digest.domain.digest_text.input import check_cards
from digest.domain.digest_text.lenient.card_signs import card_starts
from digest.domain.digest_text.lenient.cards import OTHER_NAME_NOTE, CardReader
from digest.domain.digest_text.lenient.draft import (
    ArticleDraft,
    Cited,
    PageDraft,
    SectionDraft,
    Years,
)
from digest.domain.digest_text.lenient.lines import Ledger
from digest.domain.digest_text.lenient.marks import Item, Mark, speaker_called, without_markers
from digest.domain.digest_text.lenient.signs import Signs
from digest.domain.digest_text.lenient.sources import after_credit, find_urls
from digest.domain.digest_text.report import Role

UNPLACED_NOTE = "No place was found for this line; it was kept as text."


class BlockWriter:
    """Holds the item at hand and the draft; `place` is what was read last."""

    def __init__(
        self, items: Sequence[Item], at: int, draft: ArticleDraft, ledger: Ledger, signs: Signs
    ) -> None:
        self.items = items
        self.at = at
        self.draft = draft
        self.ledger = ledger
        self.signs = signs
        self.place = "open"
        self.urls: set[str] = set()
        self._cards = 0
        self._spaced = any(item.lines[0].gap for item in items)

    @property
    def page(self) -> PageDraft:
        """The page that is open."""
        return self.draft.pages[-1]

    @property
    def _near(self) -> bool:
        """Whether this is a place where comments stand."""
        return self.place in ("question", "answer", "card", "comment")

    @property
    def section(self) -> SectionDraft:
        """The section that is open."""
        return self.page.section

    def take(self, item: Item, role: Role, note: str = "") -> None:
        """Say what an item is, and go on to the next."""
        for line in item.lines:
            self.ledger.take(line, role, note)
        self.at += 1

    def _text(self, item: Item, words: str, note: str = "") -> None:
        self.section.write(words, listed=item.mark is Mark.BULLET)
        self.place = "text"
        self.take(item, Role.TEXT, note)

    def unplaced(self, item: Item) -> None:
        lone_number = item.key.isdigit() and len(item.key) < 3
        if item.mark is Mark.PLAIN and (lone_number or self.signs.is_page_count(self.at)):
            self.take(item, Role.CHROME)
        else:
            self._text(item, item.whole, UNPLACED_NOTE)

    def _comment(self, item: Item, speaker: str, words: str) -> None:
        self.section.say(speaker_called(speaker), without_markers(words))
        self.place = "comment"
        self.take(item, Role.COMMENT)

    def _named_line(self, item: Item) -> None:
        if item.value:
            self._comment(item, item.speaker, item.value)
        else:
            self.unplaced(item)

    def _named_comment(self, item: Item) -> None:
        speaker = self.signs.voices.named_above(self.at)
        self.take(item, Role.SPEAKER)
        below = self.items[self.at]
        self._comment(below, speaker, below.value)

    def _card_sign(self, item: Item) -> None:
        if card_starts(self.items, self.at):
            self._card()
        else:
            self.unplaced(item)

    def _card(self) -> None:
        first = self.items[self.at]
        self._cards += 1
        check_cards(self._cards, first.lines[0].number)
        reader = CardReader(self.items, self.at, self.ledger)
        card = reader.read()
        self.section.blocks.append(card)
        self.urls.add(card.url)
        for words in reader.spare:
            self.section.write(words)
            if words == reader.name:
                self.ledger.flag(first.lines[0], OTHER_NAME_NOTE)
        self.at = reader.at
        self.place = "card"

    def _quote(self, item: Item) -> None:
        blocks = self.section.blocks
        if not (self.place == "quote" and isinstance(blocks[-1], Cited)):
            blocks.append(Cited([]))
        if isinstance(block := blocks[-1], Cited):
            block.lines.append(item.value)
        self.place = "quote"
        self.take(item, Role.QUOTE)

    def _stray_source(self, item: Item) -> None:
        """A source outside of a card: that of the quote above it, or none that has a place."""
        block = self.section.blocks[-1] if self.section.blocks else None
        if self.place != "quote" or not isinstance(block, Cited):
            self.unplaced(item)
            return
        said = after_credit(item.whole)
        urls = find_urls(said)
        block.url = block.url or (urls[0] if urls else "")
        if item.mark is Mark.CREDIT:
            block.source = f"{block.source} {said}".strip()
        self.take(item, Role.QUOTE_SOURCE)

    def _timeline(self, item: Item) -> None:
        block = Years()
        if not self.signs.events_start(self.at):
            block.title = item.value
            self.take(item, Role.TIMELINE)
        while self.at < len(self.items) and (event := self.signs.event(self.at)):
            block.events.append((event[0], without_markers(event[1])))
            for _ in range(event[2]):
                self.take(self.items[self.at], Role.EVENT)
        self.section.blocks.append(block)
        self.place = "text"
