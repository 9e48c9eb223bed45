"""Site checks: walks over every public address that somebody asked for, and what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Select, delete, or_, select, true, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from digest.domain.audit import record
from digest.domain.hand import Hand
from digest.store import Base

# The trend that the desk shows; what is older is forgotten.
KEPT = 30
# Whoever walks says so again and again; if the process dies, another takes the walk up after this time.
LEASE = timedelta(minutes=2)


class Progress(StrEnum):
    """How far a check is."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"


class SiteCheck(Base):
    """One walk: how long it took, how many addresses it saw, and what it found.

    `counts` says how often each rule was tried, `failed` how often it was broken, `failures` the first of
    each. `whole` is false for a sample. `claimed_until` is set while somebody walks.
    """

    __tablename__ = "site_check"
    __table_args__ = (Index("ix_site_check_newest", "at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    progress: Mapped[str] = mapped_column(default=Progress.DONE)
    claimed_until: Mapped[datetime | None]
    whole: Mapped[bool] = mapped_column(default=True, server_default=true())
    milliseconds: Mapped[int] = mapped_column(default=0)
    addresses: Mapped[int] = mapped_column(default=0)
    failures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    failed: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    @property
    def broken(self) -> int:
        """How much was found broken."""
        return sum(self.failed.values())

    @classmethod
    def done(cls) -> Select["SiteCheck"]:
        """The checks that were finished, newest first."""
        return (
            select(cls)
            .where(cls.progress == Progress.DONE)
            .order_by(cls.at.desc(), cls.id.desc())
            .limit(KEPT)
        )

    @classmethod
    def waiting(cls) -> Select["SiteCheck"]:
        """The checks that were asked for and are not finished, the first one first."""
        return select(cls).where(cls.progress != Progress.DONE).order_by(cls.at, cls.id)


@dataclass(frozen=True, slots=True)
class Result:
    """What a walk found."""

    whole: bool
    milliseconds: int
    addresses: int
    failures: Sequence[Mapping[str, Any]]
    counts: Mapping[str, int]
    failed: Mapping[str, int]


def ask(session: Session, hand: Hand) -> SiteCheck:
    """Ask for a check of the whole site; if one is waiting or under way already, it is that one."""
    waiting = session.scalars(SiteCheck.waiting().limit(1)).first()
    if waiting is not None:
        return waiting
    check = SiteCheck(at=hand.at, progress=Progress.ASKED)
    session.add(check)
    session.flush()
    record(session, hand.at, "site.check", user_id=hand.user_id, user_name=hand.name)
    return check


def claim(session: Session, at: datetime) -> int | None:
    """The number of a check that was asked for and that nobody is at; from now on this process is."""
    free = or_(SiteCheck.claimed_until.is_(None), SiteCheck.claimed_until <= at)
    for number in session.scalars(SiteCheck.waiting().where(free).with_only_columns(SiteCheck.id)).all():
        took = update(SiteCheck).where(SiteCheck.id == number, SiteCheck.progress != Progress.DONE, free)
        values = {"progress": Progress.RUNNING, "claimed_until": at + LEASE, "addresses": 0}
        if session.execute(took.values(values)).rowcount:  # type: ignore[attr-defined]  # an UPDATE has it
            return number
    return None


def hold(session: Session, number: int, at: datetime, addresses: int) -> None:
    """Say that the check `number` goes on, and how many addresses it has seen."""
    held = update(SiteCheck).where(SiteCheck.id == number, SiteCheck.progress == Progress.RUNNING)
    session.execute(held.values(claimed_until=at + LEASE, addresses=addresses))


def keep(session: Session, at: datetime, result: Result, number: int | None = None) -> SiteCheck:
    """Keep the result of the check `number`, or of one that nobody asked for; the oldest are forgotten."""
    check = (session.get(SiteCheck, number) if number else None) or SiteCheck()
    check.at, check.progress, check.claimed_until = at, Progress.DONE, None
    check.whole, check.milliseconds, check.addresses = result.whole, result.milliseconds, result.addresses
    check.failures = [dict(failure) for failure in result.failures]
    check.counts, check.failed = dict(result.counts), dict(result.failed)
    session.add(check)
    session.flush()
    kept = session.scalars(SiteCheck.done().with_only_columns(SiteCheck.id)).all()
    past = delete(SiteCheck).where(SiteCheck.progress == Progress.DONE, SiteCheck.id.not_in(kept))
    session.execute(past)
    return check
