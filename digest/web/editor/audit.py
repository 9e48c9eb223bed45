"""The audit log: who did what, newest first, for admins."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for

from digest.domain.audit import AuditEntry
from digest.domain.listing import Key
from digest.domain.permission import Action
from digest.domain.subjects import titles
from digest.domain.user import User
from digest.web.editor.access import rule
from digest.web.editor.audit_words import sentence
from digest.web.listings import asked_for
from digest.web.site import session

pages = Blueprint("audit", __name__, url_prefix="/audit")
BATCH = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is read: the sentence, and what it is about with the way to the entries about it."""

    entry: AuditEntry
    text: str
    about: str
    about_url: str


@pages.get("/")
@rule(Action.ADMINISTER)
def index() -> str:
    """The entries, of everybody or of one person, on everything or on one subject."""
    person, subject = _person(), request.args.get("subject", "")[:80]
    wanted = AuditEntry.newest(asked_for(), person, subject).limit(BATCH + 1)
    found = session().scalars(wanted).all()
    return render_template(
        "editor/audit/index.html",
        lines=_lines(found[:BATCH]),
        more=_more(found[BATCH - 1].key) if len(found) > BATCH else "",
        people=session().scalars(User.everybody()).all(),
        person=person,
        subject=subject,
        about=titles(session(), {subject}).get(subject, subject),
    )


def _person() -> int | None:
    given = request.args.get("person", "")
    if given and not (given.isascii() and given.isdigit() and len(given) < 10):
        abort(404)
    return int(given) if given else None


def _lines(entries: Sequence[AuditEntry]) -> list[Line]:
    known = titles(session(), {entry.subject for entry in entries})
    return [
        Line(
            entry,
            sentence(entry.action, entry.user_name, entry.detail),
            known.get(entry.subject, entry.subject),
            url_for("editor.audit.index", subject=entry.subject) if entry.subject else "",
        )
        for entry in entries
    ]


def _more(key: Key) -> str:
    person, subject = request.args.get("person") or None, request.args.get("subject") or None
    return url_for("editor.audit.index", before=str(key), person=person, subject=subject)
