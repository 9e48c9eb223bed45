"""What the publications' room shows of an article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from digest.domain import standing
from digest.domain.article import Article
from digest.domain.checklist import Finding, Severity, findings
from digest.domain.difference import changes, summary
from digest.domain.edition import Edition
from digest.domain.facts import facts_of
from digest.domain.publishing.succession import editions_of, is_real, recorded
from digest.domain.standing import Standing, Where
from digest.store import FOREVER
from digest.web.editor.publication_form import MESSAGES, REASON
from digest.web.editor.quotation_room import QuotationRoom
from digest.web.formats import daytime
from digest.web.site import site

EXCERPT_MOST = 600
# What a finding is about that is not part of the text.
_PLACE = re.compile(r"%\(\w+\)s")
_SUPPORT = ("unconfirmed",)
_ABOUT = ("slug-missing", "topic-missing", "author-missing")


@dataclass(frozen=True, slots=True)
class Row:
    """An edition in the list: who published it, and whether it ever is public."""

    edition: Edition
    by: str
    real: bool
    live: bool
    coming: bool

    @property
    def endless(self) -> bool:
        """Whether it stays until something takes its place."""
        return self.edition.live_until == FOREVER


@dataclass(frozen=True, slots=True)
class Room:
    """An article at an instant, as somebody sees it who is about to publish."""

    article: Article
    at: datetime
    where: Where
    found: Sequence[Finding]
    quoting: QuotationRoom
    editions: Sequence[Row]

    @classmethod
    def of(cls, session: Session, article: Article, at: datetime) -> "Room":
        """Everything, in a constant number of statements."""
        where = standing.of(session, article, at)
        names = {
            entry.detail.get("edition"): entry.user_name
            for entry in session.scalars(recorded(article))
            if entry.action in ("article.publish", "article.schedule", "article.restore")
        }
        rows = [
            Row(e, names.get(e.number, ""), is_real(e), e is where.live, e is where.scheduled)
            for e in reversed(editions_of(session, article))
        ]
        facts = facts_of(session, article, site().limits)
        found = findings(article.draft.tree, facts)
        return cls(article, at, where, found, QuotationRoom.with_facts(article, facts), rows)

    @property
    def errors(self) -> list[Finding]:
        """What must be mended first."""
        return [finding for finding in self.found if finding.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """What needs mending or a reason."""
        return [finding for finding in self.found if finding.severity is Severity.WARNING]

    @property
    def unchanged(self) -> bool:
        """Whether readers have this very text already."""
        return bool(self.where.live and self.where.live.tree == self.article.draft.tree.readable())

    @property
    def last(self) -> Edition | None:
        """The edition whose end is the article's end: what is scheduled, or what is live."""
        return self.where.scheduled or self.where.live

    @property
    def ends_at(self) -> datetime | None:
        """When the article ends, if that is settled."""
        return self.last.live_until if self.last and self.last.live_until < FOREVER else None

    @property
    def can_return(self) -> bool:
        """Whether an earlier text can be public again as it was."""
        return self.where.live is None and any(
            row.real and row.edition.live_from <= self.at for row in self.editions
        )

    @property
    def never_public(self) -> bool:
        """Whether it may still be deleted."""
        return not any(row.real for row in self.editions)

    @property
    def zone(self) -> str:
        """The zone in which times are given, with its offset now."""
        return f"{site().settings.timezone} (UTC{self.at.astimezone(site().settings.zone):%z})"

    def outcome(self) -> str:
        """What publishing will do, in a sentence."""
        live, scheduled = self.where.live, self.where.scheduled
        if live:
            text = gettext(
                "This draft takes the place of edition %(number)s, which readers see now.", number=live.number
            )
        elif self.where.standing in (Standing.EXPIRED, Standing.WITHDRAWN) or self.can_return:
            text = gettext("The digest can be read again at its address, with the text of this draft.")
        else:
            text = gettext("The digest becomes public for the first time.")
        if scheduled:
            text += " " + gettext(
                "What is scheduled for %(time)s (edition %(number)s) is called off and replaced.",
                time=daytime(scheduled.live_from),
                number=scheduled.number,
            )
        return str(text)

    def defaults(self) -> dict[str, Any]:
        """What the form says before anybody types."""
        given: dict[str, Any] = {"when": "now"}
        given |= {f"until_{name[4:]}": value for name, value in self.end_defaults().items()}
        if self.where.live:
            excerpts = summary(
                changes(self.where.live.tree, self.article.draft.tree.readable()), EXCERPT_MOST
            )
            given |= {"before": excerpts.before, "after": excerpts.after}
        if self.editions:
            # A reason that was given before is offered again.
            known = {entry["key"]: entry["reason"] for entry in self.editions[0].edition.overrides}
            given |= {f"{REASON}{key}": reason for key, reason in known.items()}
        return given

    def end_defaults(self) -> dict[str, str]:
        """The day and the time of its end, as fields say them."""
        if self.ends_at is None:
            return {}
        end = self.ends_at.astimezone(site().settings.zone)
        return {"end_day": f"{end:%Y-%m-%d}", "end_time": f"{end:%H:%M}"}

    def said(self, finding: Finding) -> str:
        """What a finding says."""
        text: str = gettext(finding.message)
        return text % finding.params if finding.params else text

    def rule(self, code: str) -> str:
        """What a rule says of whatever breaks it."""
        message = MESSAGES.get(code, "")
        return _PLACE.sub("…", gettext(message)) if message else code

    def way(self, finding: Finding) -> str:
        """Where a finding is seen."""
        if finding.code in _ABOUT:
            return self._about
        if finding.code in _SUPPORT:
            return self._support
        return url_for("editor.canvas.show", article_id=self.article.id, _anchor=f"part-{finding.part}")

    def mending(self, finding: Finding) -> str:
        """Where a finding can be mended at once."""
        if finding.code in _ABOUT:
            return self._about
        if finding.code in _SUPPORT:
            return self._support
        return url_for("editor.parts.edit", article_id=self.article.id, part=finding.part)

    @property
    def _about(self) -> str:
        return url_for("editor.about.edit", article_id=self.article.id)

    @property
    def _support(self) -> str:
        return url_for("editor.coverage.show", article_id=self.article.id)
