"""The form of the publications' room: when, what kind of change, and why each warning is overridden."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import request
from flask_babel import gettext
from wtforms import Field, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs

from digest.domain.checklist import Finding, Severity
from digest.domain.checks import rules
from digest.domain.edition import Kind
from digest.domain.publishing import NotReadyError, Order
from digest.domain.refusal import Refusal
from digest.store import FOREVER
from digest.web.editor.forms import AtMost, DeskForm
from digest.web.editor.moments import DayField, TimeField, instant_of, which_field
from digest.web.site import site

NOTE_MOST, REASON_MOST = 2000, 500
NOW, LATER = "now", "at"
REASON = "reason:"
MESSAGES = {rule.code: rule.message for rule in vars(rules).values() if isinstance(rule, rules.Rule)}
_KEY = re.compile(r"reason:([a-z-]{1,60})((?::[A-Za-z0-9-]{1,60}){1,2})\Z", re.ASCII)


class PublicationForm(DeskForm):
    """An order as it is typed. Each warning has a field `reason:<key>` beside these."""

    when = RadioField("", choices=[], default=NOW)
    day = DayField("")
    time = TimeField("")
    which = which_field()
    until_day = DayField("")
    until_time = TimeField("")
    until_which = which_field()
    kind = RadioField("", choices=[], default="")
    note = TextAreaField("", [AtMost(NOTE_MOST)])
    before = TextAreaField("", [AtMost(NOTE_MOST)])
    after = TextAreaField("", [AtMost(NOTE_MOST)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = _labels()
        for field in self:
            field.label.text = texts.get(field.name, gettext("Reason"))
        self.when.choices = [SelectChoice(NOW, gettext("Now")), SelectChoice(LATER, gettext("At a time"))]
        self.kind.choices = [
            SelectChoice("", ""),
            SelectChoice(Kind.TYPO, gettext("Typo")),
            SelectChoice(Kind.UPDATE, gettext("Update")),
            SelectChoice(Kind.CORRECTION, gettext("Correction")),
        ]

    def reason(self, key: str) -> Field | None:
        """The field for the reason to override the finding `key`."""
        return self._fields.get(f"{REASON}{key}")

    def order(self, now: datetime) -> Order | None:
        """What is ordered; none, with what is wrong said at the fields, if that cannot be told."""
        zone = site().settings.zone
        start: datetime | None = now
        if self.when.data == LATER:
            start = instant_of(self.day, self.time, self.which, zone)
        end: datetime | None = FOREVER
        if self.until_day.data or self.until_time.data:
            end = instant_of(self.until_day, self.until_time, self.until_which, zone)
        if start is None or end is None:
            return None
        reasons = {
            field.name.removeprefix(REASON): field.data or ""
            for field in self
            if field.name.startswith(REASON)
        }
        return Order(
            start,
            end,
            Kind(self.kind.data or Kind.FIRST),
            self.note.data or "",
            self.before.data or "",
            self.after.data or "",
            reasons,
            _version(),
        )

    def due(self, order: Order, at: datetime) -> Order:
        """`order` as it is carried out `at` an instant, which is what "now" has come to mean by then."""
        return order if self.when.data == LATER else replace(order, live_from=at)

    def refuse(self, why: Refusal) -> str:
        """Say `why` at the fields that it is about; what is left to be said of the whole form."""
        text = gettext(why.message) % why.params if why.params else gettext(why.message)
        if not isinstance(why, NotReadyError):
            return str(text)
        for finding in why.findings:
            field = self.reason(finding.key)
            if field is not None and finding.severity is Severity.WARNING:
                field.errors = [*field.errors, gettext("Please give a reason, or mend it.")]
        field = self._fields.get(why.field)
        if field is None:
            return str(text)
        field.errors = [*field.errors, text]
        return ""


def form_for(found: Sequence[Finding], sent: Iterable[str]) -> type[PublicationForm]:
    """The form with a field for the reason of each warning, and for those that `sent`, the names of fields,
    have a reason for: what was typed comes back even if the finding has gone meanwhile."""
    keys = [finding.key for finding in found if finding.severity is Severity.WARNING]
    given = [name.removeprefix(REASON) for name in sent if _is_reason(name)]
    fields = {
        f"{REASON}{key}": TextAreaField("", [AtMost(REASON_MOST)], id=f"reason-{number}")
        for number, key in enumerate(dict.fromkeys((*keys, *given)), start=1)
    }
    return type("PublicationForm", (PublicationForm,), fields)


def _is_reason(name: str) -> bool:
    match = _KEY.match(name)
    return bool(match) and match[1] in MESSAGES  # type: ignore[index]


def _version() -> int:
    """The version of the draft that was looked at; one that is none matches no draft."""
    given = request.form.get("version", "")
    return int(given) if re.fullmatch(r"[1-9]\d{0,8}", given, re.ASCII) else -1


def _labels() -> dict[str, str]:
    return {
        "when": gettext("When"),
        "day": gettext("Day"),
        "time": gettext("Time"),
        "which": gettext("Which of the two"),
        "until_day": gettext("Last day"),
        "until_time": gettext("Time of the end"),
        "until_which": gettext("Which of the two"),
        "kind": gettext("What kind of change is this?"),
        "note": gettext("Why, for readers"),
        "before": gettext("What it said"),
        "after": gettext("What it now says"),
    }
