"""What the site puts around a title: menus, stamps, bylines, and the list of contents."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from digest.domain.digest_text.lenient.chrome import byline, is_furniture, is_stamp
from digest.domain.digest_text.lenient.draft import ArticleDraft
from digest.domain.digest_text.lenient.lines import Ledger, fold, signature
from digest.domain.digest_text.lenient.marks import Item, Mark
from digest.domain.digest_text.lenient.speech import is_sentence
from digest.domain.digest_text.report import Role

MAX_TITLE = 160
_PAGE = re.compile(r"\d{1,2}\s*ページ|page \d{1,2}\b|p\.\s?\d", re.IGNORECASE)
_NUMBER = re.compile(r"(?:page \d{1,2}\b|\d{1,2})[\s.)(・-]*(?:ページ目?)?[\s:.・-]*", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What the head said, and where the rest begins; `spare` are lines with no place in it."""

    end: int
    contents: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    spare: list[Item] = field(default_factory=list)


class Surroundings:
    """Takes out of the head of a text what is the site's; `_head` keeps what it says of the rest."""

    def __init__(self, items: Sequence[Item], end: int, draft: ArticleDraft, ledger: Ledger) -> None:
        self._items = items
        self._draft = draft
        self._ledger = ledger
        self._head = Head(end)
        self._later_words: set[str] | None = None

    def _without_furniture(self, places: Iterable[int]) -> list[int]:
        """The places that are left when menus, stamps, bylines and lists of contents are taken out."""
        left: list[int] = []
        listing = False
        for at in places:
            item = self._items[at]
            if item.mark is Mark.CONTENTS:
                listing = True
                self._take(at, Role.CHROME)
            elif name := byline(item.whole):
                self._draft.author = self._draft.author or name
                self._take(at, Role.AUTHOR)
                listing = False
            elif self._is_site(item):
                self._take(at, Role.CHROME)
                listing = listing and not is_stamp(item.whole)
            elif listing and self._is_listed(at, left):
                self._list(item)
                self._take(at, Role.CHROME)
            else:
                listing = False
                left.append(at)
        return left

    def _is_site(self, item: Item) -> bool:
        if item.mark in (Mark.CONTROL, Mark.TAIL, Mark.DATE, Mark.URL, Mark.BULLET, Mark.QUOTE):
            return item.mark is not Mark.BULLET or is_furniture(item.value) or len(item.value) <= 12
        return is_furniture(item.whole) or is_stamp(item.whole)

    def _is_listed(self, at: int, left: list[int]) -> bool:
        """Whether a line under もくじ is an entry: it comes back, or follows the title."""
        item = self._items[at]
        if is_sentence(item.whole) or len(item.whole) > MAX_TITLE:
            return False
        return bool(left) or entry_of(item) in self._later

    def _list(self, item: Item) -> None:
        entry = entry_of(item)
        self._head.contents.add(entry)
        if _PAGE.match(item.key):
            self._head.pages.add(entry)

    @property
    def _later(self) -> set[str]:
        """What stands below the head, where the entries of a list of contents come back."""
        if self._later_words is None:
            self._later_words = {signature(item.value) for item in self._items[self._head.end :]}
        return self._later_words

    def _take(self, at: int, role: Role, note: str = "") -> None:
        for line in self._items[at].lines:
            self._ledger.take(line, role, note)


def entry_of(item: Item) -> str:
    """What a list of contents names, to compare: the entry without its number or page."""
    found = _NUMBER.match(fold(item.whole))
    return signature(item.whole[found.end() :] if found and found.end() < len(item.whole) else item.whole)
