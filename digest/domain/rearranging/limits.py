"""How large a tree may grow under an editor's hands."""

from digest.domain.digest_text import MAX_CARDS
from digest.domain.refusal import Refusal
from digest.domain.tree import Node, Page, Section, Tree, walk

MAX_PAGES = 50
MAX_SECTIONS = 200  # in a page
MAX_BLOCKS = 500  # in a section

__all__ = ["MAX_BLOCKS", "MAX_CARDS", "MAX_PAGES", "MAX_SECTIONS", "FullError", "with_room"]


class FullError(Refusal):
    """A page, section or article that can hold no more."""


def with_room(before: Tree, after: Tree, back: Node | None = None) -> Tree:
    """`after`, unless it has grown past a limit since `before`. Raises FullError.

    What was too large before may stay so and be rearranged: only growing is refused. The same goes for what
    is within `back`, a node that comes back.
    """
    was = _sizes(*before.pages, *([back] if back else []))
    if len(before.pages) < len(after.pages) > MAX_PAGES:
        raise FullError("An article can have at most %(limit)s pages.", limit=MAX_PAGES)
    if len(before.cards()) < len(after.cards()) > MAX_CARDS:
        raise FullError("An article can have at most %(limit)s cards.", limit=MAX_CARDS)
    for page in after.pages:
        if was.get(page.id, 0) < len(page.sections) > MAX_SECTIONS:
            raise FullError("A page can have at most %(limit)s sections.", limit=MAX_SECTIONS)
        for section in page.sections:
            if was.get(section.id, 0) < len(section.blocks) > MAX_BLOCKS:
                raise FullError("A section can have at most %(limit)s blocks.", limit=MAX_BLOCKS)
    return after


def _sizes(*tops: Node) -> dict[str, int]:
    sizes = {}
    for top in tops:
        for node in walk(top):
            if isinstance(node, Page):
                sizes[node.id] = len(node.sections)
            elif isinstance(node, Section):
                sizes[node.id] = len(node.blocks)
    return sizes
