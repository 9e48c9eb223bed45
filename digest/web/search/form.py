"""The search form: a few words, and what may narrow them down, all of it plain parameters of the address."""

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, SearchField, StringField
from wtforms.validators import ValidationError

LENGTH_MOST = 100
FILTERS = ("topic", "tag", "publisher", "speaker", "since", "until")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def _stripped(given: str | None) -> str:
    return (given or "").strip()


def _not_long(_form: Form, field: StringField) -> None:
    if len(field.data or "") > LENGTH_MOST:
        raise ValidationError(gettext("At most %(most)s characters, please.", most=LENGTH_MOST))


def _a_day(_form: Form, field: StringField) -> None:
    if field.data and day_of(field.data) is None:
        raise ValidationError(gettext("Please write the day like this: 2024-07-03"))


class SearchForm(Form):
    """Empty fields ask for nothing; what was typed stays as it is."""

    q = SearchField(filters=[_stripped], validators=[_not_long])
    topic = StringField(filters=[_stripped], validators=[_not_long])
    tag = StringField(filters=[_stripped], validators=[_not_long])
    publisher = StringField(filters=[_stripped], validators=[_not_long])
    speaker = StringField(filters=[_stripped], validators=[_not_long])
    since = StringField(filters=[_stripped], validators=[_a_day])
    until = StringField(filters=[_stripped], validators=[_a_day])

    def validate_until(self, field: StringField) -> None:
        """The last day is not before the first one."""
        first, last = day_of(self.since.data or ""), day_of(field.data or "")
        if first and last and last < first:
            raise ValidationError(gettext("The last day is before the first one."))

    def given(self) -> dict[str, str]:
        """What was typed, by parameter; nothing of empty fields."""
        return {name: value for name, value in self.data.items() if value}

    def error(self, name: str) -> str:
        """What is wrong with a field."""
        return " ".join(map(str, self[name].errors))


def sent(args: Mapping[str, str]) -> SearchForm:
    """The form as an address carries it; of a parameter that stands twice the first counts."""
    return SearchForm(MultiDict(args.items()))


def day_of(text: str) -> date | None:
    """The day that `text` writes as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        return None
