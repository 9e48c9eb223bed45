"""A small site on which the publish contract holds, and what a walk finds when some answers change."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.contract.answers import Answer
from digest.domain.edition import Kind
from digest.domain.publishing import Order, publish, withdraw
from digest.domain.source import Source, State
from digest.store import FOREVER, db, writing
from digest.web.contract.asking import Asking
from digest.web.contract.walk import Ask, Walk
from digest.web.printing import SitePress
from tests.support import sites
from tests.support.factories import NOW, an_article

DAY = timedelta(days=1)


def filled(folder: Path) -> None:
    """Make an installation with digests in every state, a correction, a picture and a source that is gone."""
    sites.migrated(folder)
    with sites.site(folder, lambda: NOW) as app, app.app_context():
        an_article(
            "flag", "旗はいつから二色になった？", at=NOW - 1.5 * DAY, pages=2, picture=True, tags=("旗",)
        )
        an_article("snow", "初雪はなぜ遅い？", at=NOW - 3 * DAY, tags=("雪", "旗"), author="白山 雪")
        an_article("metre", "How long is a metre?", at=NOW - 4 * DAY, topic="Science", language="en")
        _corrected()
        an_article("coming", "桜はいつ咲く？", at=NOW + DAY)
        an_article("draft", "まだ下書きの話", at=None)
        withdrawn = an_article("withdrawn", "取り下げた話", at=NOW - 5 * DAY)
        with writing() as session:
            withdraw(session, session.merge(withdrawn), NOW - DAY, SitePress(), "誤りがありました。")
            gone = session.scalars(select(Source).order_by(Source.id).limit(1)).one()
            gone.state, gone.archive_url = State.GONE, "https://archive.example/web/1"


def _corrected() -> None:
    article = an_article("notes", at=NOW - 6 * DAY)
    with writing() as session:
        kept = session.get_one(Article, article.id)
        kept.draft.tree = replace(kept.draft.tree, lead="二つのお札が新しくなりました。")
        order = Order(NOW - DAY, FOREVER, Kind.CORRECTION, "数の誤り", "三つ", "二つ", unchecked=True)
        publish(session, kept, order, SitePress())


Change = Callable[[Answer], Answer]


class Answers:
    """The answers of the unbroken site, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[str, Answer] = {}

    def __call__(self, address: str) -> Answer:
        """The answer at `address`. Needs an application context."""
        if address not in self._known:
            self._known[address] = Asking()(address)
        return self._known[address]

    def changed(self, path: str, change: Change) -> Ask:
        """The same, but what is at a path that fits the pattern `path` is changed; something must be."""
        return lambda address: self._changed(address, path, change)

    def _changed(self, address: str, path: str, change: Change) -> Answer:
        answer = self(address)
        return change(answer) if re.fullmatch(path, answer.path) else answer


def broken(ask: Ask) -> dict[str, list[str]]:
    """The rules that a walk finds broken, each with what it says."""
    found: dict[str, list[str]] = {}
    for each in Walk(ask).run().in_order():
        found.setdefault(each.rule, []).append(f"{each.address}: {each.fault}")
    db.session.rollback()
    return found


def rewritten(old: str, new: str) -> Change:
    """Let the body say `new` for `old`, a pattern. A picture says neither."""

    def change(answer: Answer) -> Answer:
        body = re.sub(old.encode(), new.encode(), answer.body, flags=re.DOTALL)
        return replace(answer, body=body)

    return change


def with_end(html: str) -> Change:
    """Let the main part end with `html`."""
    return rewritten("</main>", f"{html}</main>")


def status(code: int) -> Change:
    """Let it answer with another status."""
    return lambda answer: replace(answer, status=code)
