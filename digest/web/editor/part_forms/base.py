"""What the forms of all parts have in common: from a part to a form and back."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask_babel import gettext
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from digest.domain.part import PartValue
from digest.domain.plain import clean
from digest.domain.tree import Tree
from digest.web.editor.forms import AtMost, DeskForm

LINES_MOST = 200
URL_MOST = 2000

F = TypeVar("F", bound="PartForm")


class PartForm(DeskForm):
    """The form of one part. Nothing is required: a half-finished part may be saved."""

    template = ""  # of its fields
    begins = ""  # the name of the field that matters most

    kind = HiddenField()
    then = HiddenField()

    @classmethod
    def showing(cls: type[F], value: PartValue, tree: Tree) -> F:
        """The form as it begins, with what `value` says."""
        form = cls(data=cls.shown(value, tree))
        form.completed(tree)
        return form

    @classmethod
    def shown(cls, value: Any, tree: Tree) -> dict[str, Any]:
        """What the fields say of `value`; those that are named like a field of it say that."""
        names = (name for name in cls().data if hasattr(value, name))
        return {name: getattr(value, name) for name in names}

    def completed(self, tree: Tree) -> None:
        """Offer what can be chosen in `tree`."""

    def value(self, old: Any, tree: Tree) -> PartValue:
        """The part that the form says; `old` is that part as it was, of `tree`. Ask after validate()."""
        # Each kind of part has its own; WTForms' metaclass leaves no room for an abstract method.
        raise NotImplementedError

    @property
    def keeps_open(self) -> bool:
        """Whether it stays open when it is saved."""
        return False

    def first(self) -> str:
        """The field that the cursor is in first."""
        return self.begins

    def named_for(self, name: str) -> None:
        """Give the fields ids that belong to the part `name`, and the cursor to one, first to a wrong one."""
        for each in self:
            each.id = f"f-{name}-{each.name}"
            each.label.field_id = each.id
        first = next((each for each in self if each.errors), self[self.first()])
        first.render_kw = {**(first.render_kw or {}), "autofocus": True}


class Line(StringField):
    """One line of text."""

    def __init__(self, label: Any, most: int, **options: Any) -> None:
        super().__init__(label, [AtMost(most)], render_kw=_free | options.pop("render_kw", {}), **options)


class Lines(TextAreaField):
    """Some lines of text; blank ones do not count."""

    def __init__(self, label: Any, most: int, count_most: int = LINES_MOST, **options: Any) -> None:
        super().__init__(label, [AtMost(most), _at_most_lines(count_most)], render_kw=_free, **options)

    @property
    def lines(self) -> list[str]:
        """The lines as they are kept."""
        return lines_of(self.data or "")


class Paragraphs(TextAreaField):
    """Text that may have paragraphs."""

    def __init__(self, label: Any, most: int, **options: Any) -> None:
        super().__init__(label, [AtMost(most)], render_kw=_free, **options)


# A browser that keeps to a maxlength cuts off what is pasted, without a word: we say it instead.
_free: dict[str, Any] = {"maxlength": False, "autocomplete": "off"}


def lines_of(text: str) -> list[str]:
    """The lines of `text` that are not blank."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def _at_most_lines(most: int) -> Any:
    def check(_form: DeskForm, field: Field) -> None:
        if len(lines_of(field.data or "")) > most:
            raise ValidationError(gettext("At most %(most)s lines, please.", most=most))

    return check


def joined(lines: Sequence[str]) -> str:
    """`lines` as a text area shows them."""
    return "\n".join(lines)
