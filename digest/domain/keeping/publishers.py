"""The list of publishers, by name."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, selectinload

from digest.domain.former_name import NameKind
from digest.domain.hand import Hand
from digest.domain.keeping.keeper import FieldError, Keeper
from digest.domain.keeping.written_names import mentioned, rewrite
from digest.domain.mention import MentionKind
from digest.domain.publisher import Publisher, PublisherHost
from digest.domain.source import Source


class Publishers(Keeper[Publisher]):
    """Publishers. Cards name them, so a new name is written into every draft that cites them."""

    noun = Publisher
    kind = NameKind.PUBLISHER
    fields = ("name", "url", "kind", "host_names", "agency", "page_life_days")

    def listed(self) -> Select[Publisher]:
        """Every publisher with its hosts."""
        return super().listed().options(selectinload(Publisher.hosts))

    def uses(self, session: Session, rows: Sequence[Publisher]) -> Mapping[int, int]:
        """In how many drafts each is cited."""
        return mentioned(session, MentionKind.PUBLISHER, rows)

    def is_used(self, session: Session, row: Publisher) -> bool:
        """Whether a draft cites it, or a source that was ever published is by it."""
        published = select(Source.id).where(Source.publisher_id == row.id).limit(1)
        return super().is_used(session, row) or session.scalar(published) is not None

    def check(self, session: Session, values: Mapping[str, Any], row: Publisher | None = None) -> None:
        """Refuse what another publisher has: its name, or a host. Raises FieldError."""
        super().check(session, values, row)
        wanted = values.get("host_names", "").split()
        held = select(Publisher, PublisherHost.host).join(PublisherHost).where(PublisherHost.host.in_(wanted))
        for holder, host in session.execute(held):
            if holder is not row:
                message = "The host %(host)s belongs to “%(holder)s”."
                raise FieldError(message, "host_names", host=host, holder=holder.name)

    def renamed(self, session: Session, old: str, new: str, hand: Hand) -> None:
        """Let the cards say the new name."""
        rewrite(session, MentionKind.PUBLISHER, old, new, hand)
        _let_agency_be(session, old, new)

    def hand_over(self, session: Session, row: Publisher, to: Publisher, hand: Hand) -> None:
        """Let cards and sources name `to`, and the hosts lead to it."""
        rewrite(session, MentionKind.PUBLISHER, row.name, to.name, hand)
        _let_agency_be(session, row.name, to.name)
        hosts = f"{to.host_names} {row.host_names}"
        row.host_names = ""
        session.flush()
        to.host_names = hosts
        moved = update(Source).where(Source.publisher_id == row.id).values(publisher_id=to.id)
        session.execute(moved.execution_options(synchronize_session=False))


def _let_agency_be(session: Session, old: str, new: str) -> None:
    session.execute(update(Publisher).where(Publisher.agency == old).values(agency=new))


PUBLISHERS = Publishers()
