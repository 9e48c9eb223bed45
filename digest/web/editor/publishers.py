"""The publishers of sources: names, hosts, and what stands behind them."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, Form, StringField
from wtforms.validators import ValidationError

from digest.domain.keeping import PUBLISHERS
from digest.domain.publisher import PublisherKind, host_of
from digest.domain.source import URL_MOST, canonical_url
from digest.web.editor.choices import choice_of
from digest.web.editor.forms import AtMost, Needed
from digest.web.editor.row_list import RowForm, RowList
from digest.web.editor.rows import pages_of

DAYS_MOST = 9999
KINDS: dict[str, Any] = {
    PublisherKind.NEWSPAPER: _("Newspaper"),
    PublisherKind.AGENCY: _("Wire agency"),
    PublisherKind.BROADCASTER: _("Broadcaster"),
    PublisherKind.MAGAZINE: _("Magazine"),
    PublisherKind.ONLINE: _("Online medium"),
    PublisherKind.AGGREGATOR: _("Aggregator: shows the reports of others"),
    PublisherKind.GOVERNMENT: _("Government or authority"),
    PublisherKind.INSTITUTION: _("Research or public institution"),
    PublisherKind.COMPANY: _("Company or organisation"),
    PublisherKind.OTHER: _("Other"),
}


def on_the_web(_form: Form, field: Field) -> None:
    """Refuse what is no address of a web page."""
    if (field.data or "").strip() and canonical_url(field.data.strip()) is None:
        raise ValidationError(gettext("Please give an address that begins with https:// or http://."))


def hosts_alone(_form: Form, field: Field) -> None:
    """Refuse what is no name of a host."""
    for name in (field.data or "").split():
        if not host_of(name):
            raise ValidationError(gettext("“%(name)s” is no name of a host.", name=name[:80]))


def days(_form: Form, field: Field) -> None:
    """Refuse what is no number of days."""
    text = (field.data or "").strip()
    if text and not (text.isdecimal() and 0 < int(text[:6]) <= DAYS_MOST):
        raise ValidationError(gettext("Please give a number of days, 1 to %(most)s.", most=DAYS_MOST))


class PublisherForm(RowForm):
    """A publisher."""

    name = StringField(_("Name"), [Needed(), AtMost(100)])
    url = StringField(_("Home page"), [AtMost(URL_MOST), on_the_web])
    kind = choice_of(_("Kind"), KINDS, default=PublisherKind.OTHER)
    host_names = StringField(_("Hosts"), [AtMost(1000), hosts_alone])
    agency = StringField(_("Wire agency behind it"), [AtMost(100)])
    page_life_days = StringField(_("Days that its pages live"), [AtMost(6), days])

    def values(self) -> dict[str, Any]:
        """What the publisher is to be."""
        values = super().values()
        hosts = sorted({host_of(name) for name in values["host_names"].split()})
        life = int(values["page_life_days"]) if values["page_life_days"] else None
        return values | {"host_names": " ".join(hosts), "page_life_days": life}

    @staticmethod
    def shown(field: Field) -> str:
        """What `field` holds, as people read it."""
        return str(KINDS[field.data]) if field.name == "kind" else RowForm.shown(field)


def _texts() -> dict[str, str]:
    return {
        "title": gettext("Publishers"),
        "about": gettext(
            "Who published the sources. One is added by the first published card that names it."
        ),
        "new": gettext("New publisher"),
        "empty": gettext("There is no publisher yet. The first published card adds one."),
    }


def kind_of_publisher(kind: str) -> str:
    """What a kind of publisher is called; nothing for the one that says nothing."""
    return "" if kind == PublisherKind.OTHER else str(KINDS[PublisherKind(kind)])


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
pages.app_template_global()(kind_of_publisher)
