"""Feed HTML: a stored page as any feed reader can show it, which knows no style or script of this site.

It is written anew tag by tag, with every text and address escaped, and ends in the allow-list all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from threading import Lock
from urllib.parse import urljoin

from bleach.sanitizer import Cleaner

from digest.domain.plain import xml_text
from digest.domain.prose import safe_address

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
# What holds words, and what holds only other blocks: words straight in those get a paragraph of their own.
_WORDY = {"p", "li", "figcaption", *_HEADINGS}
_HOLDERS = {"ul", "ol", "blockquote", "figure"}
_INLINE = {"a", "b", "em", "strong"}
TAGS = frozenset({*_WORDY, *_HOLDERS, *_INLINE, "br", "img"})
ATTRIBUTES = {"a": ["href"], "img": ["src", "alt"]}

# Drawn by style or script alone, or said twice: faces, the ways back, the address in full.
_LEFT_OUT = {"face", "card-backs", "card-address"}
_DROPPED = {"script", "style", "svg", "math", "template", "noscript", "iframe", "object", "form", "select"}
_VOID = {"br", "img", "wbr", "hr", "input", "link", "meta", "source", "area", "base", "col", "embed", "track"}
# Elements that come to nothing but end a line.
_PARTING = {"div", "section", "details", "summary", "article", "aside", "nav", "header", "footer"}
_PARTING_CLASSES = {"card-facts"}
# A card and a comment stand apart from the text around them, here too.
_AS = {"card": ("blockquote",), "comment": ("blockquote",), "speaker": ("p", "b"), "tag": ("b",)}
_SPACE = re.compile(r"\s+")

_cleaner = Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols={"http", "https", "mailto"}, strip=True)
# bleach's parser keeps state while it works.
_one_at_a_time = Lock()


def feed_html(html: str, page_url: str) -> str:
    """The stored page `html`, whose whole address is `page_url`, as HTML that stands by itself."""
    writer = _Writer(page_url)
    writer.feed(html)
    writer.close()
    with _one_at_a_time:
        return _cleaner.clean(writer.written())


@dataclass(slots=True)
class _Open:
    """An element that is open: in the page, `tag`; what it is here, if anything; whether that was begun.

    `label` is what it says if there is no word in it: its mark is drawn by style.
    """

    tag: str
    name: str = ""
    attributes: str = ""
    label: str = ""
    begun: bool = False
    parts: bool = False


class _Writer(HTMLParser):
    """Writes while it reads. An element is begun with the first thing in it, so none is ever empty."""

    def __init__(self, page_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._page_url = page_url
        self._out: list[str] = []
        self._open: list[_Open] = []
        self._left_out = 0
        self._space = False

    def written(self) -> str:
        """All of it, with everything closed."""
        while self._open:
            self._close(self._open[0])
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._void(tag, given)
            return
        classes = set(given.get("class", "").split())
        if self._left_out or tag in _DROPPED or classes & _LEFT_OUT or "hidden" in given:
            self._left_out += 1
            self._open.append(_Open(tag))
            return
        names = next((_AS[each] for each in _AS if each in classes), (tag,) if tag in TAGS else ())
        parts = tag in _PARTING or bool(classes & _PARTING_CLASSES) or bool(names and names[0] not in _INLINE)
        if parts:
            self._end_paragraph()
        self._begin(tag, names, given, parts)
        if "card-publisher" in classes and given.get("data-number"):
            self.handle_data(f"[{given['data-number']}] ")

    def handle_endtag(self, tag: str) -> None:
        if opened := next((each for each in reversed(self._open) if each.tag == tag), None):
            self._close(opened)

    def handle_data(self, data: str) -> None:
        if self._left_out:
            return
        text = _SPACE.sub(" ", xml_text(data))
        words = text.strip(" ")
        if words:
            self._write(escape(words, quote=False), spaced=text.startswith(" "))
        self._space = text.endswith(" ") if words else self._space or bool(text)

    def _begin(self, tag: str, names: tuple[str, ...], given: dict[str, str], parts: bool) -> None:
        label = _label(given) if tag in ("a", "span") else ""
        address = _absolute(given.get("href", ""), self._page_url) if tag == "a" else ""
        if tag == "a" and not address:
            names = ()
        attributes = f' href="{escape(address)}"' if address else ""
        self._open.append(_Open(tag, names[0] if names else "", attributes, label, parts=parts))
        self._open += [_Open("", name) for name in names[1:]]

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if self._left_out:
            return
        if tag == "br" and self._holder() in _WORDY:
            self._write("<br>")
            self._space = False
        elif tag == "img" and (address := _absolute(given.get("src", ""), self._page_url)):
            # Without its size: where no style says how it shrinks, it would be squeezed.
            alt = escape(xml_text(given.get("alt", "")))
            self._write(f'<img src="{escape(address)}" alt="{alt}">')

    def _write(self, html: str, spaced: bool = False) -> None:
        """Write something that is seen: first begin all that it stands in."""
        holder = self._holder()
        if holder not in _WORDY and not (holder == "figure" and html.startswith("<img")):
            self._begin_paragraph()
        if (self._space or spaced) and self._has_words():
            self._out.append(" ")
        self._space = False
        for each in self._open:
            if each.name and not each.begun:
                self._out.append(f"<{each.name}{each.attributes}>")
            each.begun = True
        self._out.append(html)

    def _blocks(self) -> Iterator[_Open]:
        """The blocks that are open, the innermost first, whatever inline elements stand in them."""
        return (each for each in reversed(self._open) if each.name and each.name not in _INLINE)

    def _holder(self) -> str:
        return next((block.name for block in self._blocks()), "")

    def _has_words(self) -> bool:
        """Whether something stands in the innermost block: a space before that says nothing."""
        return next((block.begun for block in self._blocks()), False)

    def _begin_paragraph(self) -> None:
        """Begin a paragraph for words that have none, around the inline elements that are open."""
        place = len(self._open)
        while place and not self._open[place - 1].parts:
            place -= 1
        self._open.insert(place, _Open("", "p", parts=True))

    def _end_paragraph(self) -> None:
        """End the paragraph that was begun for words that had none: a block stands beside it, not in it."""
        innermost = next((each for each in reversed(self._open) if each.parts), None)
        if innermost and innermost.name == "p" and not innermost.tag:
            self._close(innermost)

    def _close(self, last: _Open) -> None:
        """Close what is open, up to and including `last`."""
        closed = None
        while closed is not last:
            closed = self._open[-1]
            if closed.label and not closed.begun and not self._left_out:
                self._write(escape(closed.label, quote=False))
            self._open.pop()
            self._left_out = max(0, self._left_out - 1)
            if closed.begun and closed.name:
                self._out.append(f"</{closed.name}>")
            if closed.parts:
                self._space = False


def _label(given: dict[str, str]) -> str:
    """What an element says whose mark is drawn: the number of a source, or its name for those who listen."""
    if number := given.get("data-number"):
        return f"[{xml_text(number)}]"
    return xml_text(given.get("data-label") or given.get("aria-label") or "")


def _absolute(address: str, page_url: str) -> str:
    """`address`, as it stands on the page, in full; nothing if no link may lead there."""
    try:
        whole = urljoin(page_url, xml_text(address).strip()) if address else ""
    except ValueError:
        return ""
    return whole if safe_address(whole) and not whole.startswith(("/", "#")) else ""
