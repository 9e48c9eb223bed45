"""Checking sources: those that are due, each looked at outside of any transaction, then kept in one."""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session, undefer

from digest.domain.drafting import DraftGoneError, locked
from digest.domain.edition import Edition
from digest.domain.press import Press
from digest.domain.publishing import reprint
from digest.domain.source import Concern, Source
from digest.domain.survival.archive import Memento, memento_near
from digest.domain.survival.citing import editions_citing, is_cited
from digest.domain.survival.looking import Looker, look
from digest.domain.survival.rules import LIVE_AGAIN, Outcome, after
from digest.store import db, writing
from digest.store.fetch import FetchError, Trouble

# Whoever checks a source has it for so long; if the process dies, it is due again afterwards.
LEASE = timedelta(minutes=10)
ARCHIVE_AGAIN = timedelta(days=30)
# So many sources and nobody to be reached: then it is this machine that is cut off.
CUT_OFF = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kit:
    """What checking needs from outside the domain. Without a `timegate` no archive is asked."""

    fetch: Looker
    press: Press
    clock: Callable[[], datetime]
    timegate: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A source after its check."""

    source_id: int
    url: str
    state: str
    concern: str

    @property
    def word(self) -> str:
        """How it fares, in a word."""
        return str(self.concern or self.state)


class CutOffError(Exception):
    """Nothing at all could be reached: nothing was written down, as no source is to blame for that."""


@dataclass(slots=True)
class _Run:
    """What a run has found so far. Until anything was reached, what was not is held back."""

    kit: Kit
    held: list[tuple[int, Outcome]] = field(default_factory=list)
    is_online: bool = False

    def take(self, source_id: int, outcome: Outcome) -> Iterator[Checked]:
        """Write down what can be."""
        self.is_online = self.is_online or outcome.trouble != Trouble.UNREACHABLE
        self.held.append((source_id, outcome))
        if self.is_online:
            yield from self.written()

    def written(self) -> Iterator[Checked]:
        """Write down all that is held. Raises CutOffError."""
        if not self.is_online and len(self.held) >= CUT_OFF:
            raise CutOffError
        while self.held:
            if found := keep(self.kit, *self.held.pop(0)):
                yield found


def due(at: datetime) -> tuple[Select[int], Select[int]]:
    """The numbers of the cited sources that were never looked at, and of those whose time has come.

    Two queries, because one with OR could not be read in the order of the index. What was read within the
    week was there.
    """
    cited = select(Source.id).where(is_cited(at))
    unread = or_(Source.retrieved_at.is_(None), Source.retrieved_at <= at - LIVE_AGAIN)
    never = cited.where(Source.check_after.is_(None), unread).order_by(Source.id)
    return never, cited.where(Source.check_after <= at).order_by(Source.check_after, Source.id)


def every(at: datetime) -> Select[int]:
    """The numbers of all cited sources."""
    return select(Source.id).where(is_cited(at)).order_by(Source.id)


def check_due(kit: Kit, most: int) -> Iterator[Checked]:
    """Check at most `most` of the sources that are due, and say how each fares. Raises CutOffError."""
    at = kit.clock()
    numbers: list[int] = []
    for wanted in due(at):
        numbers += _read(wanted.limit(most - len(numbers))) if len(numbers) < most else []
    yield from check(kit, (number for number in numbers if _claimed(number, at)))


def check_all(kit: Kit, most: int | None = None) -> Iterator[Checked]:
    """Check every cited source, due or not, but at most `most`. Raises CutOffError."""
    yield from check(kit, iter(_read(every(kit.clock()).limit(most))))


def check_asked(kit: Kit) -> bool:
    """Check the source that was asked for first; whether there was one."""
    at = kit.clock()
    waits = Source.check_asked_at <= at
    first = select(Source.id).where(waits).order_by(Source.check_asked_at, Source.id).limit(1)
    for number in _read(first):
        with writing() as session:
            # It waits until the check is written down; if this process dies, for another one.
            took = _took(session, Source.id == number, waits, check_asked_at=at + LEASE)
        # Whoever was quicker does it; there may be others.
        if took and (source := _loaded(number)):
            keep(kit, number, look(kit.fetch, source, at))
        return True
    return False


def check(kit: Kit, numbers: Iterator[int]) -> Iterator[Checked]:
    """Check the sources with these numbers, one after the other. Raises CutOffError."""
    run = _Run(kit)
    for number in numbers:
        if source := _loaded(number):
            yield from run.take(number, look(kit.fetch, source, kit.clock()))
    yield from run.written()


def keep(kit: Kit, source_id: int, outcome: Outcome) -> Checked | None:
    """Write down what a check found, look for an archived copy, and let readers see what changed."""
    at = kit.clock()
    with writing() as session:
        source = session.get(Source, source_id, with_for_update=True)
        if source is None:
            return None
        before = told(source)
        after(source, outcome, at)
        asks = bool(kit.timegate) and wants_archive(source, at)
        source.archive_asked_at = at if asks else source.archive_asked_at
        source.check_asked_at = None
    if asks:
        _archive(kit, source_id)
    source = _loaded(source_id)
    if source is None:
        return None
    found = Checked(source.id, source.url, source.state, source.concern)
    if told(source) != before:
        reprint_citing(kit.press, source_id, at)
    return found


def told(source: Source) -> tuple[object, ...]:
    """What cards say of how a source fares: they are printed anew when this has changed."""
    if not source.is_missed:
        return ()
    return source.state, source.archive_url, source.last_confirmed


def wants_archive(source: Source, at: datetime) -> bool:
    """Whether to ask for an archived copy: of what is gone or doubtful, as long as none is known."""
    if source.archive_url or source.concern not in (Concern.GONE, Concern.DOUBTFUL):
        return False
    return source.archive_asked_at is None or at - source.archive_asked_at >= ARCHIVE_AGAIN


def reprint_citing(press: Press, source_id: int, at: datetime) -> None:
    """Print the public editions that cite a source anew: their texts stay, what cards say of it changes.

    One transaction each, so that readers and editors never wait for all of them.
    """
    for number in _read(editions_citing(source_id, at)):
        # An article that was deleted meanwhile has nothing to be printed.
        with suppress(DraftGoneError), writing() as session:
            edition = session.get(Edition, number)
            if edition is not None:
                locked(session, edition.article_id)
                reprint(session, edition, press)


def keep_memento(source_id: int, memento: Memento) -> None:
    """Keep where an archived copy is, unless an editor has been quicker."""
    with writing() as session:
        source = session.get(Source, source_id, with_for_update=True)
        if source is not None and not source.archive_url:
            source.archive_url, source.archived_at = memento.url, memento.at


def _archive(kit: Kit, source_id: int) -> None:
    source = _loaded(source_id)
    try:
        memento = memento_near(kit.fetch, kit.timegate, source) if source else None
    except FetchError as error:
        _log.warning("the archive could not be asked for source %s: %s", source_id, error)
        return
    if memento:
        keep_memento(source_id, memento)


def _claimed(source_id: int, at: datetime) -> bool:
    """Whether this process is the one that checks a due source now."""
    free = (Source.check_after.is_(None)) | (Source.check_after <= at)
    with writing() as session:
        return _took(session, Source.id == source_id, free, check_after=at + LEASE)


def _took(session: Session, *where: ColumnElement[bool], **values: object) -> bool:
    """Whether this process is the one that could write `values`: whoever comes second finds nothing."""
    found = session.execute(update(Source).where(*where).values(**values))
    return bool(found.rowcount)  # type: ignore[attr-defined]  # an UPDATE has it


def _read(numbers: Select[int]) -> list[int]:
    found = list(db.session.scalars(numbers))
    db.session.rollback()
    return found


def _loaded(source_id: int) -> Source | None:
    """A source as it is now, by itself: nothing stays open while the network is waited for."""
    session = db.session()
    if session.in_transaction():
        session.rollback()
    session.expire_all()
    source = session.get(Source, source_id, options=[undefer(Source.text)])
    if source is not None:
        session.expunge(source)
    session.rollback()
    return source
