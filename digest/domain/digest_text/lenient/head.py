"""The head of a pasted text: everything from the furniture above the title to the lead."""

from collections.abc import Sequence

from digest.domain.digest_text.errors import DigestTextError
from digest.domain.digest_text.lenient.chrome import (
    is_furniture,
    is_menu_word,
    is_picture_credit,
)
from digest.domain.digest_text.lenient.draft import ArticleDraft
from digest.domain.digest_text.lenient.lines import Ledger, fold, signature
from digest.domain.digest_text.lenient.marks import Item, Mark
from digest.domain.digest_text.lenient.speech import asks, is_sentence, is_spoken, leads_in
from digest.domain.digest_text.lenient.surroundings import MAX_TITLE, Head, Surroundings
from digest.domain.digest_text.lenient.titles import split_title
from digest.domain.digest_text.report import Role

ABOVE_NOTE = "Stands above the title and was taken for a part of the site."
SPLIT_NOTE = "Title and subtitle had run together and were parted here."
LEAD_NOTE = "Stands between the lead and the key points; it was put in front of the first section."

PICTURE_NOTE = "Belongs to a picture, which a copied text does not hold; it was left out."

_KEY = frozenset((Mark.KEY_HEADING, Mark.KEY_POINT))
_BODY = frozenset((Mark.QUESTION, Mark.ANSWER, Mark.POINT, Mark.MORE, Mark.NEXT, Mark.SPEAKER, Mark.PASSAGE))
_MAX_LEAD = 400
_LONG = 25
_MAX_QUESTION = 70
_BETWEEN = " \u3000|｜-–—:："


def read_head(items: Sequence[Item], draft: ArticleDraft, ledger: Ledger) -> Head:
    """Find title, subtitle and lead. Raises DigestTextError if there is nothing that can be a title."""
    return _HeadReader(items, draft, ledger).read()


