"""The lines of a card that lead to its source, on one line or in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.domain.digest_text.lenient.card_signs import META, SIGNS, SOURCE, card_starts
from digest.domain.digest_text.lenient.lines import Ledger, fold
from digest.domain.digest_text.lenient.marks import Item, Mark
from digest.domain.digest_text.lenient.sources import (
    after_credit,
    bare_address,
    find_urls,
    read_source,
    starts_with_credit,
    without_link_to_record,
)
from digest.domain.digest_text.lenient.speech import asks, is_sentence
from digest.domain.digest_text.report import Role

SCHEME_NOTE = "The web address had no scheme; https was assumed."


@dataclass(slots=True)
class SourceLines:
    """What さらに読む ⇒, 出典/画像元: and bare addresses say; `at` is the item at hand."""

    items: Sequence[Item]
    at: int
    ledger: Ledger
    name: str = ""
    url: str = ""
    credit: str = ""
    source: Item | None = None
    named: bool = False

    def _below(self) -> Item | None:
        return self.items[self.at + 1] if self.at + 1 < len(self.items) else None

    def _report(self, item: Item, role: Role, note: str = "") -> None:
        for line in item.lines:
            self.ledger.take(line, role, note)

    def _more(self, item: Item) -> bool:
        if self.named:
            return False
        said = read_source(without_link_to_record(item.value))
        self.named = True
        self.source = item
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
        if item.mark is Mark.CREDIT and self.credit and self.named and not self._is_more_credit(item):
            return False
        whole = without_link_to_record(item.whole)
        said = after_credit(whole) if item.mark is Mark.CREDIT else whole
        self.source = self.source or item
        self._report(item, Role.CARD_SOURCE)
        if said:
            self._say_credit(item, said, bare=item.mark is Mark.URL)
        else:
            self._take_value_below()
        return True

    def _is_more_credit(self, item: Item) -> bool:
        return self.items[self.at - 1].mark in SOURCE

    def _take_value_below(self) -> None:
        """出典/画像元: alone: the line below holds the address or the name."""
        below = self._below()
        if below is None or below.mark not in (Mark.PLAIN, Mark.URL):
            return
        after = self.items[self.at + 2] if self.at + 2 < len(self.items) else None
        heads = after is not None and (after.mark in (*SIGNS, *META, Mark.QUESTION) or asks(after.value))
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
        if urls and fold(said).replace(" ", "") == urls[0]:
            said = urls[0]
        self.credit = f"{self.credit} {said}".strip()


def _behind_name(text: str) -> str:
    """What follows a name that touches its credit; the text from 出典 on."""
    at = fold(text).find("出典", 1)
    return text[at:] if at > 0 else ""
