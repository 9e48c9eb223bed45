"""Publishing: from a draft to an edition that readers see, and back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from digest.domain.article import Article, article_tag
from digest.domain.deriving import Around, derive
from digest.domain.edition import Edition, Kind
from digest.domain.press import Press
from digest.domain.refusal import Refusal
from digest.domain.source import Source
from digest.domain.tree import Tree
from digest.store import FOREVER


class NotReadyError(Refusal):
    """A draft that cannot be published yet."""


@dataclass(frozen=True, slots=True)
class Order:
    """When and why an edition is published."""

    live_from: datetime
    live_until: datetime = FOREVER
    kind: Kind = Kind.FIRST
    note: str = ""


def publish(session: Session, article: Article, order: Order, press: Press) -> Edition:
    """Make the draft's readable pages the edition that is live from `order.live_from` on.

    The edition before it ends at that instant. Raises NotReadyError.
    """
    tree = article.draft.tree.readable()
    _check(tree)
    earlier = _editions(session, article)
    for edition in earlier:
        edition.live_until = max(min(edition.live_until, order.live_from), edition.live_from)
    updated = order.live_from if order.kind in (Kind.UPDATE, Kind.CORRECTION) else None
    edition = Edition(
        article=article,
        number=len(earlier) + 1,
        kind=order.kind,
        note=order.note,
        live_from=order.live_from,
        live_until=order.live_until,
        updated_at=updated or (earlier[-1].updated_at if earlier else None),
        corrected_at=updated,
        tree=tree,
    )
    _derive(session, edition, press)
    session.add(edition)
    session.flush()
    article.draft.published_version = article.draft.version
    _date(session, article, press)
    return edition


def withdraw(session: Session, article: Article, at: datetime, press: Press, note: str = "") -> None:
    """End every edition of `article` at `at`, those included that would have come later.

    Readers are told `note`, the reason. What never was public leaves no trace.
    """
    editions = _editions(session, article)
    for edition in editions:
        edition.live_until = max(min(edition.live_until, at), edition.live_from)
    if any(edition.live_from < edition.live_until for edition in editions):
        article.withdrawn_at, article.withdrawal_note = at, note
    session.flush()
    _date(session, article, press)


def reprint(session: Session, edition: Edition, press: Press) -> None:
    """Make all that is derived from the tree of `edition` anew; the text itself stays."""
    edition.pages.clear()
    edition.citations.clear()
    session.flush()
    _derive(session, edition, press)
    _date(session, edition.article, press)


def _check(tree: Tree) -> None:
    if not tree.title:
        raise NotReadyError("the title is missing")
    if not tree.pages:
        raise NotReadyError("no page has a section to read")


def _editions(session: Session, article: Article) -> list[Edition]:
    return list(session.scalars(select(Edition).where(Edition.article == article).order_by(Edition.number)))


def _date(session: Session, article: Article, press: Press) -> None:
    """Remember when `article` first goes live: the order of lists. Editions that never were do not count."""
    starts = [e.live_from for e in _editions(session, article) if e.live_from < e.live_until]
    article.published_at = min(starts, default=None)
    article.published_month = f"{min(starts).astimezone(press.zone):%Y-%m}" if starts else None
    tagged = update(article_tag).where(article_tag.c.article_id == article.id)
    session.execute(tagged.values(published_at=article.published_at))


def _derive(session: Session, edition: Edition, press: Press) -> None:
    cited = {card.id: Source.cited_by(session, card) for card in edition.tree.cards()}
    derive(edition, Around.of(session, edition.tree, cited), press)
