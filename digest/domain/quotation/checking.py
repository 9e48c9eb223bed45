"""Checking: the whole quotation check of one tree."""

from collections.abc import Mapping

from digest.domain.quotation.copies import copy_lines, folded_sources, measured
from digest.domain.quotation.facts import Kept, fact_lines, name_of
from digest.domain.quotation.lines import Check, Light, Limits
from digest.domain.quotation.said import all_said
from digest.domain.quotation.shares import share_lines
from digest.domain.tree import Tree

_ORDER = list(Light)


def check(
    tree: Tree, sources: Mapping[str, str], limits: Limits, library: Mapping[str, Kept] | None = None
) -> Check:
    """Every line on `tree`: the worst first, then what is about the whole, then in reading order.

    `sources` are the texts of the cards' sources by the cards' ids; a card without one is not compared, and
    a line says so. `library` has the stored pictures by key.
    """
    folded = folded_sources(sources)
    found = measured(list(all_said(tree)), folded)
    names = dict.fromkeys(folded, "") | {card.id: name_of(card) for card in tree.cards() if card.id in folded}
    lines = [
        *share_lines(tree, found, limits),
        *copy_lines(found, names, limits),
        *fact_lines(tree, folded.keys(), library or {}),
    ]
    return Check(sorted(lines, key=lambda line: _ORDER.index(line.light)))
