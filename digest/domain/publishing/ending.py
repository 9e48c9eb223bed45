"""Ending: withdrawing what is public, calling off what is to come, and changing when it ends."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.audit import record
from digest.domain.drafting import locked
from digest.domain.edition import Edition
from digest.domain.hand import Hand
from digest.domain.plain import paragraphs
from digest.domain.press import Press
from digest.domain.publishing.order import NotReadyError
from digest.domain.publishing.succession import called_off, cut, dated, editions_of, is_real, made_from
from digest.domain.relating import relate
from digest.domain.search import index
from digest.store import FOREVER


def withdraw(
    session: Session, article: Article, at: datetime, press: Press, note: str = "", hand: Hand | None = None
) -> None:
    """End every edition of `article` at `at`, those included that would have come later.

    Readers are told `note`, the reason. What never was public leaves no trace. Done again it only changes the
    reason.
    """
    draft = locked(session, article.id)
    session.refresh(article)
    editions = editions_of(session, article)
    ending = any(is_real(edition) and at < edition.live_until for edition in editions)
    cut(editions, at)
    if any(map(is_real, editions)):
        article.withdrawn_at = article.withdrawn_at if article.withdrawn_at and not ending else at
        article.withdrawal_note = paragraphs(note)
    else:
        made_from(draft, editions)
    session.flush()
    dated(session, article, press.zone)
    index.update(session, article.id, at)
    _record(session, article, "article.withdraw", hand, reason=article.withdrawal_note)


def call_off(session: Session, article: Article, press: Press, hand: Hand) -> list[Edition]:
    """Call off what is scheduled; what is live stays until it would have ended without it.

    Returns what was called off: nothing, if somebody has done so already.
    """
    draft = locked(session, article.id)
    editions = editions_of(session, article)
    found = called_off(editions, hand.at)
    if found:
        made_from(draft, editions)
        session.flush()
        dated(session, article, press.zone)
        relate(session, article)
        index.update(session, article.id, hand.at)
        _record(session, article, "article.call-off", hand, edition=found[-1].number)
    return found


def end_at(session: Session, article: Article, until: datetime, hand: Hand) -> Edition:
    """Let the last edition that is live or scheduled end at `until`. Raises NotReadyError."""
    locked(session, article.id)
    current = [e for e in editions_of(session, article) if is_real(e) and e.live_until > hand.at]
    if not current:
        raise NotReadyError("It is not public, and nothing is scheduled.")
    last = max(current, key=lambda edition: edition.live_from)
    if until <= max(last.live_from, hand.at):
        raise NotReadyError("The end must come after the beginning, and be still to come.", field="until_day")
    last.live_until = until
    session.flush()
    index.update(session, article.id, hand.at)
    end = None if until == FOREVER else until.isoformat()
    _record(session, article, "article.end", hand, edition=last.number, until=end)
    return last


def _record(session: Session, article: Article, action: str, hand: Hand | None, **detail: Any) -> None:
    if hand is None:
        return
    record(
        session,
        hand.at,
        action,
        subject=f"article:{article.id}",
        user_id=hand.user_id,
        user_name=hand.name,
        **detail,
    )
