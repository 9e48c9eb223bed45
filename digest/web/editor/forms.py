"""Forms of the desk: WTForms that refuse what no page of this site sends, and keep what was typed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from flask import request
from flask_babel import gettext
from werkzeug.exceptions import BadRequest
from wtforms import BooleanField, Field, FileField, Form, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import ValidationError

from digest.domain.plain import BIDI_CONTROLS
from digest.web.csrf import FIELD

# What every form may carry beside its own fields: the token, the version of what it changes, the key by which
# a form that comes twice is known, and whether it is saved while somebody still types.
COMMON = (FIELD, "version", "once", "autosave")
VALUES_MOST = 5000
# What is ticked, chosen or hidden holds no text; the longest is the order of the cards of an article.
CHOSEN_MOST = 6000
_CHOSEN = (BooleanField, HiddenField, RadioField, SelectField)
_MADE = re.compile(r"[ -~]{0,200}\Z")
_UNREADABLE = re.compile("[\0\ud800-\udfff\ufffd]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

F = TypeVar("F", bound="DeskForm")


class DeskForm(Form):
    """A form whose field names are the only ones it takes. A field that is a list sets `many = True`."""

    class Meta:
        """WTForms' own settings: its few messages are written in our catalogue, as validators' texts."""

        locales = False

    @classmethod
    def sent(cls: type[F], **defaults: Any) -> F:
        """The form as this request carries it. Raises BadRequest for what no page of this site sends."""
        form = cls(request.form, data=defaults)
        _refuse_strangers(form)
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field is sound; characters that would mislead or be lost are refused in each."""
        sound = bool(super().validate(extra_validators))
        for field in self:
            for value in field.raw_data or ():
                if isinstance(value, str) and (message := unsound(value)):
                    field.errors = [*field.errors, message]
                    sound = False
                    break
        if not sound:
            self._show_controls()
        return sound

    def _show_controls(self) -> None:
        """Let what is given back show where characters stood that no page may hold."""
        for field in self:
            if isinstance(field.data, str):
                field.data = _CONTROLS.sub("\ufffd", field.data)


def _refuse_strangers(form: Form) -> None:
    known = {field.name: field for field in _all_fields(form)}
    given = request.form.to_dict(flat=False)
    if sum(map(len, given.values())) > VALUES_MOST:
        raise BadRequest(gettext("The form has too many fields."))
    for name, values in given.items():
        if name not in known and name not in COMMON:
            raise BadRequest(
                gettext("The form has a field that does not belong to it: %(name)s", name=name[:40])
            )
        if len(values) > 1 and not getattr(known.get(name), "many", False):
            raise BadRequest(gettext("The form has a field twice: %(name)s", name=name[:40]))
        if message := _ill_suited(name, known.get(name), values):
            raise BadRequest(message)
    for name in request.files:
        if not isinstance(known.get(name), FileField):
            raise BadRequest(
                gettext("The form has a field that does not belong to it: %(name)s", name=name[:40])
            )


def _ill_suited(name: str, field: Field | None, values: list[str]) -> str:
    """Why `values`, which nobody typed, cannot come from a page of this site, or nothing."""
    if field is None and not all(map(_MADE.match, values)):
        return str(gettext("The form has a field that does not belong to it: %(name)s", name=name[:40]))
    if isinstance(field, _CHOSEN) and max(map(len, values)) > CHOSEN_MOST:
        return str(gettext("At most %(most)s characters, please.", most=CHOSEN_MOST))
    return ""


def _all_fields(form: Form) -> Iterator[Field]:
    yield from form


def unsound(value: str) -> str:
    """Why `value` cannot be kept, or nothing."""
    if _UNREADABLE.search(value):
        return str(
            gettext("There is a character in it that cannot be read. Please delete it and type it anew.")
        )
    if any(sign in value for sign in BIDI_CONTROLS):
        return str(
            gettext(
                "There is an invisible character in it that turns the direction of text. Please delete it."
            )
        )
    return ""


class AtMost:
    """At most so many characters."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what is longer."""
        if len(field.data or "") > self.most:
            raise ValidationError(gettext("At most %(most)s characters, please.", most=self.most))


class Needed:
    """Not empty."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what is empty or blank."""
        if not (field.data or "").strip() if isinstance(field.data, str) else not field.data:
            raise ValidationError(gettext("Please fill this in."))


def one_of(label: str, choices: Mapping[str, str], **more: Any) -> RadioField:
    """A field that is one of `choices`, each with what people read."""
    return RadioField(label, choices=[SelectChoice(*choice) for choice in choices.items()], **more)
