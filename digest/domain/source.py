"""Sources and their publishers: the reports that articles cite, each kept once."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from sqlalchemy import ForeignKey, Select, Text, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from digest.domain.former_name import FormerName, NameKind
from digest.domain.tree import Card
from digest.store import Base

# Parameters that say where a reader came from, not what the page is.
_TRACKING = ("utm_", "fbclid", "gclid", "yclid", "mc_cid", "mc_eid", "igshid")
URL_MOST = 2000


class State(StrEnum):
    """Whether a source was still to be had when last looked at."""

    ALIVE = "alive"
    MOVED = "moved"
    GONE = "gone"


class Publisher(Base):
    """Who published a source."""

    __tablename__ = "publisher"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    url: Mapped[str] = mapped_column(default="")

    @classmethod
    def called(cls, session: Session, name: str) -> "Publisher":
        """The publisher with this name, now or formerly, made if there is none."""
        found = session.scalar(select(cls).where(cls.name == name))
        found = found or FormerName.row(session, NameKind.PUBLISHER, cls, name)
        if found is None:
            found = cls(name=name, url="")
            session.add(found)
            session.flush()
        return found


class Source(Base):
    """One cited report. `canonical_url` is what makes two citations the same source."""

    __tablename__ = "source"

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

    @classmethod
    def numbered(cls, source_id: int) -> Select["Source"]:
        """The source with this number, and its publisher."""
        return select(cls).where(cls.id == source_id).options(joinedload(cls.publisher))

    @classmethod
    def cited_by(cls, session: Session, card: Card) -> "Source | None":
        """The source that `card` cites, made at its first citation; none for a card without a web address."""
        canonical = canonical_url(card.url)
        if canonical is None:
            return None
        found = session.scalar(select(cls).where(cls.canonical_url == canonical))
        if found is None:
            publisher = Publisher.called(session, card.publisher) if card.publisher else None
            found = cls._first(card, canonical)
            found.publisher = publisher
            session.add(found)
            session.flush()
        return found

    @classmethod
    def known(cls, session: Session, cards: Iterable[Card]) -> "dict[str, Source | None]":
        """What cited_by() gives for each of `cards`, by card; a source that is not stored stays unstored."""
        canonical = {card: canonical_url(card.url) for card in cards}
        wanted = [url for url in canonical.values() if url]
        stored = session.scalars(select(cls).where(cls.canonical_url.in_(wanted))) if wanted else ()
        sources = {source.canonical_url: source for source in stored}
        for card, url in canonical.items():
            if url and url not in sources:
                sources[url] = cls._first(card, url)
        return {card.id: sources[url] if url else None for card, url in canonical.items()}

    @classmethod
    def _first(cls, card: Card, canonical: str) -> "Source":
        """A source as `card` tells of it, without its publisher."""
        return cls(
            url=card.url,
            canonical_url=canonical,
            title=card.title or canonical,
            published=card.published,
            archive_url="",
        )


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
    return parts if sound and not parts.username and len(url) <= URL_MOST else None
