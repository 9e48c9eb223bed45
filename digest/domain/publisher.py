"""Publishers: who published the reports that articles cite, and by which hosts they are known."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from urllib.parse import urlsplit

from sqlalchemy import ForeignKey, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from digest.domain.former_name import FormerName, NameKind
from digest.store import Base

_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


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


# What these publish are laws, statistics, statements of their own: primary documents.
PRIMARY_KINDS = frozenset({PublisherKind.GOVERNMENT, PublisherKind.INSTITUTION, PublisherKind.COMPANY})


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

    @property
    def is_primary(self) -> bool:
        """Whether what it publishes is the thing itself and not a report on it."""
        return self.kind in PRIMARY_KINDS

    @property
    def host_names(self) -> str:
        """Its hosts, with blanks between them."""
        return " ".join(each.host for each in self.hosts)

    @host_names.setter
    def host_names(self, names: str) -> None:
        known = {each.host: each for each in self.hosts}
        self.hosts = [known.get(name) or PublisherHost(host=name) for name in sorted({*names.split()})]

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
    def named(cls, session: Session, names: Collection[str]) -> "dict[str, Publisher]":
        """The publishers with these names, by name."""
        if not names:
            return {}
        return {each.name: each for each in session.scalars(select(cls).where(cls.name.in_(names)))}

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


def host_of(text: str) -> str:
    """The host that somebody means by an address or a name, as it is kept; nothing if it is none."""
    name = (urlsplit(text).hostname or "") if "://" in text else text
    name = name.strip().lower().rstrip(".").removeprefix("www.")
    return name if _HOST.fullmatch(name) else ""


def _domains(host: str) -> Iterator[str]:
    """`host` and the domains around it, narrowest first; none that has no dot."""
    labels = host.lower().rstrip(".").removeprefix("www.").split(".")
    yield from (".".join(labels[at:]) for at in range(max(len(labels) - 1, 1)))
