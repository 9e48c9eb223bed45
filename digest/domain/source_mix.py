"""The mix of an article's sources: how many there are, from how many publishers, and how many origins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from digest.domain.publisher import Publisher, PublisherKind
from digest.domain.source import Source, canonical_url
from digest.domain.tree import Card


@dataclass(frozen=True, slots=True)
class SourceMix:
    """How many different sources an article cites, and what they come to.

    `agencies` are the wire agencies that reports among them come from. Reports from one agency have one
    origin, whoever prints them; so have reports that an aggregator shows of somebody else's.
    """

    sources: int = 0
    publishers: int = 0
    agencies: int = 0
    primary: int = 0
    origins: int = 0

    @property
    def one_origin(self) -> bool:
        """Whether several sources say what only one says."""
        return self.sources > 1 and self.origins == 1

    def to_json(self) -> dict[str, int]:
        """The counts by name, as they are kept."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class _Told:
    """What one source is: who publishes it, which agency is behind it, and whose report it is at bottom."""

    publisher: str
    agency: str
    origin: str
    primary: bool


def source_mix(
    cards: Iterable[Card], sources: Mapping[str, Source | None], publishers: Mapping[str, Publisher]
) -> SourceMix:
    """The mix of what `cards` cite; `sources` by the id of a card, `publishers` by name.

    A source counts once however many cards cite it. What is not known of a source makes it one of its own.
    """
    told: dict[str, _Told] = {}
    for card in cards:
        told.setdefault(canonical_url(card.url) or card.id, _told(card, sources.get(card.id), publishers))
    each = told.values()
    return SourceMix(
        sources=len(told),
        publishers=len({one.publisher for one in each if one.publisher}),
        agencies=len({one.agency for one in each if one.agency}),
        primary=sum(one.primary for one in each),
        origins=len({one.origin for one in each}),
    )


def publishers_of(session: Session, cards: Iterable[Card]) -> dict[str, Publisher]:
    """What is known of the publishers that `cards` name, by name."""
    return Publisher.named(session, {card.publisher for card in cards if card.publisher})


def with_origins(
    session: Session, publishers: Mapping[str, Publisher], sources: Mapping[str, Source | None]
) -> dict[str, Publisher]:
    """`publishers`, and those whose reports an aggregator shows among `sources`, if there are any."""
    origins = {source.origin for source in sources.values() if source and source.origin}
    return {**publishers, **Publisher.named(session, origins - publishers.keys())}


def _told(card: Card, source: Source | None, publishers: Mapping[str, Publisher]) -> _Told:
    name = card.publisher or (source.site_name if source else "")
    writer = (source.origin if source else "") or name
    known = publishers.get(writer)
    agency = writer if known and known.kind == PublisherKind.AGENCY else known.agency if known else ""
    return _Told(name, agency, agency or writer or card.id, bool(source and source.primary))
