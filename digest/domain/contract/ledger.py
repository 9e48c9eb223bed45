"""The ledger: what must be remembered of pages that were read, so that they can be held against each other.

It keeps a few short texts of each page and nothing else, so that a site of many thousand articles fits.
"""

from collections.abc import Callable, Container, Iterator
from enum import IntFlag

from digest.domain.contract import rules
from digest.domain.contract.answers import Answer
from digest.domain.contract.faults import Breach, Found
from digest.domain.contract.page import Page


class Seen(IntFlag):
    """Where a live address was met."""

    NOWHERE = 0
    LINKED = 1
    MAPPED = 2
    FED = 4


class Ledger:
    """What is known of all pages together. `live` are the addresses that must answer."""

    def __init__(self) -> None:
        self.live: dict[str, Seen] = {}
        self.refused: dict[str, int] = {}
        self.anchors = 0
        self._early: dict[str, Seen] = {}
        self._titles: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._first: dict[str, str] = {}
        self._wanted: dict[str, dict[str, str]] = {}

    def expect(self, address: str) -> bool:
        """Note that `address` must answer; whether that is news."""
        if address in self.live:
            return False
        self.live[address] = self._early.pop(address, Seen.NOWHERE)
        return True

    def met(self, address: str, where: Seen) -> None:
        """Note that an address was met; it may turn out later to be one that must answer."""
        among = self.live if address in self.live else self._early
        among[address] = among.get(address, Seen.NOWHERE) | where

    def answered(self, answer: Answer) -> None:
        """Note what came of asking."""
        if answer.status >= 400:
            self.refused[answer.address] = answer.status

    def read(self, page: Page) -> list[str]:
        """Note what a page leads to and what leads to it; the addresses that it is the first to name."""
        self._ids[page.address] = " ".join(page.ids)
        news = []
        for element, found in page.links():
            if found.address not in self._first:
                self._first[found.address] = page.address
                news.append(found.address)
            if element.tag != "a":
                continue
            if found.address != page.address:
                self.met(found.address, Seen.LINKED)
            if found.anchor:
                self.anchors += 1
                self._wanted.setdefault(found.address, {}).setdefault(found.anchor, page.address)
        return news

    @property
    def is_read(self) -> Container[str]:
        """The pages that were read."""
        return self._ids

    def named_before(self, page: Page) -> str:
        """The page that has the same title, if there is one; only listed pages are compared."""
        if not (page.is_listed and page.titles):
            return ""
        first = self._titles.setdefault(page.titles[0], page.address)
        return "" if first == page.address else first

    @property
    def links(self) -> int:
        """How many addresses links lead to."""
        return len(self._first)

    def dead_links(self, is_known: Callable[[str], bool]) -> Iterator[Found]:
        """Links to what does not answer; what must answer is found by itself, and what `is_known` says."""
        for address, status in self.refused.items():
            page = self._first.get(address)
            if page is None or address in self.live or is_known(address):
                continue
            fault = Breach("The link to %(link)s is dead (%(status)s).", address, link=address, status=status)
            yield Found(rules.LINKS.code, page, fault)

    def lost_anchors(self) -> Iterator[Found]:
        """Links to a place on a page that is not there; of pages that were not read nothing is known."""
        for address, wanted in self._wanted.items():
            ids = self._ids.get(address)
            if ids is None:
                continue
            there = set(ids.split(" "))
            for anchor, page in wanted.items():
                if anchor not in there and anchor != "top":
                    fault = Breach(
                        "There is no #%(anchor)s on %(link)s.", address, anchor=anchor, link=address
                    )
                    yield Found(rules.ANCHORS.code, page, fault)

    def without(self, where: Seen, among: Iterator[str]) -> Iterator[str]:
        """Those of the live addresses `among` that were not met there."""
        return (address for address in among if where not in self.live.get(address, where))
