"""What the lists that editors keep differ in, and the forms that they share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, StringField

from digest.domain.keeping import Keeper, UsedError
from digest.domain.names import SLUG_MOST, slug_of
from digest.domain.plain import one_line
from digest.web.editor.forms import AtMost, DeskForm, Needed


class RowForm(DeskForm):
    """The form of one row."""

    @classmethod
    def of(cls, row: Any) -> "RowForm":
        """The form as `row` is now."""
        return cls(obj=row)

    def values(self) -> dict[str, Any]:
        """What the row is to be."""
        return {field.name: one_line(field.data or "") for field in self}

    @staticmethod
    def shown(field: Field) -> str:
        """What `field` holds, as people read it."""
        if isinstance(field, RadioField):
            return next((str(choice.label.text) for choice in field if choice.data == field.data), "")
        return str(field.data or "")


class AddressedForm(RowForm):
    """The form of a row with a page of its own."""

    name = StringField(_("Name"), [Needed(), AtMost(60)])
    slug = StringField(_("Address of the page"), [AtMost(SLUG_MOST)])

    def values(self) -> dict[str, Any]:
        """What the row is to be: an address that was left empty is made from the name."""
        values = super().values()
        return values | {"slug": slug_of(values["slug"] or values["name"])}


class RemovalForm(DeskForm):
    """What takes the place of a row that is deleted."""

    replacement = StringField(_("What takes its place"), [AtMost(200)])


@dataclass(frozen=True)
class RowList:
    """One list as its pages show it. `texts` are its title, what it is for, what a new row is
    called, and what to say while there is none."""

    word: str
    keeper: Keeper[Any]
    form: type[RowForm]
    texts: Callable[[], dict[str, str]]
    row: str  # the template of a row
    fields: str  # the template of the form's fields
    can_add: bool = True
    searched: bool = True

    def endpoint(self, view: str) -> str:
        """The endpoint of a view of this list."""
        return f"editor.{self.word}.{view}"

    def stays(self, row: Any) -> str:
        """Why `row` cannot be deleted, or nothing."""
        try:
            self.keeper.check_removal(row)
        except UsedError as error:
            return str(gettext(error.message))
        return ""

    def url(self, view: str, **values: Any) -> str:
        """The address of a view of this list."""
        return url_for(self.endpoint(view), **values)
