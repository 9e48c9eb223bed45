"""The forms of what stands above the pages: title block, lead, picture, key points, intro."""

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, SelectField

from digest.domain.line_matching import matched
from digest.domain.part import Cover, Head, Intro, KeyPoints, Lead
from digest.domain.tree import NODE_ID, KeyPoint, Tree
from digest.web.editor.forms import AtMost
from digest.web.editor.part_forms.base import Line, Lines, Paragraphs, PartForm, joined
from digest.web.editor.picture_fields import PictureFields

KEY_POINTS_MOST = 20
LANGUAGES = {"ja": "日本語", "en": "English"}

# The numbers of cards behind a key point: [1], [1][3], [1, 3], also in full width.
_CITED = re.compile(r"[\[［]([0-9０-９a-z,，、 ]{1,200})[\]］]\s*\Z")


class HeadForm(PartForm):
    """The title block."""

    template = "editor/parts/_head.html"
    begins = "title"

    title = Line(lazy_gettext("Title"), 200)
    subtitle = Line(lazy_gettext("Subtitle"), 200)
    language = SelectField(lazy_gettext("Language"), validate_choice=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = list(LANGUAGES.items())

    def completed(self, tree: Tree) -> None:
        """A language that came with the text stays to be chosen."""
        if tree.language not in LANGUAGES:
            self.language.choices = [*LANGUAGES.items(), (tree.language, tree.language)]

    def value(self, old: Head, tree: Tree) -> Head:
        """The title block."""
        return Head(self.title.data or "", self.subtitle.data or "", self.language.data or tree.language)


class LeadForm(PartForm):
    """The lead."""

    template = "editor/parts/_lead.html"
    begins = "text"

    text = Paragraphs(lazy_gettext("Lead"), 600)

    def value(self, old: Lead, tree: Tree) -> Lead:
        """The lead."""
        return Lead(self.text.data or "")


class IntroForm(PartForm):
    """The sentence that leads into the sections."""

    template = "editor/parts/_intro.html"
    begins = "text"

    text = Paragraphs(lazy_gettext("Introduction"), 600)

    def value(self, old: Intro, tree: Tree) -> Intro:
        """The intro."""
        return Intro(self.text.data or "")


class CoverForm(PictureFields, PartForm):
    """The picture of the article."""

    template = "editor/parts/_cover.html"
    begins = "picture_alt"

    @classmethod
    def showing(cls, value: Any, tree: Tree) -> "CoverForm":
        """The form with the picture as it is."""
        form = cls()
        form.from_ref(value.picture)
        return form

    def value(self, old: Cover, tree: Tree) -> Cover:
        """The picture, or that there is none."""
        return Cover(self.to_ref())


class KeyPointsForm(PartForm):
    """The key points, one line each, with the numbers of their cards behind them.

    `order` are the ids of the cards as they were numbered when the form was made: a card that somebody adds
    meanwhile must not make a number mean another card.
    """

    template = "editor/parts/_key_points.html"
    begins = "lines"

    lines = Lines(lazy_gettext("Key points"), 6000, KEY_POINTS_MOST)
    order = HiddenField(validators=[AtMost(6000)])

    @classmethod
    def shown(cls, value: Any, tree: Tree) -> dict[str, Any]:
        """The lines with the numbers of their cards, and the order of the cards."""
        order = [card.id for card in tree.cards()]
        lines = [point.text + "".join(_numbered(point, order)) for point in value.points]
        return {"lines": joined(lines), "order": " ".join(order)}

    def value(self, old: KeyPoints, tree: Tree) -> KeyPoints:
        """The key points; a line that was there keeps its id."""
        order = [name for name in (self.order.data or "").split() if NODE_ID.match(name)]
        read = [_read(line, order) for line in self.lines.lines]
        texts = [text for text, _ in read]
        before = matched(old.points, [point.text for point in old.points], texts)
        return KeyPoints(
            tuple(
                KeyPoint(known.id if known else "", text, cards)
                for known, (text, cards) in zip(before, read, strict=True)
            )
        )


def _numbered(point: KeyPoint, order: list[str]) -> Iterator[str]:
    """The cards of `point` by number; one that is no longer there by its id."""
    for at, card in enumerate(point.cards):
        yield (" " if at == 0 else "") + f"[{order.index(card) + 1 if card in order else card}]"


def _read(line: str, order: list[str]) -> tuple[str, tuple[str, ...]]:
    """A line without the numbers behind it, and the cards that they mean."""
    cards: list[str] = []
    while found := _CITED.search(line):
        named = [_card(name, order) for name in re.split(r"[,，、 ]+", found[1]) if name]
        if not named or not all(named):
            break
        cards = [*named, *cards]
        line = line[: found.start()].rstrip()
    return line, tuple(dict.fromkeys(cards))


def _card(name: str, order: list[str]) -> str:
    """The id of the card that a number or an id means; nothing if there is none."""
    if name.isdecimal():
        return order[int(name) - 1] if 0 < int(name) <= len(order) else ""
    return name if NODE_ID.match(name) else ""
