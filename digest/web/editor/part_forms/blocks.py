"""The forms of blocks: comment, text, quote, picture, timeline."""

import re
from typing import Any

from flask_babel import lazy_gettext
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput

from digest.domain.line_matching import matched
from digest.domain.tree import Comment, Event, Figure, Quote, Text, Timeline, Tree
from digest.web.editor.part_forms.base import URL_MOST, Line, Lines, Paragraphs, PartForm, joined
from digest.web.editor.picture_fields import PictureFields

_BAR = re.compile(r"\s*[|｜]\s*")


class CommentForm(PartForm):
    """Lines spoken by somebody."""

    template = "editor/parts/_comment.html"
    begins = "lines"

    speaker = Line(lazy_gettext("Speaker"), 100)
    lines = Lines(lazy_gettext("What is said"), 6000)

    def first(self) -> str:
        """A new comment begins with who speaks."""
        return "lines" if self.speaker.data or self.lines.data else "speaker"

    @classmethod
    def shown(cls, value: Any, tree: Tree) -> dict[str, Any]:
        """Who speaks, and the lines."""
        return {"speaker": value.speaker, "lines": joined(value.lines)}

    def value(self, old: Comment, tree: Tree) -> Comment:
        """The comment."""
        return Comment(old.id, self.speaker.data or "", tuple(self.lines.lines))


class CardsField(SelectMultipleField):
    """Cards to tick."""

    many = True
    option_widget = CheckboxInput()

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **options)


class TextForm(PartForm):
    """The editor's own paragraphs, and the cards that they rest on."""

    template = "editor/parts/_text.html"
    begins = "text"

    text = Paragraphs(lazy_gettext("Text"), 50_000)
    cards = CardsField(lazy_gettext("Cards that this text rests on"))

    def completed(self, tree: Tree) -> None:
        """Offer the cards of the article, and those that are gone but still referred to."""
        known = {
            card.id: f"{number}. {card.title or card.publisher or card.url}"
            for number, card in enumerate(tree.cards(), start=1)
        }
        gone = {name: f"({name})" for name in self.cards.data or () if name not in known}
        self.cards.choices = [*known.items(), *gone.items()]

    def value(self, old: Text, tree: Tree) -> Text:
        """The text. What is ticked and was never a card of this article is left out."""
        known = {*(card.id for card in tree.cards()), *old.cards}
        cards = tuple(dict.fromkeys(name for name in self.cards.data or () if name in known))
        return Text(old.id, self.text.data or "", cards)


class QuoteForm(PartForm):
    """Somebody's words."""

    template = "editor/parts/_quote.html"
    begins = "text"

    text = Paragraphs(lazy_gettext("Words quoted"), 20_000)
    source = Line(lazy_gettext("Whose words"), 300)
    url = Line(lazy_gettext("Web address"), URL_MOST, render_kw={"inputmode": "url"})

    def value(self, old: Quote, tree: Tree) -> Quote:
        """The quote."""
        return Quote(old.id, self.text.data or "", self.source.data or "", self.url.data or "")


class PictureForm(PictureFields, PartForm):
    """A picture with its caption."""

    template = "editor/parts/_picture.html"
    begins = "picture_alt"

    caption = Line(lazy_gettext("Caption"), 1000)

    @classmethod
    def showing(cls, value: Any, tree: Tree) -> "PictureForm":
        """The form with the picture as it is."""
        form = cls(data={"caption": value.caption})
        form.from_ref(value.picture)
        return form

    def value(self, old: Figure, tree: Tree) -> Figure:
        """The picture block."""
        return Figure(old.id, self.to_ref(), self.caption.data or "")


class TimelineForm(PartForm):
    """Events, one line each."""

    template = "editor/parts/_timeline.html"
    begins = "lines"

    title = Line(lazy_gettext("Title"), 200)
    lines = Lines(lazy_gettext("Events"), 20_000)

    @classmethod
    def shown(cls, value: Any, tree: Tree) -> dict[str, Any]:
        """The title, and the events as lines."""
        return {"title": value.title, "lines": joined([_line(event) for event in value.events])}

    def value(self, old: Timeline, tree: Tree) -> Timeline:
        """The timeline; an event that was there keeps its id."""
        read = [Event("", *_read(line)) for line in self.lines.lines]
        before = matched(old.events, [_line(event) for event in old.events], [_line(event) for event in read])
        events = tuple(
            Event(known.id if known else "", event.when, event.text)
            for known, event in zip(before, read, strict=True)
        )
        return Timeline(old.id, self.title.data or "", events)


def _line(event: Event) -> str:
    has_bar = event.when or _BAR.search(event.text)
    return f"{event.when} | {event.text}".strip() if has_bar else event.text


def _read(line: str) -> tuple[str, str]:
    """When, and what: what stands before the first bar is when."""
    when, bar, text = _BAR.sub("|", line, count=1).partition("|")
    return (when, text) if bar else ("", when)
