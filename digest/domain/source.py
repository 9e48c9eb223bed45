"""Sources: the reports that articles cite, each kept once, with what was found on its page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from sqlalchemy import JSON, ForeignKey, Index, Select, Text, false, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.plain import clean
from digest.domain.publisher import Publisher
from digest.domain.tree import Card
from digest.store import Base, one_at_a_time

# Parameters that say where a reader came from, not what the page is.
_TRACKING = ("utm_", "fbclid", "gclid", "yclid", "mc_cid", "mc_eid", "igshid")
# Bytes: an entry of PostgreSQL's index holds 2700.
URL_MOST = 2000


class State(StrEnum):
    """Whether a source was still to be had when last looked at."""

    ALIVE = "alive"
    MOVED = "moved"
    GONE = "gone"


class Concern(StrEnum):
    """Why a source is in the queue of those to look after."""

    NONE = ""
    FAILING = "failing"  # it could not be had when last tried
    DOUBTFUL = "doubtful"  # a page came, but not the one that was cited, it seems
    MOVED = "moved"
    GONE = "gone"


class Source(Base):
    """One cited report. `canonical_url` is what makes two citations the same source.

    What stands on cards is the editor's and never changes by itself; here is what the page said when it was
    read, and how it fares. `text` is kept for checks alone and never served. `suggested` are the places
    [start, end] of the sentences in it that carry the page, `by_hand` the fields that an editor has changed,
    which stay when it is read anew. `primary` says that it is a primary document:
    not a report on something but the thing itself. `confirmed_at` is when it was last had for certain,
    `strikes` counts the failed checks since, `check_after` is when it is looked at next, `compared_at` when
    its page was last held against what is kept of it. `declared` is what an editor said by hand, "alive" or
    "gone"; `checks` are the last ones, each [when, verdict, trouble, status]. `check_asked_at` and
    `copy_asked_at` say since when it waits for a check, and to be saved by an archive, in the background.
    """

    __tablename__ = "source"
    __table_args__ = (
        Index("ix_source_due", "check_after", "id"),
        Index("ix_source_concern", "concern", "id"),
        Index("ix_source_check_asked", "check_asked_at", "id"),
        Index("ix_source_copy_asked", "copy_asked_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    canonical_url: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey("publisher.id"), index=True)
    publisher: Mapped[Publisher | None] = relationship()
    published: Mapped[date | None]
    state: Mapped[str] = mapped_column(default=State.ALIVE)
    archive_url: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    site_name: Mapped[str] = mapped_column(Text, default="", server_default="")
    origin: Mapped[str] = mapped_column(Text, default="", server_default="")
    author: Mapped[str] = mapped_column(Text, default="", server_default="")
    description: Mapped[str] = mapped_column(Text, default="", server_default="", deferred=True)
    picture_url: Mapped[str] = mapped_column(Text, default="", server_default="")
    language: Mapped[str] = mapped_column(default="", server_default="")
    published_at: Mapped[datetime | None]
    modified_at: Mapped[datetime | None]
    primary: Mapped[bool] = mapped_column(default=False, server_default=false())
    paywalled: Mapped[bool] = mapped_column(default=False, server_default=false())
    retrieved_at: Mapped[datetime | None]
    text: Mapped[str] = mapped_column(Text, default="", server_default="", deferred=True)
    suggested: Mapped[list[list[int]]] = mapped_column(JSON, default=list, server_default="[]", deferred=True)

    by_hand: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")

    concern: Mapped[str] = mapped_column(default=Concern.NONE, server_default="")
    checked_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    check_after: Mapped[datetime | None]
    strikes: Mapped[int] = mapped_column(default=0, server_default="0")
    struck_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[int] = mapped_column(default=0, server_default="0")
    moved_url: Mapped[str] = mapped_column(Text, default="", server_default="")
    archived_at: Mapped[datetime | None]
    archive_asked_at: Mapped[datetime | None]
    compared_at: Mapped[datetime | None]
    declared: Mapped[str] = mapped_column(default="", server_default="")
    check_asked_at: Mapped[datetime | None]
    copy_asked_at: Mapped[datetime | None]
    checks: Mapped[list[list[Any]]] = mapped_column(JSON, default=list, server_default="[]", deferred=True)

    @property
    def is_missed(self) -> bool:
        """Whether readers are told that they may no longer find what was cited."""
        lost = self.concern == Concern.DOUBTFUL and bool(self.archive_url)
        return self.state == State.GONE or lost

    @property
    def last_confirmed(self) -> datetime | None:
        """When it was last there for certain: found by a check or by somebody, or read."""
        return self.confirmed_at or self.retrieved_at

    @classmethod
    def numbered(cls, source_id: int) -> Select["Source"]:
        """The source with this number, and its publisher."""
        return select(cls).where(cls.id == source_id).options(joinedload(cls.publisher))

    @classmethod
    def at(cls, session: Session, url: str) -> "Source | None":
        """The source that `url` leads to."""
        canonical = canonical_url(url)
        return cls.by_address(session, [canonical]).get(canonical) if canonical else None

    @classmethod
    def by_address(cls, session: Session, canonical_urls: Sequence[str]) -> "dict[str, Source]":
        """The stored sources that canonical addresses lead to, by address; two statements at most."""
        if not canonical_urls:
            return {}
        stored = session.scalars(select(cls).where(cls.canonical_url.in_(canonical_urls)))
        found = {source.canonical_url: source for source in stored}
        if others := [url for url in canonical_urls if url not in found]:
            leading = select(SourceAddress.url, cls).join(cls, cls.id == SourceAddress.source_id)
            found |= dict(session.execute(leading.where(SourceAddress.url.in_(others))).all())
        return found

    @classmethod
    def cited_by(cls, session: Session, card: Card) -> "Source | None":
        """The source that `card` cites, made at its first citation; none for a card without a web address."""
        canonical = canonical_url(card.url)
        if canonical is None:
            return None
        found = cls.at(session, canonical)
        if found is None:
            # Somebody else may cite it, or read its page, in the same instant.
            one_at_a_time(session, "sources")
            found = cls.at(session, canonical)
        if found is None:
            publisher = Publisher.called(session, card.publisher) if card.publisher else None
            found = cls._first(card, canonical, publisher)
            session.add(found)
            session.flush()
        return found

    @classmethod
    def known(
        cls, session: Session, cards: Iterable[Card], publishers: Mapping[str, Publisher]
    ) -> "dict[str, Source | None]":
        """What cited_by() gives for each of `cards`, by card; a source that is not stored stays unstored.

        `publishers` are those that the cards name, by name.
        """
        canonical = {card: canonical_url(card.url) for card in cards}
        sources = cls.by_address(session, [url for url in canonical.values() if url])
        for card, url in canonical.items():
            if url and url not in sources:
                sources[url] = cls._first(card, url, publishers.get(card.publisher))
        return {card.id: sources[url] if url else None for card, url in canonical.items()}

    @classmethod
    def texts(cls, session: Session, cards: Iterable[Card]) -> dict[str, str]:
        """What was retrieved of the sources of `cards`, by the cards' ids; one statement.

        For checks alone: of these texts nothing is shown but single passages, and that on the desk.
        """
        canonical = {card.id: canonical_url(card.url) for card in cards}
        wanted = {url for url in canonical.values() if url}
        if not wanted:
            return {}
        own = select(cls.canonical_url, cls.text).where(cls.canonical_url.in_(wanted), cls.text != "")
        other = select(SourceAddress.url, cls.text).join(cls, cls.id == SourceAddress.source_id)
        both = own.union_all(other.where(SourceAddress.url.in_(wanted), cls.text != ""))
        found = dict(session.execute(both).all())
        return {card: found[url] for card, url in canonical.items() if url in found}

    @classmethod
    def _first(cls, card: Card, canonical: str, publisher: Publisher | None) -> "Source":
        """A source as `card` tells of it."""
        return cls(
            url=card.url,
            canonical_url=canonical,
            title=card.title or canonical,
            published=card.published,
            archive_url="",
            publisher=publisher,
            primary=bool(publisher and publisher.is_primary),
        )


class SourceAddress(Base):
    """Another canonical address that leads to a source, such as that of its page for phones."""

    __tablename__ = "source_address"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)


def canonical_url(url: str) -> str | None:
    """The form of `url` under which a source is known, or none if it is no http(s) address.

    Host in small letters, no default port, no fragment, no tracking parameters (RFC 3986, 6.2.2-6.2.3).
    """
    parts = _web_address(url)
    if parts is None:
        return None
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, 80 if parts.scheme == "http" else 443) else f":{parts.port}"
    query = parts.query
    if any(mark in query for mark in _TRACKING):
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not k.startswith(_TRACKING)]
        query = urlencode(kept)
    return SplitResult(parts.scheme, host + port, parts.path or "/", query, "").geturl()


def _web_address(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    # What no text may hold no address holds either: cards would have another one than their sources.
    if clean(url) != url:
        return None
    short = len(url.encode("utf-8", "surrogatepass")) <= URL_MOST
    return parts if sound and "@" not in parts.netloc and short else None
