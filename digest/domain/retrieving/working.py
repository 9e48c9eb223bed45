"""The work of one retrieval: claimed by one worker alone, read, and ended once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from digest.domain import gathering
from digest.domain.drafting import DraftGoneError, locked
from digest.domain.hand import Hand
from digest.domain.retrieval import TRIES_MOST, Progress, Retrieval
from digest.domain.retrieving.filling import fill, told_by, told_without_page
from digest.domain.retrieving.reading import FAULT, Found, Missed, Pages, read
from digest.domain.retrieving.sources import hold_publisher, host, kept
from digest.store import writing

END_TRIES = 3
# How many of those that wait one look takes in.
LOOKED_AT = 200

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A retrieval as one worker has claimed it: the `tries`-th time that it was begun."""

    id: int
    tries: int
    article_id: int
    card_id: str
    url: str
    user_id: int | None
    user_name: str


def do_next(pages: Pages, clock: Callable[[], datetime]) -> bool:
    """Do the oldest retrieval that is to be done; whether there was one."""
    with writing() as session:
        job = claim(session, clock())
    if job is None:
        return False
    found = read(pages, job.url, clock()) if job.tries <= TRIES_MOST else Missed(FAULT)
    try:
        _ended(job, found, clock)
    except Exception:
        # What cannot be kept must not be begun again and again.
        _log.exception("retrieval %s could not be ended", job.id)
        _ended(job, Missed(FAULT), clock)
    return True


def claim(session: Session, at: datetime) -> Job | None:
    """The oldest retrieval that is to be done, for this worker alone; none if there is none.

    While a host is asked by one worker the others turn to other hosts: a page that waits for its turn there
    would be taken for a slow one.
    """
    asked = {host(url) for url in session.scalars(Retrieval.at_work(at))}
    waiting = Retrieval.to_do(at).with_only_columns(Retrieval.id, Retrieval.url).limit(LOOKED_AT)
    for number, url in session.execute(waiting).all():
        if host(url) not in asked and (job := _claimed(session, number, at)):
            return job
    return None


def finish(session: Session, job: Job, found: Found | Missed, at: datetime) -> bool:
    """End `job` with what was found; whether it was still this worker's to end."""
    if isinstance(found, Found):
        hold_publisher(session, found.page)
    try:
        # Then the draft, before all else, as everybody does who changes it: so nobody waits in a circle.
        draft = locked(session, job.article_id)
    except DraftGoneError:
        return False
    if not _is_mine_to_end(session, job, found, at):
        return False
    if isinstance(found, Found):
        source = kept(session, job.url, found, at)
        session.execute(update(Retrieval).where(Retrieval.id == job.id).values(source_id=source.id))
        told = told_by(source, found.page.url)
    else:
        told = told_without_page(session, job.url)
    if job.card_id:
        fill(session, draft, job.card_id, job.url, told, Hand(job.user_id, job.user_name, at))
    gathering.advance(session, job.article_id, at)
    return True


def _claimed(session: Session, number: int, at: datetime) -> Job | None:
    """The retrieval `number`, unless another worker has claimed it: only the first finds it as it was."""
    taken = (
        update(Retrieval)
        .where(Retrieval.id == number, Retrieval.is_to_do(at))
        .values(progress=Progress.WORKING, begun_at=at, tries=Retrieval.tries + 1)
        .returning(
            Retrieval.id,
            Retrieval.tries,
            Retrieval.article_id,
            Retrieval.card_id,
            Retrieval.url,
            Retrieval.user_id,
            Retrieval.user_name,
        )
    )
    row = session.execute(taken.execution_options(synchronize_session=False)).one_or_none()
    return Job(*row) if row else None


def _is_mine_to_end(session: Session, job: Job, found: Found | Missed, at: datetime) -> bool:
    """End the retrieval, unless somebody else has begun it anew because this worker took too long."""
    missed = isinstance(found, Missed)
    ended = (
        update(Retrieval)
        .where(
            Retrieval.id == job.id,
            Retrieval.progress == Progress.WORKING,
            Retrieval.tries == job.tries,
        )
        .values(
            progress=Progress.FAILED if missed else Progress.DONE,
            trouble=found.trouble if isinstance(found, Missed) else "",
            status=found.status if isinstance(found, Missed) else 200,
            ended_at=at,
        )
        .returning(Retrieval.id)
    )
    return session.execute(ended.execution_options(synchronize_session=False)).one_or_none() is not None


def _ended(job: Job, found: Found | Missed, clock: Callable[[], datetime]) -> None:
    """End `job` in a transaction of its own, again if it met another one."""
    for left in reversed(range(END_TRIES)):
        try:
            with writing() as session:
                finish(session, job, found, clock())
            return
        except (IntegrityError, OperationalError):
            if not left:
                raise