class _HeadReader(Surroundings):
    def __init__(self, items: Sequence[Item], draft: ArticleDraft, ledger: Ledger) -> None:
        self._marked = _first_key(items)
        super().__init__(items, _loose_end(items) if self._marked is None else self._marked, draft, ledger)

    def read(self) -> Head:
        zone = self._without_furniture(range(self._head.end))
        lead = self._first_lead(zone)
        title = self._title(zone, lead)
        for at in (at for at in zone if at < title):
            self._take(at, Role.CHROME, ABOVE_NOTE)
        rest = [at for at in zone if at > title]
        self._name(title, rest)
        rest = self._without_repeats(rest)
        self._subtitle_and_lead(rest, lead)
        self._head.names = {signature(self._draft.title), signature(self._draft.title + self._draft.subtitle)}
        return self._head

    # Title, subtitle and lead.

    def _is_lead(self, at: int) -> bool:
        item = self._items[at]
        return item.mark is Mark.PLAIN and not _is_headline(item.value) and len(item.value) >= 10

    def _first_lead(self, zone: list[int]) -> int | None:
        """The lead is a sentence; the first line is its title even if it only lacks the full stop of one."""
        for place, at in enumerate(zone):
            if self._is_lead(at) and (place or "。" in self._items[at].value):
                return at
        return None

    def _title(self, zone: list[int], lead: int | None) -> int:
        before = [at for at in zone if lead is None or at < lead]
        candidates = [at for at in before if self._may_be_title(at)]
        if not candidates:
            places = zone or [0]
            line = self._items[places[0]].lines[0].number if self._items else 1
            raise DigestTextError("No title was found; a digest text starts with its title.", line)
        counts: dict[str, int] = {}
        for at in zone:
            sign = signature(self._items[at].whole)
            counts[sign] = counts.get(sign, 0) + 1
        twice = [at for at in candidates if counts[signature(self._items[at].whole)] > 1]
        if twice:
            return next((at for at in twice if len(self._items[at].value) >= 8), twice[0])
        return self._last_run(candidates)

    def _may_be_title(self, at: int) -> bool:
        item = self._items[at]
        return (
            item.mark is Mark.PLAIN
            and len(item.value) <= MAX_TITLE
            and (_is_headline(item.value) or "。" not in item.value)
        )

    def _last_run(self, candidates: list[int]) -> int:
        """Among single lines above the lead: the title is the first that is long enough for one.

        With at most two lines there is nothing to choose: they are title and subtitle.
        """
        run = [candidates[-1]]
        for at in reversed(candidates[:-1]):
            if run[-1] - at > 1:
                break
            run.append(at)
        run.reverse()
        if len(run) == 1 and self._marked is None:
            return candidates[0]
        if len(run) <= 2:
            return run[0]
        return next((at for at in run if len(self._items[at].value) >= 10), run[0])

    def _name(self, title: int, rest: list[int]) -> None:
        text = self._items[title].value
        parted = self._parted_by(text, [self._items[at].value for at in rest])
        own_subtitle = any(self._may_be_subtitle(at) and self._items[at].value != text for at in rest[:1])
        note = ""
        if not parted and not own_subtitle and (parted := split_title(text)):
            note = SPLIT_NOTE
        self._draft.title, self._draft.subtitle = parted or (text, "")
        self._take(title, Role.TITLE, note)

    def _parted_by(self, text: str, others: list[str]) -> tuple[str, str] | None:
        """Title and subtitle if another line of the head holds one of the two alone."""
        key = fold(text)
        for other in others[:200]:
            part = fold(other)
            if not 4 <= len(part) <= len(key) - 4:
                continue
            if key.startswith(part) and not is_sentence(other):
                return text[: len(part)].strip(), text[len(part) :].strip(_BETWEEN)
            if key.endswith(part) and not is_sentence(other):
                return text[: -len(part)].strip(_BETWEEN), text[-len(part) :].strip()
        return None

    def _without_repeats(self, rest: list[int]) -> list[int]:
        """What is left of `rest` without the title and the subtitle standing there again."""
        title, subtitle = self._draft.title, self._draft.subtitle
        known = {signature(title), signature(title + subtitle)} | (
            {signature(subtitle)} if subtitle else set()
        )
        left: list[int] = []
        for at in rest:
            words = self._items[at].whole
            if signature(words) in known:
                self._take(at, Role.REPEATED)
            elif not is_sentence(words) and fold(words).startswith(fold(title)):
                remainder = words[len(title) :].strip(_BETWEEN)
                repeated = subtitle or is_furniture(remainder)
                self._take(at, Role.REPEATED if repeated else Role.SUBTITLE)
                if not repeated:
                    self._draft.subtitle = subtitle = remainder
                    known |= {signature(subtitle), signature(words)}
            else:
                if is_sentence(words):
                    known.add(signature(words))
                left.append(at)
        return left

    def _may_be_subtitle(self, at: int) -> bool:
        item = self._items[at]
        return item.mark is Mark.PLAIN and len(item.value) <= 90 and _is_headline(item.value)

    def _subtitle_and_lead(self, rest: list[int], lead: int | None) -> None:
        leads: list[str] = []
        for at in rest:
            item = self._items[at]
            if self._is_lead(at) and sum(map(len, leads)) + len(item.value) <= _MAX_LEAD and len(leads) < 3:
                leads.append(item.value)
                self._take(at, Role.LEAD)
            elif not self._draft.subtitle and self._may_be_subtitle(at) and self._stands_by_title(at, lead):
                self._draft.subtitle = item.value
                self._take(at, Role.SUBTITLE)
            elif self._draft.subtitle and signature(item.whole) == signature(self._draft.subtitle):
                self._take(at, Role.REPEATED)
            elif is_picture_credit(item.whole):
                self._take(at, Role.PICTURE, PICTURE_NOTE)
            elif is_menu_word(item.value):
                self._take(at, Role.CHROME)
            else:
                self._head.spare.append(item)
                self._take(at, Role.TEXT, LEAD_NOTE)
        between = "" if leads and ord(leads[0][-1]) > 0x2E7F else " "
        self._draft.lead = between.join(leads)

    def _stands_by_title(self, at: int, lead: int | None) -> bool:
        if lead is None or at < lead:
            return True
        above = self._items[at - 1]
        return signature(above.whole) == signature(self._draft.title) and asks(self._items[at].value)


def _first_key(items: Sequence[Item]) -> int | None:
    """Where the head certainly ends: at the key points or at the sentence that leads in."""
    for at, item in enumerate(items):
        if item.mark in _KEY or (item.mark is Mark.PLAIN and at and leads_in(item.value)):
            return at
        if item.mark in _BODY:
            return None
    return None


def _loose_end(items: Sequence[Item]) -> int:
    """Where a head without key points ends: after the lead, or before the heading of the first question."""
    seen = 0
    for at, item in enumerate(items):
        if item.mark in _BODY:
            return at - 1 if seen > 1 and not is_sentence(items[at - 1].value) else at
        if item.mark is not Mark.PLAIN or is_furniture(item.whole):
            continue
        below = [other.value for other in items[at + 1 : at + 3]] + ["", ""]
        if not _is_headline(item.value) and (seen or "。" in item.value):
            if seen:
                return at + 2 if is_sentence(below[0]) and not is_spoken(below[0]) else at + 1
        elif seen and asks(below[0]) and not (is_sentence(below[1]) and len(below[1]) >= _LONG):
            return at
        else:
            seen += 1
    return len(items)


def _is_headline(text: str) -> bool:
    """Whether `text` can be a title: no sentence, or sentences that end in a question."""
    return not is_sentence(text) or (asks(text) and len(text) <= _MAX_QUESTION)
