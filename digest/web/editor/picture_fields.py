"""The fields of a form that picks a picture and says what it shows, whose it is and why it may be shown.

A form takes them in as a mixin: `class CoverForm(PictureFields, DeskForm)`. Its template shows them by the
macro picture_fields(form) of editor/pictures/_fields.html, or portrait_field(form).
"""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from digest.domain.picture import Picture
from digest.domain.tree import PictureRef, Rights
from digest.web.editor.forms import AtMost
from digest.web.rights import rights_names
from digest.web.site import session

ALT_MOST = 500
CREDIT_MOST = 200
KEY_MOST = 200


class RightsField(SelectField):
    """A choice among the bases of rights, or none yet."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, choices=_rights_choices, **options)

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not offered."""
        if (self.data or "") not in dict(_rights_choices()):
            raise ValidationError(gettext("Please choose one of those that are offered."))


class DescriptionFields:
    """What is said of a picture. Nothing is required here: the rules apply when it is published."""

    picture_alt = StringField(_("Alt text"), [AtMost(ALT_MOST)])
    picture_decorative = BooleanField(_("Decorative: it says nothing that the text does not say"))
    picture_credit = StringField(_("Credit"), [AtMost(CREDIT_MOST)])
    picture_rights = RightsField(_("Why it may be shown"))
    picture_licence = StringField(_("Name of the licence"), [AtMost(CREDIT_MOST)])


class PictureFields(DescriptionFields):
    """A picked picture as this one place uses it; without a key there is none."""

    picture_key = StringField(_("Picture"), [AtMost(KEY_MOST)])

    def to_ref(self) -> PictureRef | None:
        """The picture that the form says. Ask after validate()."""
        key = (self.picture_key.data or "").strip()
        if not key:
            return None
        return PictureRef(
            key=key,
            alt=self.picture_alt.data or "",
            credit=self.picture_credit.data or "",
            rights=Rights(self.picture_rights.data) if self.picture_rights.data else None,
            licence=self.picture_licence.data or "",
            decorative=bool(self.picture_decorative.data),
        )

    def from_ref(self, ref: PictureRef | None) -> None:
        """Let the form say `ref`."""
        self.picture_key.data = ref.key if ref else ""
        self.picture_alt.data = ref.alt if ref else ""
        self.picture_credit.data = ref.credit if ref else ""
        self.picture_rights.data = (ref.rights or "") if ref else ""
        self.picture_licence.data = ref.licence if ref else ""
        self.picture_decorative.data = bool(ref and ref.decorative)


class PortraitFields:
    """A picked picture of a person: `Picture` itself, which says what there is to say."""

    portrait_key = StringField(_("Portrait"), [AtMost(KEY_MOST)])

    def validate_portrait_key(self, field: Field) -> None:
        """Refuse a picture that is not in the library."""
        if field.data and field.data not in Picture.named(session(), {field.data}):
            raise ValidationError(gettext("This picture is no longer in the library."))

    def portrait(self) -> Picture | None:
        """The picture that the form says, as it is now: ask inside of writing(), after validate()."""
        key = self.portrait_key.data or ""
        return Picture.named(session(), {key}).get(key)


def _rights_choices() -> list[tuple[str, str]]:
    return [("", gettext("Not said yet")), *((str(value), name) for value, name in rights_names().items())]
