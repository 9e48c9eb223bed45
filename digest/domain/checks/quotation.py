"""What of the quotation check is a finding of the checklist: what is red and not found already."""

from collections.abc import Iterator, Mapping

from digest.domain.checks import rules
from digest.domain.checks.rules import Finding
from digest.domain.quotation import Kind, Light, Limits, Line, check
from digest.domain.tree import Tree

_RUNS = (Kind.POINT, Kind.VERBATIM)


def check_quotation(tree: Tree, sources: Mapping[str, str], limits: Limits) -> Iterator[Finding]:
    """One warning for each part that copies or that others' words outweigh.

    What a card does not say of its source, and why a picture may be shown, other rules ask already. A card
    is one finding, however many of its points are copies; and a page is red only where a section of it is.
    """
    red = check(tree, sources, limits).having(Light.RED)
    copies = {line.part: line for line in red if line.kind in _RUNS}
    copies |= {line.part: line for line in red if line.kind is Kind.COPIED}
    yield from map(_copy, copies.values())
    for line in red:
        if line.kind is Kind.SECTION_SHARE:
            yield rules.QUOTATION_SHARE.at(line.part, line.about, share=line.value)


def _copy(line: Line) -> Finding:
    if line.kind is Kind.COPIED:
        return rules.QUOTATION_COPIED.at(line.part, line.about, share=line.value)
    most = line.limits[1] if line.limits else 0
    return rules.QUOTATION_OVERLAP.at(line.part, line.about, count=line.value, most=most)
