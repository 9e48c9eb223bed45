"""Choices: fields that offer topics, authors and articles, and refuse what there is not."""

from typing import Any

from flask_babel import gettext
from wtforms import Field, Form, SelectField, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from digest.domain.choosing import ChoiceError, Known, chosen, known
from digest.domain.people import Author
from digest.domain.plain import one_line
from digest.domain.topic import Topic
from digest.web.editor import refusals
from digest.web.editor.forms import AtMost
from digest.web.identity import signed_in
from digest.web.site import now, session

# An address with the whole of its site before it, or a long title.
TYPED_MOST = 500


class ChoiceField(SelectField):
    """A choice of one number, or of none; WTForms' own messages have no translation here."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, validators=[_Offered()], coerce=str, validate_choice=False, **kwargs)

    @property
    def number(self) -> int | None:
        """The number that was chosen."""
        return int(self.data) if self.data else None


class ArticleField(StringField):
    """One article, or none, by its address or title; it is shown by its address.

    `present` is what stands there now, which is sound whoever may see it.
    """

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, [AtMost(TYPED_MOST)], filters=[lambda typed: one_line(typed or "")], **kwargs)
        self.present: int | None = None
        self.number: int | None = None

    @property
    def known(self) -> Known | None:
        """The article that is meant."""
        number = self.number
        return known(session(), [number], signed_in(), now()).get(number) if number else None

    def show(self, number: int | None) -> None:
        """Show the article with this number."""
        self.number = number
        self.data = self.known.slug if self.known else ""

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:
        """Find out which article is meant."""
        self.number = self.present
        if not self.errors and (not self.known or self.data != self.known.slug):
            self.number = self._chosen()

    def _chosen(self) -> int | None:
        try:
            return chosen(session(), self.data, signed_in(), now()) if self.data else None
        except ChoiceError as error:
            self.number = None
            raise ValidationError(refusals.words(error)) from error


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
