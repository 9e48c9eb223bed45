"""The opening of a pasted digest: the key points and the sentence that leads in."""

from collections import Counter
from collections.abc import Sequence

from digest.domain.digest_text.lenient.chrome import is_count
from digest.domain.digest_text.lenient.draft import ArticleDraft
from digest.domain.digest_text.lenient.lines import Ledger, signature
from digest.domain.digest_text.lenient.marks import Item, Mark, without_markers
from digest.domain.digest_text.lenient.speech import asks, is_sentence, leads_in
from digest.domain.digest_text.report import Role

KEY_GUESS_NOTE = "Taken for a key point, because it stands among them without a mark."
INTRO_GUESS_NOTE = (
    "Taken for the sentence that leads in, because it stands between key points and first heading."
)
_MAX_KEY_POINT = 200


class Opening:
    """Reads from `at` on; afterwards `at` is where the first section starts."""

    def __init__(self, items: Sequence[Item], at: int, draft: ArticleDraft, ledger: Ledger) -> None:
        self.at = at
        self._items = items
        self._draft = draft
        self._ledger = ledger
        self._marked = False
        self._headed = False
        self._listed = False

    def read(self) -> None:
        """Take key points until the first line that is none, then the sentence that leads in."""
        while self.at < len(self._items) and self._take_next(self._items[self.at]):
            pass

    def _take_next(self, item: Item) -> bool:
        match item.mark:
            case Mark.KEY_HEADING if not self._headed:
                self._headed = True
                self._take(item, Role.KEY_HEADING)
            case Mark.KEY_POINT:
                self._marked = True
                self._point(item, item.value)
            case Mark.CONTROL:
                self._take(item, Role.CHROME)
            case Mark.CONTENTS:
                self._contents()
            case Mark.BULLET | Mark.POINT if self._headed and not self._marked and not self._draft.intro:
                self._point(item, item.value)
            case Mark.PLAIN:
                return self._plain(item)
            case _:
                return False
        return True

    def _plain(self, item: Item) -> bool:
        if self._draft.intro:
            repeated = signature(item.value) == signature(self._draft.intro)
            if repeated:
                self._take(item, Role.REPEATED)
            return repeated
        if is_count(item.value) and self._draft.key_points:
            self._take(item, Role.CHROME)
            return True
        if leads_in(item.value):
            return self._intro(item)
        if self._marked and self._goes_on_below():
            return self._joined_or_unmarked(item)
        if self._heading_follows() and is_sentence(item.value) and self._draft.key_points:
            return self._intro(item, INTRO_GUESS_NOTE)
        if (
            self._headed
            and not self._marked
            and is_sentence(item.value)
            and len(item.value) <= _MAX_KEY_POINT
        ):
            self._point(item, item.value, KEY_GUESS_NOTE)
            return True
        return False

    def _intro(self, item: Item, note: str = "") -> bool:
        self._draft.intro = item.value
        self._take(item, Role.INTRO, note)
        return True

    def _goes_on_below(self) -> bool:
        below = self._below(1)
        return below is not None and below.mark is Mark.KEY_POINT

    def _heading_follows(self) -> bool:
        """Whether the next lines are a heading with its question, or just a heading."""
        below, after = self._below(1), self._below(2)
        if below is None or below.mark is not Mark.PLAIN or is_sentence(below.value):
            return False
        return after is not None

    def _joined_or_unmarked(self, item: Item) -> bool:
        """A line without a mark between key points: the rest of a broken one, or one of its own."""
        points = self._draft.key_points
        if not is_sentence(points[-1]) and not asks(points[-1]) and not item.lines[0].gap:
            points[-1] += item.value
            self._take(item, Role.KEY_POINT)
        else:
            self._point(item, item.value, KEY_GUESS_NOTE)
        return True

    def _point(self, item: Item, words: str, note: str = "") -> None:
        if words := without_markers(words):
            self._draft.key_points.append(words)
        self._take(item, Role.KEY_POINT, note)

    def _contents(self) -> None:
        """A list of contents below the key points: entries come back as headings, or start with a number."""
        if self._listed:
            self._take(self._items[self.at], Role.CHROME)
            return
        self._listed = True
        counts = Counter(signature(item.value) for item in self._items[self.at + 1 :])
        self._take(self._items[self.at], Role.CHROME)
        while (
            (item := self._below(0)) and item.mark in (Mark.PLAIN, Mark.BULLET) and not leads_in(item.value)
        ):
            if is_sentence(item.value) or counts[signature(item.value)] < 2:
                break
            self._take(item, Role.CHROME)

    def _below(self, by: int) -> Item | None:
        return self._items[self.at + by] if self.at + by < len(self._items) else None

    def _take(self, item: Item, role: Role, note: str = "") -> None:
        for line in item.lines:
            self._ledger.take(line, role, note)
        self.at += 1
