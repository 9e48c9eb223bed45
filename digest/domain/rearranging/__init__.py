"""New shapes of a tree: adding, moving, copying, deleting and bringing back pages, sections and blocks.

Every function gives a new tree. The ids of nodes that were there stay as they are; new nodes never take an id
that is in use, that somebody still refers to, or that the caller says is `taken`, as by what may come back.
"""

from digest.domain.rearranging.additions import added, duplicated
from digest.domain.rearranging.limits import MAX_BLOCKS, MAX_CARDS, MAX_PAGES, MAX_SECTIONS, FullError
from digest.domain.rearranging.moves import Direction, EdgeError, moved, placed
from digest.domain.rearranging.places import Place, holder
from digest.domain.rearranging.removals import Removal, brought_back, removed

__all__ = [
    "MAX_BLOCKS",
    "MAX_CARDS",
    "MAX_PAGES",
    "MAX_SECTIONS",
    "Direction",
    "EdgeError",
    "FullError",
    "Place",
    "Removal",
    "added",
    "brought_back",
    "duplicated",
    "holder",
    "moved",
    "placed",
    "removed",
]
