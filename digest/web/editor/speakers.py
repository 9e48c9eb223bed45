"""The speakers who comment in digests: name, role, portrait, and the side on which they stand."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, StringField

from digest.domain.keeping import SPEAKERS
from digest.domain.people import Speaker
from digest.domain.picture import Picture
from digest.web.editor.forms import AtMost, Needed, one_of
from digest.web.editor.picture_fields import PortraitFields
from digest.web.editor.row_list import RowForm, RowList
from digest.web.editor.rows import pages_of
from digest.web.site import session

SIDES = {"": _("By turns"), "left": _("Left"), "right": _("Right")}


class SpeakerForm(PortraitFields, RowForm):
    """A speaker."""

    name = StringField(_("Name"), [Needed(), AtMost(40)])
    role = StringField(_("Profession or role"), [AtMost(60)])
    side = one_of(_("Side of the balloon"), SIDES, default="")

    @classmethod
    def of(cls, row: Speaker) -> "SpeakerForm":
        """The form as `row` is now."""
        return cls(obj=row, portrait_key=row.portrait.key if row.portrait else "")

    def values(self) -> dict[str, Any]:
        """What the speaker is to be."""
        values, portrait = super().values(), self.portrait()
        del values["portrait_key"]
        return values | {"portrait_id": portrait.id if portrait else None}

    @staticmethod
    def shown(field: Field) -> str:
        """What `field` holds, as people read it."""
        if field.name != "portrait_key":
            return RowForm.shown(field)
        picture = Picture.named(session(), {field.data}).get(field.data) if field.data else None
        return (picture.alt or picture.file_name or picture.key) if picture else ""


def _texts() -> dict[str, str]:
    return {
        "title": gettext("Speakers"),
        "about": gettext(
            "Who comments in digests. The name in a comment leads to the role and portrait here."
        ),
        "new": gettext("New speaker"),
        "empty": gettext("There is no speaker yet."),
    }


pages = pages_of(
    RowList(
        "speakers",
        SPEAKERS,
        SpeakerForm,
        _texts,
        "editor/speakers/_row.html",
        "editor/speakers/_fields.html",
    )
)
