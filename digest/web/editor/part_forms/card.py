"""The form of a summary card: its source, and its points, one line each."""

import re
from datetime import date, datetime
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import StringField
from wtforms.validators import ValidationError

from digest.domain.line_matching import matched
from digest.domain.retrieving import FIELDS, facts_for
from digest.domain.source import canonical_url
from digest.domain.tree import NODE_ID, Card, Point, Tree
from digest.web.editor.moments import DayInput
from digest.web.editor.part_forms.base import URL_MOST, Line, Lines, PartForm, joined
from digest.web.editor.picture_fields import PictureFields
from digest.web.site import session

POINTS_MOST = 100
PASSAGE_MOST = 2000
# Before the id of a point: the name of the field with its passage.
PASSAGE = "passage-"
_PASSAGE = re.compile(rf"{PASSAGE}{NODE_ID.pattern}")
# What the button sends that saves the card and has its page read.
READ = "read"
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")


class DayField(StringField):
    """A day as a browser sends it, or as people write it."""

    widget = DayInput()

    @property
    def day(self) -> date | None:
        """The day, if there is one."""
        text = (self.data or "").strip()
        for form in _DAYS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no zone
            except ValueError:
                continue
        return None

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no day."""
        if (self.data or "").strip() and self.day is None:
            raise ValidationError(gettext("This is no day. Write it as in 2024-07-03, please."))


class CardForm(PictureFields, PartForm):
    """The summary card of one source."""

    template = "editor/parts/_card.html"
    begins = "url"

    url = Line(lazy_gettext("Address of the source"), URL_MOST, render_kw={"inputmode": "url"})
    title = Line(lazy_gettext("Title"), 300)
    publisher = Line(lazy_gettext("Publisher"), 200)
    published = DayField(lazy_gettext("Published on"))
    points = Lines(lazy_gettext("Points"), 20_000, POINTS_MOST)
    credit = Line(lazy_gettext("Credit of the source"), 300)

    def process(
        self,
        formdata: Any = None,
        obj: object = None,
        data: Any = None,
        extra_filters: Any = None,
        **kwargs: object,
    ) -> None:
        """Have a field for the passage of each point that is sent or shown."""
        named = [name for name in (*(formdata or ()), *(data or ())) if _PASSAGE.match(name)]
        for name in dict.fromkeys(named[:POINTS_MOST]):
            # A form takes no field after its class was made, unless it is told so at its root.
            passage: Any = Line(lazy_gettext("Passage"), PASSAGE_MOST)
            self._fields[name] = self.meta.bind_field(self, passage, {"name": name, "prefix": ""})
        super().process(formdata, obj, data, extra_filters, **kwargs)

    @classmethod
    def showing(cls, value: Any, tree: Tree) -> "CardForm":
        """The form with the card as it is."""
        form = cls(data=cls.shown(value, tree))
        form.from_ref(value.picture)
        form.completed(tree)
        return form

    def completed(self, tree: Tree) -> None:
        """Call the field of each passage by its point, and use what a button asks for."""
        self._use()
        points = {node.id: node.text for node in tree.nodes() if isinstance(node, Point)}
        for name, field in self.passages.items():
            field.label.text = points.get(name) or gettext("Point")

    @property
    def passages(self) -> dict[str, Any]:
        """The fields of the passages, by the ids of their points."""
        return {each.name.removeprefix(PASSAGE): each for each in self if each.name.startswith(PASSAGE)}

    @classmethod
    def shown(cls, value: Any, tree: Tree) -> dict[str, Any]:
        """The fields of the card, the day as browsers want it."""
        return {
            **{name: getattr(value, name) for name in ("url", "title", "publisher", "credit")},
            "published": value.published.isoformat() if value.published else "",
            "points": joined([point.text for point in value.points]),
            **{f"{PASSAGE}{point.id}": point.passage for point in value.points},
        }

    @property
    def used(self) -> str:
        """The field for which what the source says is to be used, if the button beside one was pressed."""
        _, use, name = (self.then.data or "").partition("use-")
        return name if use and name in FIELDS else ""

    @property
    def keeps_open(self) -> bool:
        """Whether it stays open when it is saved: where a button has filled a field in."""
        return bool(self.used)

    def first(self) -> str:
        """The field that the cursor is in first: the one that was filled in by a button."""
        return self.used or self.begins

    def _use(self) -> None:
        """Take over what the source says, where a button asks for it."""
        if self.used:
            _, facts = facts_for(session(), Card(url=self.url.data or ""))
            said = next((fact.value for fact in facts if fact.name == self.used), "")
            self[self.used].data = said or self[self.used].data

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field is sound; what is to be read needs an address."""
        sound = super().validate(extra_validators)
        if sound and self.then.data == READ and canonical_url(self.url.data or "") is None:
            self.url.errors = [*self.url.errors, gettext("This card has no address of a web page yet.")]
        return sound and not self.url.errors

    def value(self, old: Card, tree: Tree) -> Card:
        """The card; a point that was there keeps its id, and its passage unless the form has another."""
        texts, passages = self.points.lines, self.passages
        before = matched(old.points, [point.text for point in old.points], texts)
        return Card(
            id=old.id,
            title=self.title.data or "",
            url=self.url.data or "",
            publisher=self.publisher.data or "",
            published=self.published.day,
            points=tuple(
                Point(
                    known.id, text, passages[known.id].data or "" if known.id in passages else known.passage
                )
                if known
                else Point("", text)
                for known, text in zip(before, texts, strict=True)
            ),
            credit=self.credit.data or "",
            picture=self.to_ref(),
        )
