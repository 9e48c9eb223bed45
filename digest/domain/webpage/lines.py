"""The visible text of a page, line by line as a browser would break it at its blocks."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from digest.domain.webpage.document import UNSEEN, Element
from digest.domain.webpage.limits import ELEMENTS_MOST, LINE_MOST, LINES_MOST

# What runs on in the line of its neighbours.
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_READINGS = frozenset({"rt", "rp"})
# Parts of a page that are not about this one: what they say is no fact of it.
_ASIDE = frozenset({"nav", "aside", "footer", "form", "dialog"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `heading` is the element if it is in a headline, `aside` that it is navigation."""

    text: str
    heading: Element | None = None
    aside: bool = False
    paragraph: bool = False


def lines(root: Element) -> list[Line]:
    """The lines of a page in order."""
    found: list[Line] = []
    for line in _walk(root):
        if line.text:
            found.append(line)
            if len(found) >= LINES_MOST:
                break
    return found


class _Walk:
    """Where the walk is: inside of what, and the pieces of the line so far."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.unseen = 0
        self.aside = 0
        self.heading: Element | None = None
        self.paragraph = 0
        self.preformatted = 0

    def add(self, text: str | None) -> Iterator[Line]:
        """Take in a text; yields the lines that it ends, which only preformatted text does."""
        if not text or self.unseen:
            return
        *ended, last = text.split("\n") if self.preformatted else [text]
        for part in ended:
            self._append(part)
            yield self.flush()
        self._append(last)

    def _append(self, text: str) -> None:
        if self.length < LINE_MOST:
            self.pieces.append(text[:LINE_MOST])
            self.length += len(text)

    def flush(self) -> Line:
        text = " ".join("".join(self.pieces)[:LINE_MOST].split())
        self.pieces, self.length = [], 0
        return Line(text, self.heading, self.aside > 0, self.paragraph > 0)

    def enter(self, element: Element, tag: str) -> None:
        self.unseen += tag in UNSEEN or tag in _READINGS or tag == "head"
        self.aside += tag in _ASIDE
        self.paragraph += tag == "p"
        self.preformatted += tag == "pre"
        if tag in ("h1", "h2", "h3") and self.heading is None:
            self.heading = element

    def leave(self, element: Element, tag: str) -> None:
        self.unseen -= tag in UNSEEN or tag in _READINGS or tag == "head"
        self.aside -= tag in _ASIDE
        self.paragraph -= tag == "p"
        self.preformatted -= tag == "pre"
        if self.heading is element:
            self.heading = None


def _walk(root: Element) -> Iterator[Line]:
    walk = _Walk()
    for number, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if number > 2 * ELEMENTS_MOST:
            break
        tag = element.tag
        if not isinstance(tag, str):
            continue
        block = tag not in _INLINE and tag not in UNSEEN and tag not in _READINGS
        if event == "start":
            if block:
                yield walk.flush()
            walk.enter(element, tag)
            yield from walk.add(element.text)
        else:
            if block:
                yield walk.flush()
            walk.leave(element, tag)
            yield from walk.add(element.tail)
    yield walk.flush()
