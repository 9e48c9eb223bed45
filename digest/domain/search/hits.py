"""Hits: digests that say what was asked for, with the few texts that say it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.edition import Edition, live
from digest.domain.search.entry import SearchEntry
from digest.domain.search.parts import KINDS, TITLE, Part
from digest.domain.search.tokens import says

# Texts that are shown of a digest beside its title.
PARTS_MOST = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A digest that was found. `parts` say what was asked for; its title is among them if it does."""

    edition: Edition
    score: int
    parts: tuple[Part, ...] = ()


def hits(session: Session, scores: dict[int, int], terms: Sequence[str], at: datetime) -> list[Hit]:
    """The hits with these `scores`, by number of the edition, in their order."""
    entries = select(SearchEntry).where(SearchEntry.edition_id.in_(scores if terms else ()))
    parts = {entry.edition_id: tuple(telling(entry, terms)) for entry in session.scalars(entries)}
    editions = {e.id: e for e in session.scalars(live(at).where(Edition.id.in_(scores))).unique()}
    found = ((editions.get(number), score, parts.get(number, ())) for number, score in scores.items())
    return [Hit(edition, score, some) for edition, score, some in found if edition]


def telling(entry: SearchEntry, terms: Sequence[str]) -> Iterator[Part]:
    """The texts of an edition that say `terms`: first those that say one which those before did not say."""
    saying = [(part, said) for part, line in _lines(entry) if (said := {t for t in terms if says(t, line)})]
    yield from (part for part, _ in saying if part.kind == TITLE)
    others = [(part, said) for part, said in saying if part.kind != TITLE]
    told: set[str] = set()
    first: list[Part] = []
    for part, said in others:
        if not said <= told:
            first.append(part)
            told |= said
    rest = (part for part, _ in others if part not in first)
    yield from sorted([*first, *rest][:PARTS_MOST], key=[part for part, _ in others].index)


def _lines(entry: SearchEntry) -> Iterator[tuple[Part, str]]:
    """Each text as it is written and as it is folded."""
    lines = {kind: iter(getattr(entry, kind).split("\n")) for kind in KINDS}
    for given in entry.parts:
        part = Part(*given)
        yield part, next(lines[part.kind], "")
