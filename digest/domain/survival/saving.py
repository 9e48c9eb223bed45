"""Saving copies: asking an archive to keep the pages that a publication cites."""

import logging
from datetime import datetime
from urllib.parse import quote, urldefrag

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from digest.domain.edition import Citation
from digest.domain.source import Source
from digest.domain.survival.archive import KEPT, memento_of, wanted_at
from digest.domain.survival.checking import keep_memento
from digest.domain.survival.looking import Looker
from digest.store import writing
from digest.store.fetch import FetchError

# An archive fetches the page before it answers.
SECONDS = 30.0

_log = logging.getLogger(__name__)


def ask_copies(session: Session, edition_id: int, at: datetime) -> None:
    """Let each source that an edition cites wait to be saved, unless a copy of it is known."""
    cited = select(Citation.source_id).where(Citation.edition_id == edition_id)
    wanting = update(Source).where(Source.id.in_(cited), Source.archive_url == "")
    session.execute(wanting.values(copy_asked_at=at).execution_options(synchronize_session=False))


def save_next(fetch: Looker, prefix: str) -> bool:
    """Ask the archive behind `prefix` to keep a copy of the source that waits first; whether there was one.

    It is asked once: what fails is only logged, as a copy is a courtesy and never a condition.
    """
    waiting = select(Source).where(Source.copy_asked_at.is_not(None))
    with writing() as session:
        first = waiting.order_by(Source.copy_asked_at, Source.id).limit(1)
        source = session.scalar(first.with_for_update(skip_locked=True))
        if source is None:
            return False
        source.copy_asked_at = None
        session.flush()
        session.expunge(source)
    _save(fetch, prefix, source)
    return True


def _save(fetch: Looker, prefix: str, source: Source) -> None:
    asked = prefix + quote(urldefrag(source.url).url, safe=KEPT)
    try:
        answer = fetch.ask(asked, seconds=SECONDS)
    except FetchError as error:
        _log.warning("no copy of source %s was saved: %s", source.id, error)
        return
    if memento := memento_of(answer, asked, wanted_at(source)):
        keep_memento(source.id, memento)
