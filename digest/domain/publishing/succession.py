"""Succession: the editions of one article, one after the other in time and never two at once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft, article_tag
from digest.domain.audit import AuditEntry
from digest.domain.edition import Edition


def editions_of(session: Session, article: Article) -> list[Edition]:
    """Every edition, in the order in which they were made; those too that never were public."""
    return list(session.scalars(select(Edition).where(Edition.article == article).order_by(Edition.number)))


def is_real(edition: Edition) -> bool:
    """Whether `edition` was, is or will be public: one that was called off in time never is."""
    return edition.live_from < edition.live_until


def public_by(editions: list[Edition], at: datetime) -> list[Edition]:
    """Those that were public by `at`, the latest last."""
    return sorted((e for e in editions if is_real(e) and e.live_from <= at), key=lambda e: e.live_from)


def cut(editions: list[Edition], at: datetime) -> Edition | None:
    """End all of them at `at` at the latest; the one that was live until then."""
    found = None
    for edition in editions:
        if edition.live_from < at <= edition.live_until:
            found = edition
        edition.live_until = max(min(edition.live_until, at), edition.live_from)
    return found


def called_off(editions: list[Edition], at: datetime) -> list[Edition]:
    """Call off what is to come after `at`; what is live then ends when it would have ended without it."""
    coming = sorted((e for e in editions if is_real(e) and e.live_from > at), key=lambda e: e.live_from)
    for edition in reversed(coming):
        start, end = edition.live_from, edition.live_until
        edition.live_until = start
        for before in editions:
            if is_real(before) and before.live_until == start:
                before.live_until = edition.former_end or end
    return coming


def made_from(draft: Draft, editions: list[Edition]) -> None:
    """Say of `draft` anew which version of it readers have or will have, after something was called off."""
    newest = max(filter(is_real, editions), key=lambda e: e.live_from, default=None)
    if newest is None:
        draft.published_version = None
    elif newest.tree == draft.tree.readable():
        draft.published_version = draft.version
    else:
        # Which version it was is not known; that it is not this one is what counts.
        draft.published_version = min(draft.published_version or 0, draft.version - 1)


def dated(session: Session, article: Article, zone: ZoneInfo) -> None:
    """Remember when `article` first goes live: the order of lists. Editions that never were do not count."""
    starts = [e.live_from for e in editions_of(session, article) if is_real(e)]
    article.published_at = min(starts, default=None)
    article.published_month = f"{min(starts).astimezone(zone):%Y-%m}" if starts else None
    tagged = update(article_tag).where(article_tag.c.article_id == article.id)
    session.execute(tagged.values(published_at=article.published_at))


def recorded(article: Article) -> Select[AuditEntry]:
    """What the audit log says of `article`, newest first."""
    newest = select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    return newest.where(AuditEntry.subject == f"article:{article.id}")
