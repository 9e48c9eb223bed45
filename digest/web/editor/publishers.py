"""The publishers of sources: their names and home pages."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, Form, StringField
from wtforms.validators import ValidationError

from digest.domain.keeping import PUBLISHERS
from digest.domain.source import URL_MOST, canonical_url
from digest.web.editor.forms import AtMost, Needed
from digest.web.editor.row_list import RowForm, RowList
from digest.web.editor.rows import pages_of


def on_the_web(_form: Form, field: Field) -> None:
    """Refuse what is no address of a web page."""
    if (field.data or "").strip() and canonical_url(field.data.strip()) is None:
        raise ValidationError(gettext("Please give an address that begins with https:// or http://."))


class PublisherForm(RowForm):
    """A publisher."""

    name = StringField(_("Name"), [Needed(), AtMost(100)])
    url = StringField(_("Home page"), [AtMost(URL_MOST), on_the_web])


def _texts() -> dict[str, str]:
    return {
        "title": gettext("Publishers"),
        "about": gettext(
            "Who published the sources. One is added by the first published card that names it."
        ),
        "new": gettext("New publisher"),
        "empty": gettext("There is no publisher yet. The first published card adds one."),
    }


pages = pages_of(
    RowList(
        "publishers",
        PUBLISHERS,
        PublisherForm,
        _texts,
        "editor/publishers/_row.html",
        "editor/publishers/_fields.html",
    )
)
