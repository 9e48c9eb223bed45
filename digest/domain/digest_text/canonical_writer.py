"""Writes a manuscript in the canonical form."""

import re
from collections.abc import Iterator

from digest.domain.digest_text.labels import (
    FORM,
    KEY_HEADING,
    KEY_HEADINGS,
    KEY_POINT,
    LABELS,
    MARKS,
    POINT,
    VERSION,
    YES,
    is_japanese,
)
from digest.domain.manuscript import Manuscript
from digest.domain.tree import (
    Block,
    Card,
    Comment,
    Figure,
    Node,
    Page,
    PictureRef,
    Quote,
    Section,
    Text,
    Timeline,
)

_NEEDS_ESCAPE = ("【", "\\")
_IN_DATE = re.compile(r"[\\|]")


def format_text(manuscript: Manuscript) -> str:
    """The canonical text of `manuscript`; reading it gives an equal manuscript."""
    words = _Words(0 if is_japanese(manuscript.tree.language) else 1)
    return "\n".join(words.manuscript(manuscript)) + "\n"


class _Words:
    """The lines of each part in one language: 0 is Japanese, 1 is English."""

    def __init__(self, language: int) -> None:
        self._language = language

    def manuscript(self, manuscript: Manuscript) -> Iterator[str]:
        tree = manuscript.tree
        yield f"{FORM} {VERSION}"
        yield from self._header(manuscript)
        if tree.key_points:
            yield ""
            yield f"{KEY_HEADING} {KEY_HEADINGS[self._language]}"
        for point in tree.key_points:
            yield f"{KEY_POINT} {_tailed(point.text, point, point.cards)}"
        if tree.intro:
            yield ""
            yield f"{self._mark('intro')} {tree.intro}"
        for page in tree.pages:
            yield from self._page(page)

    def _header(self, manuscript: Manuscript) -> Iterator[str]:
        tree = manuscript.tree
        yield from self._said("title", tree.title)
        yield from self._said("subtitle", tree.subtitle)
        yield from self._said("lead", tree.lead)
        yield from self._said("slug", manuscript.slug)
        yield from self._said("topic", manuscript.topic)
        for tag in manuscript.tags:
            yield self._label("tag", tag)
        yield from self._said("author", manuscript.author)
        yield self._label("language", tree.language)
        if published := manuscript.published:
            precision = "seconds" if published.second else "minutes"
            yield self._label("published", published.isoformat(timespec=precision))
        yield from self._picture(tree.picture)
        for speaker in manuscript.speakers:
            yield self._label("speaker", speaker.name)
            yield from self._said("role", speaker.role)
            yield from self._said("portrait", speaker.portrait)

    def _page(self, page: Page) -> Iterator[str]:
        yield ""
        yield self._opening("page", page, page.title)
        for section in page.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        yield ""
        yield self._opening("section", section, section.heading)
        yield from self._said("question", section.question)
        yield from self._said("answer", section.answer)
        for block in section.blocks:
            yield ""
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Comment():
                yield self._opening("comment", block, block.speaker)
                yield from map(_escaped, block.lines)
            case Card():
                yield self._opening("card", block)
                yield from self._card(block)
            case Text():
                yield self._opening("text", block, cards=block.cards)
                yield from map(_escaped, _lines(block.text))
            case Quote():
                yield self._opening("quote", block)
                yield from self._said("source", block.source)
                yield from self._said("url", block.url)
                yield from (f"> {line}".rstrip() for line in _lines(block.text))
            case Figure():
                yield self._opening("picture", block)
                yield from self._picture(block.picture)
                yield from self._said("caption", block.caption)
            case Timeline():
                yield self._opening("timeline", block, block.title)
                for event in block.events:
                    when = _IN_DATE.sub(r"\\\g<0>", event.when)
                    yield f"- {_tailed(f'{when} | {event.text}'.strip(), event)}"

    def _card(self, card: Card) -> Iterator[str]:
        yield from self._said("title", card.title)
        yield from self._said("date", card.published.isoformat() if card.published else "")
        yield from self._said("publisher", card.publisher)
        yield from self._said("url", card.url)
        yield from self._picture(card.picture)
        yield from self._said("credit", card.credit)
        for point in card.points:
            yield f"{POINT} {_tailed(point.text, point)}"
            yield from self._said("passage", point.passage)

    def _picture(self, picture: PictureRef | None) -> Iterator[str]:
        if picture is None:
            return
        yield self._label("picture", picture.key)
        yield from self._said("alt", picture.alt)
        yield from self._said("picture_credit", picture.credit)
        yield from self._said("rights", picture.rights or "")
        yield from self._said("licence", picture.licence)
        yield from self._said("decorative", YES[self._language] if picture.decorative else "")

    def _opening(self, kind: str, node: Node, text: str = "", cards: tuple[str, ...] = ()) -> str:
        return f"{self._mark(kind)} {_tailed(text, node, cards)}"

    def _mark(self, kind: str) -> str:
        return f"【{MARKS[kind][self._language]}】"

    def _label(self, name: str, value: str) -> str:
        return f"{LABELS[name][self._language]}: {value}".rstrip()

    def _said(self, name: str, value: str) -> Iterator[str]:
        if value:
            yield self._label(name, value)


def _tailed(text: str, node: Node, cards: tuple[str, ...] = ()) -> str:
    tail = " ".join((f"#{node.id}", *(f"^{card}" for card in cards)))
    return f"{text} {{{tail}}}".lstrip()


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _escaped(line: str) -> str:
    return f"\\{line}" if line.startswith(_NEEDS_ESCAPE) else line
