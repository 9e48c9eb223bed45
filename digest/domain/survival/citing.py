"""Who cites a source: the editions that are or will be public, and the drafts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft
from digest.domain.desk_listing import open_to, title_of_draft
from digest.domain.edition import Citation, Edition
from digest.domain.mention import NAME_MOST, Mention, MentionKind
from digest.domain.permission import Somebody
from digest.domain.source import Source, SourceAddress


class CiterKind(StrEnum):
    """What cites a source."""

    EDITION = "edition"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Citer:
    """An article whose draft or public edition cites a source."""

    kind: CiterKind
    article_id: int
    title: str


def editions_citing(source_id: int, at: datetime) -> Select[int]:
    """The numbers of the editions that are public at `at`, or will be, and cite a source."""
    return (
        select(Edition.id)
        .join(Citation, Citation.edition_id == Edition.id)
        .where(Citation.source_id == source_id, at < Edition.live_until)
        .where(Edition.live_from < Edition.live_until)
        .distinct()
        .order_by(Edition.id)
    )


def is_cited(at: datetime) -> ColumnElement[bool]:
    """That a public edition or a draft cites a source (of a query over Source)."""
    return or_(is_public(at), *_drafted())


def is_public(at: datetime) -> ColumnElement[bool]:
    """That an edition which is public at `at`, or will be, cites a source (of a query over Source)."""
    return (
        select(Citation.edition_id)
        .join(Edition, Edition.id == Citation.edition_id)
        .where(Citation.source_id == Source.id, at < Edition.live_until)
        .correlate(Source)
        .exists()
    )


def _drafted() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That a draft names a source by its own address, and by another that leads to it."""
    named = select(Mention.article_id).where(Mention.kind == MentionKind.SOURCE)
    own = named.where(Mention.name == func.substr(Source.canonical_url, 1, NAME_MOST))
    other = named.join(SourceAddress, Mention.name == func.substr(SourceAddress.url, 1, NAME_MOST))
    led = other.where(SourceAddress.source_id == Source.id)
    return own.correlate(Source).exists(), led.correlate(Source).exists()


def citers(
    session: Session, source_ids: Collection[int], at: datetime, user: Somebody
) -> Mapping[int, Sequence[Citer]]:
    """Who cites each of the sources, as far as `user` may know; one statement for all of them.

    An article comes once for each kind.
    """
    if not source_ids:
        return {}
    editions = (
        select(Citation.source_id, literal(CiterKind.EDITION.value), Article.id, Edition.title)
        .join(Edition, Edition.id == Citation.edition_id)
        .join(Edition.article)
        .where(Citation.source_id.in_(source_ids), Edition.live_from <= at, at < Edition.live_until)
        .where(open_to(user))
        .distinct()
    )
    found: dict[int, list[Citer]] = defaultdict(list)
    rows: Iterable[Any] = session.execute(union_all(editions, *_drafts(source_ids, user)))
    for row in rows:
        citer = Citer(CiterKind(row[1]), row[2], row[3] or "")
        if citer not in found[row[0]]:
            found[row[0]].append(citer)
    return found


def _drafts(
    source_ids: Collection[int], user: Somebody
) -> tuple[Select[int, str, int, str], Select[int, str, int, str]]:
    draft, title = literal(CiterKind.DRAFT.value), title_of_draft()
    own = select(Source.id, draft, Draft.article_id, title).join_from(
        Source, Mention, Mention.name == func.substr(Source.canonical_url, 1, NAME_MOST)
    )
    led = select(SourceAddress.source_id, draft, Draft.article_id, title).join_from(
        SourceAddress, Mention, Mention.name == func.substr(SourceAddress.url, 1, NAME_MOST)
    )
    own = own.where(Source.id.in_(source_ids))
    led = led.where(SourceAddress.source_id.in_(source_ids))
    drafted = Mention.kind == MentionKind.SOURCE
    own = own.join(Draft, Draft.article_id == Mention.article_id).join(Draft.article)
    led = led.join(Draft, Draft.article_id == Mention.article_id).join(Draft.article)
    return own.where(drafted, open_to(user)), led.where(drafted, open_to(user))
