"""Shares: how much of a section and of a page is the editors' own text."""

from collections.abc import Iterator, Mapping, Sequence

from digest.domain.quotation.copies import Measured
from digest.domain.quotation.lines import Kind, Limits, Line
from digest.domain.tree import Tree


def share_lines(tree: Tree, found: Sequence[Measured], limits: Limits) -> Iterator[Line]:
    """A line for each page and for each section that says anything, in reading order."""
    sizes: dict[str, int] = {}
    foreign: dict[str, int] = {}
    for each in found:
        for place in filter(None, (each.said.page, each.said.section)):
            sizes[place] = sizes.get(place, 0) + len(each.letters)
            foreign[place] = foreign.get(place, 0) + each.foreign()
    for page in tree.pages:
        if page.id in sizes:
            yield _line(Kind.PAGE_SHARE, page.id, page.title, _per_cent(page.id, sizes, foreign), limits)
        for section in page.sections:
            if section.id in sizes:
                value = _per_cent(section.id, sizes, foreign)
                about = section.heading or section.question
                yield _line(Kind.SECTION_SHARE, section.id, about, value, limits)


def _per_cent(place: str, sizes: Mapping[str, int], foreign: Mapping[str, int]) -> int:
    # Rounded down: what is short of a limit by little is short of it.
    return 100 * (sizes[place] - foreign[place]) // sizes[place]


def _line(kind: Kind, part: str, about: str, value: int, limits: Limits) -> Line:
    return Line(kind, limits.light(kind, value), part, part, value, limits.of(kind), about)
