"""Releasing: making an edition from a draft, or once more from an earlier edition."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from digest.domain import standing
from digest.domain.article import Article
from digest.domain.audit import record
from digest.domain.deriving import Around, derive
from digest.domain.drafting import locked
from digest.domain.edition import Edition, Kind
from digest.domain.hand import Hand
from digest.domain.press import Press
from digest.domain.preview_link import PreviewLink
from digest.domain.proposal import Proposal
from digest.domain.publishing.order import NotReadyError, Order, overridden, readable, sound
from digest.domain.publishing.succession import (
    called_off,
    cut,
    dated,
    editions_of,
    public_by,
)
from digest.domain.relating import relate
from digest.domain.revision import Note, Revision
from digest.domain.search import index
from digest.domain.source import Source
from digest.domain.source_mix import publishers_of
from digest.domain.tree import Tree
from digest.store import FOREVER


def publish(
    session: Session, article: Article, order: Order, press: Press, hand: Hand | None = None
) -> Edition:
    """Make the draft's readable pages the edition that is live from `order.live_from` on.

    The edition before it ends at that instant; whatever else was scheduled is called off. Without a `hand`
    only an unchecked order is carried out. Raises NotReadyError, ChangedError.
    """
    draft = locked(session, article.id)
    at = hand.at if hand else order.live_from
    editions = editions_of(session, article)
    overrides: list[dict[str, Any]] = []
    if not order.unchecked:
        if hand is None:
            raise ValueError("the checklist needs to know who overrides it")
        where = standing.of(session, article, at)
        order = sound(order, draft, where, bool(public_by(editions, at)), hand)
        overrides = overridden(session, article, order, press.limits, hand)
    tree = readable(draft.tree)
    called_off(editions, at)
    edition = _succeed(session, article, editions, tree, order, press)
    edition.overrides, edition.assisted = overrides, Proposal.verifiers(session, article.id)
    draft.published_version = draft.version
    if hand:
        Revision.mark(session, draft, hand, Note.PUBLISHED)
        _end_previews(session, article, order.live_from, at)
        _record(session, edition, hand)
    index.update(session, article.id, at)
    return edition


def restore(
    session: Session, article: Article, press: Press, hand: Hand, until: datetime = FOREVER
) -> Edition:
    """Make what was public last public again, as it was: no update and no correction. Raises NotReadyError.

    The draft stays as it is, and so does what is scheduled.
    """
    locked(session, article.id)
    editions = editions_of(session, article)
    earlier = public_by(editions, hand.at)
    where = standing.of(session, article, hand.at)
    if where.live:
        raise NotReadyError("It is public already.")
    if not earlier:
        raise NotReadyError("It never was public. Please publish it.")
    if until <= hand.at:
        raise NotReadyError("That time has passed already.", field="until_day")
    if where.scheduled:
        until = min(until, where.scheduled.live_from)
    order = Order(hand.at, until, Kind.RESTORED)
    edition = _succeed(session, article, earlier, earlier[-1].tree, order, press, len(editions) + 1)
    edition.assisted = earlier[-1].assisted
    _record(session, edition, hand, "article.restore")
    index.update(session, article.id, hand.at)
    return edition


def reprint(session: Session, edition: Edition, press: Press) -> None:
    """Make all that is derived from the tree of `edition` anew; the text itself stays."""
    edition.pages.clear()
    edition.citations.clear()
    session.flush()
    _derive(session, edition, press)
    dated(session, edition.article, press.zone)


def _succeed(
    session: Session,
    article: Article,
    editions: list[Edition],
    tree: Tree,
    order: Order,
    press: Press,
    number: int = 0,
) -> Edition:
    """The new edition of `tree`, after `editions`."""
    ends = {edition.number: edition.live_until for edition in editions}
    ended = cut(editions, order.live_from)
    before = public_by(editions, order.live_from)
    updated = order.live_from if order.kind in (Kind.UPDATE, Kind.CORRECTION) else None
    edition = Edition(
        article=article,
        number=number or len(editions) + 1,
        kind=order.kind,
        note=order.note,
        before=order.before,
        after=order.after,
        live_from=order.live_from,
        live_until=order.live_until,
        updated_at=updated or (before[-1].updated_at if before else None),
        corrected_at=updated,
        former_end=ends[ended.number] if ended else None,
        tree=tree,
    )
    _derive(session, edition, press)
    session.add(edition)
    session.flush()
    dated(session, article, press.zone)
    relate(session, article)
    return edition


def _derive(session: Session, edition: Edition, press: Press) -> None:
    cited = {card.id: Source.cited_by(session, card) for card in edition.tree.cards()}
    publishers = publishers_of(session, edition.tree.cards())
    around = Around.of(session, edition.tree, cited, publishers, held=True)
    # Lists show a picture with what the library says of it: what only the article said has to get there.
    for ref in edition.tree.pictures():
        if stored := around.pictures.get(ref.key):
            stored.describe(ref)
    derive(edition, around, press)


def _end_previews(session: Session, article: Article, live_from: datetime, at: datetime) -> None:
    """Links to the draft end when readers have the text; until a scheduled instant they still serve."""
    links = update(PreviewLink).where(PreviewLink.article_id == article.id, PreviewLink.ended_at.is_(None))
    if live_from <= at:
        session.execute(links.values(ended_at=at))
    else:
        session.execute(links.where(PreviewLink.expires_at > live_from).values(expires_at=live_from))


def _record(session: Session, edition: Edition, hand: Hand, action: str = "") -> None:
    record(
        session,
        hand.at,
        action or ("article.publish" if edition.live_from <= hand.at else "article.schedule"),
        subject=f"article:{edition.article_id}",
        user_id=hand.user_id,
        user_name=hand.name,
        edition=edition.number,
        kind=str(edition.kind),
        live_from=edition.live_from.isoformat(),
        live_until=None if edition.live_until == FOREVER else edition.live_until.isoformat(),
        overridden=len(edition.overrides or ()),
    )
