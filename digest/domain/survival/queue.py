"""The lists of sources at the desk: newest first by number, and those that need somebody, by concern."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from digest.domain.desk_listing import open_to
from digest.domain.edition import Citation, Edition
from digest.domain.permission import Somebody
from digest.domain.search_text import folded
from digest.domain.source import Concern, Source
from digest.domain.survival.citing import Citer, citers

BATCH = 20
FIRST = 5
# The order in which somebody should look at them: a doubt needs a decision, the rest is known.
QUEUE = (Concern.DOUBTFUL, Concern.FAILING, Concern.GONE, Concern.MOVED)
_WIDE = {sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True)
class Batch:
    """Some sources, who cites each, and the number before which the list goes on, if it does."""

    sources: Sequence[Source]
    citers: Mapping[int, Sequence[Citer]]
    after: int | None = None


def listed(concern: Concern | None, words: str = "", before: int | None = None) -> Select[Source]:
    """The sources with `concern` (or all) whose title or address contains each of `words`, newest first."""
    found = select(Source).options(joinedload(Source.publisher)).order_by(Source.id.desc())
    if concern:
        found = found.where(Source.concern == concern)
    for word in words.split():
        found = found.where(_says(word))
    return found.where(Source.id < before) if before else found


def batch(
    session: Session,
    at: datetime,
    user: Somebody,
    concern: Concern | None = None,
    words: str = "",
    before: int | None = None,
    size: int = BATCH,
) -> Batch:
    """The next `size` sources. Two statements."""
    found = session.scalars(listed(concern, words, before).limit(size + 1)).all()
    shown = found[:size]
    cited = citers(session, [source.id for source in shown], at, user)
    return Batch(shown, cited, shown[-1].id if len(found) > size else None)


def queue(session: Session, at: datetime, user: Somebody) -> list[tuple[Concern, Batch]]:
    """The first few sources of each concern, without those of which there are none."""
    found = [(concern, batch(session, at, user, concern, size=FIRST)) for concern in QUEUE]
    return [each for each in found if each[1].sources]


def urgent(user: Somebody, at: datetime) -> Select[*tuple[Any, ...]]:
    """Number, title and last check of the sources that readers of articles of `user` may miss just now.

    What has moved is found by its readers, and what is gone and archived is taken care of.
    """
    cited = (
        select(Citation.edition_id)
        .join(Edition, Edition.id == Citation.edition_id)
        .join(Edition.article)
        .where(Citation.source_id == Source.id, Edition.live_from <= at, at < Edition.live_until)
        .where(open_to(user))
        .correlate(Source)
        .exists()
    )
    lost = (Source.concern == Concern.GONE) & (Source.archive_url == "")
    wanting = or_(Source.concern == Concern.DOUBTFUL, Source.concern == Concern.FAILING, lost)
    return (
        select(Source.id, Source.title, func.coalesce(Source.checked_at, Source.created_at))
        .where(Source.concern.in_((Concern.DOUBTFUL, Concern.FAILING, Concern.GONE)), wanting, cited)
        .order_by(Source.concern, Source.id)
    )


def _says(word: str) -> ColumnElement[bool]:
    """What is typed may stand there in full or half width."""
    plain = folded(word)
    forms = {word, plain, plain.translate(_WIDE), plain.upper().translate(_WIDE)}
    columns = (Source.title, Source.url, Source.canonical_url)
    return or_(*(column.icontains(form, autoescape=True) for column in columns for form in forms if form))
