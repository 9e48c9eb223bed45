"""Choices: fields that offer topics and authors, and refuse what was never offered."""

from typing import Any

from flask_babel import gettext
from wtforms import Field, Form, SelectField
from wtforms.validators import ValidationError

from digest.domain.people import Author
from digest.domain.topic import Topic
from digest.web.site import session


class ChoiceField(SelectField):
    """A choice of one number, or of none; WTForms' own messages have no translation here."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, validators=[_Offered()], coerce=str, validate_choice=False, **kwargs)

    @property
    def number(self) -> int | None:
        """The number that was chosen."""
        return int(self.data) if self.data else None


class _Offered:
    """One of the choices."""

    def __call__(self, _form: Form, field: Field) -> None:
        # Any field may carry a validator; this one stands on fields with choices alone.
        if (field.data or "") not in [value for value, _ in field.choices]:  # type: ignore[attr-defined]
            raise ValidationError(gettext("Please choose one of these."))


def topics() -> list[tuple[str, str]]:
    """Every topic, and that none is chosen yet."""
    chosen = [(str(topic.id), topic.name) for topic in session().scalars(Topic.to_choose())]
    return [("", gettext("Not chosen yet")), *chosen]


def authors() -> list[tuple[str, str]]:
    """Everybody who signs articles."""
    return [(str(author.id), author.name) for author in session().scalars(Author.to_choose())]
