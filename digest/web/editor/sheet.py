"""The sheet: a draft as it lies on the canvas, each part printed by the templates of the reader's page."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import current_app
from flask_babel import force_locale, get_locale, gettext
from markupsafe import Markup

from digest.config import LOCALES
from digest.domain.article import Article
from digest.domain.checks.blocks import filled
from digest.domain.part import (
    ARTICLE_PARTS,
    PartGoneError,
    PartName,
    PartValue,
    numbered,
    part_of,
    part_text,
    version_of,
)
from digest.domain.part.values import alone
from digest.domain.people import Speaker
from digest.domain.phrases import phrases
from digest.domain.picture import Picture
from digest.domain.press import Copy, Resting
from digest.domain.reading_time import minutes, texts
from digest.domain.tree import BLOCKS, Figure, Page, Section, Tree
from digest.web.editor.kinds import kind_name
from digest.web.printing import Book
from digest.web.site import session, site

EXCERPT = 40
_BLOCK = tuple(BLOCKS.values())


class DeskBook(Book):
    """What block templates look up, with addresses that stay on the canvas."""

    def href(self, card_id: str) -> str:
        """The place of a card on the canvas."""
        return f"#part-{card_id}"

    def statement_href(self, statement: Resting) -> str:
        """The part of the canvas that has a statement."""
        return "#part-key-points" if statement.kind == "key-point" else f"#part-{statement.node_id}"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part where it lies. `page` is the number of its page; headings in it begin at the level `top`."""

    name: PartName
    kind: str
    value: PartValue
    page: int = 1
    top: int = 2
    titled: bool = False
    headed: bool = False

    @property
    def level(self) -> int:
        """The level of headings below that of the section."""
        return self.top + 1 if self.headed else self.top

    @property
    def version(self) -> str:
        """The version of its content."""
        return version_of(self.value)

    @property
    def excerpt(self) -> str:
        """Its first words."""
        return " ".join(numbered(part_text(self.value)).split())[:EXCERPT]

    @property
    def label(self) -> str:
        """What it is called for those who cannot see it."""
        return ": ".join(filter(None, (kind_name(self.kind), self.excerpt)))

    @property
    def can_move(self) -> bool:
        """Whether it is one of those that are added, moved and deleted."""
        return self.name not in ARTICLE_PARTS

    @property
    def holds(self) -> bool:
        """Whether other parts are within it."""
        return self.kind in ("page", "section")


@dataclass(frozen=True, slots=True)
class Held:
    """A page or section with what lies within it."""

    piece: Piece
    below: list[Any] = field(default_factory=list)


