"""The places of a page that may tell when its report was published."""

from dataclasses import dataclass, field
from datetime import datetime

from digest.domain.webpage.day_labels import labelled
from digest.domain.webpage.document import Document, Element, text_of
from digest.domain.webpage.japanese_dates import Moment
from digest.domain.webpage.json_ld import Linked
from digest.domain.webpage.lines import Line

# Words in the classes of what is about other pages.
_ASIDE = ("related", "ranking", "recommend", "sidebar", "comment", "kanren", "latest", "pickup", "breadcrumb")


@dataclass(slots=True)
class Clues:
    """All places that may tell; `japanese` says that a page without zone, or in UTC, means days of Japan."""

    document: Document
    linked: Linked
    properties: dict[str, list[str]]
    lines: list[Line]
    title: str
    url: str
    text: str = ""
    japanese: bool = True
    now: datetime | None = None
    changed: list[Moment] = field(default_factory=list)

    def labelled(self, text: str, before: str = "", *, modified: bool = False) -> list[Moment]:
        """The days of publication in a short text; those of changes are kept for later."""
        published, changed = labelled(text, before, self.now, modified=modified)
        self.changed += changed
        return published


def attributes_of(element: Element) -> str:
    """The words in the attributes of an element that say what it is."""
    said = (element.get(name) or "" for name in ("class", "id", "itemprop"))
    return " ".join(said)[:200].lower()


def text_before(element: Element) -> str:
    """The few words before an element that may be its label."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return (previous.tail or "").strip()[-16:] or text_of(previous, 16)
    return (parent.text or "").strip()[-16:] if parent is not None else ""


def is_aside(element: Element) -> bool:
    """Whether an element is in a part of the page that is about other pages."""
    above: Element | None = element
    for _ in range(12):
        if above is None:
            return False
        said = f"{above.get('class') or ''} {above.get('id') or ''}"[:200].lower()
        if above.tag in ("aside", "nav", "footer") or any(word in said for word in _ASIDE):
            return True
        above = above.getparent()
    return False
