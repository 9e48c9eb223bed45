"""Copies: what of a tree's texts is word for word in a source, and the lines that say so."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.domain.quotation.folding import letters
from digest.domain.quotation.lines import PHRASE, Kind, Light, Limits, Line
from digest.domain.quotation.overlap import Run, runs
from digest.domain.quotation.said import Role, Said, is_marked

# Runs below this are nowhere shown: two reports of one thing have them by the dozen.
_LEAST = 6
# Characters of a source that are compared, and of all together, in equal parts. A report has a tenth of it;
# this runs whenever something is saved.
SOURCE_MOST, _SOURCES_MOST = 50_000, 400_000
# A quote with so much of it in a source is a quote from there, and was changed if that is not all.
_QUOTED_LEAST = 50


@dataclass(frozen=True, slots=True)
class Measured:
    """A text with its letters, its runs that stand outside quotation marks (`hidden`), and all of them."""

    said: Said
    letters: str
    runs: Sequence[Run]
    hidden: Sequence[Run]

    @property
    def longest(self) -> Run | None:
        """The longest run that is not marked as a quotation."""
        return max(self.hidden, key=lambda run: run.length, default=None)

    def copied(self) -> int:
        """How many letters stand in a hidden run that is more than a phrase."""
        return len(_covered(self.hidden))

    def foreign(self) -> int:
        """How many letters are others'."""
        return len(self.letters) if self.said.role is Role.QUOTE else len(_covered(self.runs))

    def per_cent(self) -> int:
        """How much of the text is in a source just so."""
        return 100 * len(_covered(self.runs)) // len(self.letters)


def measured(texts: Sequence[Said], sources: Mapping[str, str]) -> list[Measured]:
    """Each text with the runs that it has in common with `sources`, which are folded."""
    folded = [said.letters for said in texts]
    # A source that several cards cite is read once.
    distinct = {source: card for card, source in reversed(list(sources.items()))}
    found = runs(folded, {card: source for source, card in distinct.items()}, _LEAST)
    return [_measured(*each) for each in zip(texts, folded, found, strict=True)]


def _measured(said: Said, folded: str, found: Sequence[Run]) -> Measured:
    marked = said.marked() if found else frozenset()
    hidden = [run for run in found if not is_marked(run, marked)] if marked else found
    return Measured(said, folded, found, () if said.role is Role.QUOTE else hidden)


def _covered(some: Collection[Run]) -> set[int]:
    return {number for run in some if run.length >= PHRASE for number in range(run.start, run.end)}


def copy_lines(found: Sequence[Measured], names: Mapping[str, str], limits: Limits) -> Iterator[Line]:
    """A line for each text and for each card that was compared; `names` are those of the cards compared."""
    if not names:
        return
    for each in found:
        if each.said.role is Role.QUOTE:
            yield from _quote_line(each)
        elif each.said.card in names or not each.said.card or each.longest:
            yield _run_line(each, limits)
    by_card = defaultdict(list)
    for each in found:
        if each.said.card in names:
            by_card[each.said.card].append(each)
    for card, points in by_card.items():
        yield _card_line(card, names[card], points, limits)


def _run_line(each: Measured, limits: Limits) -> Line:
    said, run = each.said, each.longest
    kind = Kind.POINT if said.role is Role.POINT else Kind.VERBATIM
    length = run.length if run else 0
    light = limits.light(kind, length)
    return Line(kind, light, said.part, said.node, length, limits.of(kind), said.text, run=run)


def _card_line(card: str, name: str, points: Sequence[Measured], limits: Limits) -> Line:
    copied = sum(point.copied() for point in points)
    value = 100 * copied // sum(len(point.letters) for point in points)
    light = limits.light(Kind.COPIED, value)
    if copied < limits.overlap_amber:
        # A card of a few words says little that could be said otherwise.
        light = Light.GREEN
    return Line(Kind.COPIED, light, card, card, value, limits.of(Kind.COPIED), name)


def _quote_line(each: Measured) -> Iterator[Line]:
    value = each.per_cent()
    if value >= _QUOTED_LEAST:
        light = Light.GREEN if value == 100 else Light.AMBER
        yield Line(Kind.QUOTE_WORDS, light, each.said.part, each.said.node, value, about=each.said.text)


def folded_sources(sources: Mapping[str, str]) -> dict[str, str]:
    """The texts of sources, folded and cut; those without any letter are left out."""
    distinct = set(sources.values())
    most = min(SOURCE_MOST, _SOURCES_MOST // max(1, len(distinct)))
    folded = {text: letters(text[:most]) for text in distinct}
    return {card: folded[text] for card, text in sources.items() if folded[text]}
