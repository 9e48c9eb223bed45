"""What editors say of a source by hand: its record, that it is there, and that it is gone."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from digest.domain import audit
from digest.domain.hand import Hand
from digest.domain.keeping.keeper import StaleError, version_of
from digest.domain.source import Concern, Source, State
from digest.domain.survival.rules import GONE_AGAIN, LIVE_AGAIN

FIELDS = ("title", "publisher_id", "published", "primary", "archive_url")


def version(source: Source) -> str:
    """The version of what a form of `source` starts from."""
    return version_of({name: _plain(getattr(source, name)) for name in FIELDS})


def describe(session: Session, source: Source, values: Mapping[str, Any], seen: str, hand: Hand) -> None:
    """Let the record say `values`, by somebody who started from the version `seen`. Raises StaleError."""
    before = {name: getattr(source, name) for name in FIELDS}
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return
    if seen != version(source):
        raise StaleError("Somebody else has changed this meanwhile.")
    for name, value in changed.items():
        setattr(source, name, value)
    # What somebody wrote is not overwritten when the page is read anew.
    source.by_hand = sorted({*source.by_hand, *changed})
    if "archive_url" in changed:
        source.archived_at = None
    _record(
        session,
        "describe",
        source,
        hand,
        changed={n: [_plain(before[n]), _plain(v)] for n, v in changed.items()},
    )


def confirm(session: Session, source: Source, hand: Hand) -> None:
    """Somebody has found the page in its place: doubts about it are not raised any more."""
    source.declared = State.ALIVE
    source.state = State.MOVED if source.moved_url else State.ALIVE
    source.concern, source.trouble = Concern.NONE, ""
    source.strikes, source.struck_at = 0, None
    source.confirmed_at, source.check_after = hand.at, hand.at + LIVE_AGAIN
    _record(session, "confirm", source, hand)


def declare_gone(session: Session, source: Source, hand: Hand) -> None:
    """Somebody has found that the page is gone, whatever answers in its place."""
    source.declared = State.GONE
    source.state, source.concern = State.GONE, Concern.GONE
    source.check_after = hand.at + GONE_AGAIN
    _record(session, "declare-gone", source, hand)


def ask_check(session: Session, source: Source, hand: Hand) -> None:
    """Somebody wants it checked at once; that is done in the background, or at the latest when it is due."""
    source.check_asked_at = hand.at
    _record(session, "check", source, hand)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _record(session: Session, verb: str, source: Source, hand: Hand, **detail: Any) -> None:
    audit.record(
        session,
        hand.at,
        f"source.{verb}",
        subject=f"source:{source.id}",
        user_id=hand.user_id,
        user_name=hand.name,
        **detail,
    )
