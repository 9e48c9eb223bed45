"""Publishers: who published the reports that articles cite, and by which hosts they are known."""

from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy import ForeignKey, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from digest.domain.former_name import FormerName, NameKind
from digest.store import Base


class PublisherKind(StrEnum):
    """What sort of publisher it is."""

    NEWSPAPER = "newspaper"
    AGENCY = "agency"  # a wire agency, whose reports others print
    BROADCASTER = "broadcaster"
    MAGAZINE = "magazine"
    ONLINE = "online"
    AGGREGATOR = "aggregator"  # shows the reports of others
    GOVERNMENT = "government"
    INSTITUTION = "institution"  # research, museums, courts, international bodies
    COMPANY = "company"
    OTHER = "other"


class Publisher(Base):
    """Who published a source.

    `agency` names the wire agency that most of its reports come from, if one is known; `page_life_days` is
    how long its pages usually live, where that is publicly known.
    """

    __tablename__ = "publisher"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    url: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default=PublisherKind.OTHER, server_default="other")
    agency: Mapped[str] = mapped_column(Text, default="", server_default="")
    page_life_days: Mapped[int | None]

    hosts: Mapped[list["PublisherHost"]] = relationship(
        order_by="PublisherHost.host", cascade="all, delete-orphan"
    )

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

    @classmethod
    def of_host(cls, session: Session, host: str) -> "Publisher | None":
        """The publisher whose pages are at `host`, or at the domain around it."""
        wanted = list(_domains(host))
        found = dict(session.execute(cls._with_hosts(wanted)).all())
        return next((found[domain] for domain in wanted if domain in found), None)

    @classmethod
    def _with_hosts(cls, hosts: list[str]) -> Select[str, "Publisher"]:
        return (
            select(PublisherHost.host, cls)
            .join(cls, cls.id == PublisherHost.publisher_id)
            .where(PublisherHost.host.in_(hosts))
        )


class PublisherHost(Base):
    """A host at which a publisher's pages are; hosts below it belong to the same publisher."""

    __tablename__ = "publisher_host"

    host: Mapped[str] = mapped_column(primary_key=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("publisher.id", ondelete="CASCADE"), index=True)


def _domains(host: str) -> Iterator[str]:
    """`host` and the domains around it, narrowest first; none that has no dot."""
    labels = host.lower().rstrip(".").removeprefix("www.").split(".")
    yield from (".".join(labels[at:]) for at in range(max(len(labels) - 1, 1)))
