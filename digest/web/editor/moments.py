"""Moments: a day and a time of day as fields of a form, and the instant that they mean in the site's zone."""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from markupsafe import Markup
from wtforms import Field, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import DateInput, TimeInput

from digest.domain.local_time import Fold, Gap, local_instant

_DAY = re.compile(r"2[01]\d\d-\d\d-\d\d\Z", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(?::\d\d)?\Z", re.ASCII)
FIRST, SECOND = "first", "second"
TEXT_MOST = 40


class DayInput(DateInput):
    """What picks a day. What is none is given back as it was typed, in a field that does not drop it."""

    def __call__(self, field: Field, **attributes: Any) -> Markup:
        if field.data and not _DAY.match(field.data):
            attributes["type"] = "text"
        return super().__call__(field, **attributes)


class ClockInput(TimeInput):
    """What picks a time of day, likewise."""

    def __call__(self, field: Field, **attributes: Any) -> Markup:
        if field.data and not _TIME.match(field.data):
            attributes["type"] = "text"
        return super().__call__(field, **attributes)


class _Short(StringField):
    """A text that no day or time is longer than, also where it is not asked for."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is longer."""
        if len(self.data or "") > TEXT_MOST:
            raise ValidationError(gettext("At most %(most)s characters, please.", most=TEXT_MOST))


class DayField(_Short):
    """A day, as browsers send it: 2026-07-01."""

    widget = DayInput()


class TimeField(_Short):
    """A time of day, as browsers send it: 09:00."""

    widget = ClockInput()


class WhichField(RadioField):
    """Which of two instants with the same local time is meant; asked only where there are two."""

    asked = False

    def pre_validate(self, form: BaseForm) -> None:
        """Nothing need be chosen."""
        if self.data:
            super().pre_validate(form)

    def ask(self, first: str, second: str) -> None:
        """Ask, with what tells the two apart."""
        self.asked = True
        self.choices = [SelectChoice(FIRST, first), SelectChoice(SECOND, second)]


def which_field() -> WhichField:
    """A field for the question, not asked yet."""
    return WhichField("", choices=[SelectChoice(FIRST, ""), SelectChoice(SECOND, "")], default="")


def instant_of(day: StringField, at: StringField, which: WhichField, zone: ZoneInfo) -> datetime | None:
    """The instant that the fields mean; none, with what is wrong said at the fields, if there is not one."""
    given_day, given_time = _day(day), _time(at)
    if given_day is None or given_time is None:
        return None
    found = local_instant(given_day, given_time, zone)
    if isinstance(found, Gap):
        at.errors = [*at.errors, _gap(found)]
        return None
    if not isinstance(found, Fold):
        return found
    which.ask(_named(found.first, zone), _named(found.second, zone))
    if which.data in (FIRST, SECOND):
        return found.first if which.data == FIRST else found.second
    at.errors = [
        *at.errors,
        gettext("Clocks are put back then, so that this time comes twice. Please say which one is meant."),
    ]
    return None


def _day(field: StringField) -> date | None:
    text = (field.data or "").strip()
    try:
        if _DAY.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    field.errors = [*field.errors, gettext("Please give a day, such as 2026-07-01.")]
    return None


def _time(field: StringField) -> time | None:
    text = (field.data or "").strip()
    try:
        if _TIME.match(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    field.errors = [*field.errors, gettext("Please give a time of day, such as 09:00.")]
    return None


def _gap(gap: Gap) -> str:
    return str(
        gettext(
            "Clocks are put forward from %(before)s to %(after)s on that day, so that there is no such time.",
            before=f"{gap.before:%H:%M}",
            after=f"{gap.after:%H:%M}",
        )
    )


def _named(instant: datetime, zone: ZoneInfo) -> str:
    """An instant by its local time and what tells it from another of that time."""
    local = instant.astimezone(zone)
    return f"{local:%H:%M} {local:%Z} (UTC{local:%z})"