class Sheet:
    """A draft on the canvas. Made with two statements, however large it is."""

    def __init__(self, article: Article, tree: Tree | None = None) -> None:
        self.article = article
        self.tree = tree or article.draft.tree
        speakers = Speaker.named(session(), self.tree.speakers())
        pictures = Picture.named(session(), {ref.key for ref in self.tree.pictures()})
        self.book = DeskBook(Copy(article.slug, self.tree, pictures, speakers))

    @property
    def opening(self) -> list[Piece]:
        """The parts above the pages."""
        kinds = ("head", "lead", "cover", "key-points", "intro")
        named = zip(ARTICLE_PARTS, kinds, strict=True)
        return [Piece(name, kind, part_of(self.tree, name)) for name, kind in named]

    @cached_property
    def pages(self) -> list[Held]:
        """The pages with their sections, and those with their blocks."""
        return [_page(page, number) for number, page in enumerate(self.tree.pages, start=1)]

    @cached_property
    def pieces(self) -> dict[PartName, Piece]:
        """Every part by name, in reading order."""
        return {piece.name: piece for piece in (*self.opening, *_all(self.pages))}

    def piece(self, name: PartName) -> Piece:
        """The part `name`. Raises PartGoneError."""
        if name not in self.pieces:
            raise PartGoneError("This part is no longer in the draft.")
        return self.pieces[name]

    def held(self, name: PartName) -> Held:
        """The page or section `name` with what lies within it."""
        every: Iterable[Held] = (*self.pages, *(section for page in self.pages for section in page.below))
        return next(each for each in every if each.piece.name == name)

    def outermost(self, name: PartName, known: Collection[str]) -> PartName:
        """The page or section around the part `name`, or that itself, that is not among the `known` ones."""
        for page in self.pages:
            for section in page.below:
                around = (page.piece.name, section.piece.name, name)
                if name in (section.piece.name, *(block.name for block in section.below)):
                    return next((each for each in around if each not in known), name)
        return name

    def place_before(self, name: PartName) -> str:
        """The id of the element that the page, section or block `name` comes after on the canvas."""
        before = "part-intro"
        for page in self.pages:
            if page.piece.name == name:
                return before
            before, inner = f"hold-{page.piece.name}", f"part-{page.piece.name}"
            for section in page.below:
                if section.piece.name == name:
                    return inner
                inner, block_before = f"hold-{section.piece.name}", f"part-{section.piece.name}"
                for block in section.below:
                    if block.name == name:
                        return block_before
                    block_before = f"part-{block.name}"
        raise PartGoneError("This part is no longer in the draft.")

    def next_name(self, name: PartName) -> PartName:
        """The part after `name`; nothing after the last one."""
        names = list(self.pieces)
        at = names.index(name) + 1 if name in names else len(names)
        return names[at] if at < len(names) else ""

    def view(self, piece: Piece) -> Markup:
        """The part as readers see it, in the language of the article; nothing if it is still empty."""
        if self._is_blank(piece):
            return Markup()
        template = current_app.jinja_env.get_template("editor/canvas/_view.html")
        language = self.tree.language.partition("-")[0]
        language = language if language in LOCALES else "en"
        values = {"piece": piece, "tree": self.tree, "book": self.book, "site": site()}
        if language == get_locale().language:
            return Markup(template.render(values, title_html=self.title_html))  # noqa: S704 -- of a template
        with force_locale(language):
            return Markup(template.render(values, title_html=self.title_html))  # noqa: S704 -- of a template

    @property
    def title_html(self) -> Markup:
        """The title with its phrase breaks."""
        return phrases(self.tree.title, self.tree.language) if self.tree.title else Markup("…")

    @property
    def counts(self) -> dict[str, int]:
        """How much there is to read."""
        text = "".join(texts(self.tree))
        return {
            "characters": len("".join(text.split())),
            "minutes": minutes(self.tree),
            "cards": len(self.tree.cards()),
        }

    def _is_blank(self, piece: Piece) -> bool:
        value = piece.value
        match value:
            case Page():
                return not piece.titled
            case Section():
                return not (piece.headed or value.question or value.answer)
            case Figure():
                return not (self.book.picture(value.picture) or value.caption)
            case _ if isinstance(value, _BLOCK):
                return not filled(value)
        if piece.kind == "cover":
            return self.book.picture(self.tree.picture) is None
        return piece.kind != "head" and not part_text(value)


def outline_name(piece: Piece) -> str:
    """What a page or section is called in the outline."""
    value = piece.value
    if isinstance(value, Page):
        numbered = gettext("Page %(number)s", number=piece.page)
        return f"{numbered} {value.title}".strip()
    if isinstance(value, Section):
        return value.heading or value.question or str(gettext("Heading not written yet"))
    return kind_name(piece.kind)


def _page(page: Page, number: int) -> Held:
    titled = bool(number > 1 or page.title)
    top = 3 if titled else 2
    piece = Piece(page.id, "page", alone(page), number, 2, titled)
    sections = [_section(section, page, piece, top, at) for at, section in enumerate(page.sections)]
    return Held(piece, sections)


def _section(section: Section, page: Page, around: Piece, top: int, at: int) -> Held:
    same = around.titled and at == 0 and section.heading == page.title
    headed = bool(section.heading and not same)
    piece = Piece(section.id, "section", alone(section), around.page, top, around.titled, headed)
    return Held(
        piece,
        [Piece(b.id, b.kind, b, around.page, top, around.titled, headed) for b in section.blocks],
    )


def _all(pages: list[Held]) -> Iterator[Piece]:
    for page in pages:
        yield page.piece
        for section in page.below:
            yield section.piece
            yield from section.below
