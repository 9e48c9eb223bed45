"""What is the same for every list that editors keep: finding rows, and changing and deleting them."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from digest.domain import audit
from digest.domain.former_name import FormerName, NameKind
from digest.domain.hand import Hand
from digest.domain.people import Speaker
from digest.domain.publisher import Publisher
from digest.domain.refusal import Refusal
from digest.domain.topic import Tag, Topic

BATCH = 50

Row = Topic | Tag | Speaker | Publisher
R = TypeVar("R", bound=Row)


class FieldError(Refusal):
    """What stands in one field of a form cannot be kept."""

    def __init__(self, message: str, field: str, **params: object) -> None:
        super().__init__(message, **params)
        self.field = field


class StaleError(Refusal):
    """The row has been changed since its form was opened."""


class UsedError(Refusal):
    """The row cannot be deleted as things stand."""


class Keeper(ABC, Generic[R]):
    """One list. `noun` is the class of its rows, `fields` are what a form may change.

    `address` is the field by which the world finds a row: no two rows have the same, a former one goes on
    leading to its row, and lists are read in its order.
    """

    noun: type[R]
    kind: NameKind
    fields: tuple[str, ...]
    address: str = "name"

    def batch(self, session: Session, words: str = "", after: str = "") -> tuple[Sequence[R], str]:
        """The next rows that contain `words`, and the key after which the list goes on, if it does."""
        wanted = self.listed().limit(BATCH + 1)
        if words:
            wanted = wanted.where(self.containing(words))
        if after:
            wanted = wanted.where(self.column > after)
        found = session.scalars(wanted).all()
        return found[:BATCH], self.address_of(found[BATCH - 1]) if len(found) > BATCH else ""

    def listed(self) -> Select[R]:
        """Every row, in the order of the list."""
        return select(self.noun).order_by(self.column)

    def containing(self, words: str) -> ColumnElement[bool]:
        """Whether a row's name contains `words`."""
        return self.noun.name.icontains(words, autoescape=True)

    def called(self, session: Session, text: str) -> R | None:
        """The row that somebody means by an address or a name."""
        meant = select(self.noun).where(or_(self.column == text, self.noun.name == text))
        return session.scalar(meant.order_by((self.column == text).desc(), self.noun.id).limit(1))

    def locked(self, session: Session, number: int) -> R | None:
        """The row with this number as it is now, for this transaction alone. Ask inside of writing()."""
        return session.get(self.noun, number, with_for_update=True, populate_existing=True)

    @abstractmethod
    def uses(self, session: Session, rows: Sequence[R]) -> Mapping[int, int]:
        """How many articles use each of `rows`, by its number; drafts count too."""

    def is_used(self, session: Session, row: R) -> bool:
        """Whether anything would miss `row`."""
        return bool(self.uses(session, [row]).get(row.id))

    def version(self, row: R) -> str:
        """What tells this state of `row` from any other."""
        return version_of(self.values(row))

    def values(self, row: R) -> dict[str, Any]:
        """What a form of `row` starts from."""
        return {field: getattr(row, field) for field in self.fields}

    def add(self, session: Session, values: dict[str, Any], hand: Hand) -> R:
        """Make a new row. Raises FieldError."""
        self.check(session, values)
        row = self.noun(**values)
        session.add(row)
        session.flush()
        FormerName.free(session, self.kind, self.address_of(row))
        self.record(session, "create", row, hand, **values)
        return row

    def change(self, session: Session, row: R, values: dict[str, Any], version: str, hand: Hand) -> None:
        """Let `row` be `values`, by somebody who started from its `version`. Raises FieldError, StaleError.

        What is so already is no change, whatever the version: a save that is repeated harms nothing.
        """
        before = self.values(row)
        changed = {field: [before[field], value] for field, value in values.items() if before[field] != value}
        if not changed:
            return
        self._check_version(row, version)
        self.check(session, values, row)
        names = self.names(row)
        for field, value in values.items():
            setattr(row, field, value)
        session.flush()
        FormerName.free(session, self.kind, self.address_of(row))
        self._remember(session, names, row)
        if "name" in changed:
            self.renamed(session, before["name"], row.name, hand)
        self.record(session, "change", row, hand, changed=changed)

    def remove(self, session: Session, row: R, to: R | None, version: str, hand: Hand) -> None:
        """Delete `row`; `to` takes its place wherever it is used.

        Raises StaleError, UsedError if the row has to stay, FieldError if it is in use and nothing is given.
        """
        self._check_version(row, version)
        self.check_removal(row)
        if to is row:
            raise FieldError("This is what is to be deleted: please choose another one.", "replacement")
        if to is None and self.is_used(session, row):
            raise FieldError("It is in use: please choose what takes its place.", "replacement")
        number, names = row.id, self.names(row)
        if to is not None:
            self.hand_over(session, row, to, hand)
            FormerName.hand_over(session, self.kind, number, to.id)
        FormerName.forget(session, self.kind, number)
        more = {"replacement": to.name, "replacement_id": to.id} if to else {}
        self.record(session, "delete", row, hand, name=row.name, **more)
        session.delete(row)
        session.flush()
        if to is not None:
            self._remember(session, names, to)

    def check(self, session: Session, values: Mapping[str, Any], row: R | None = None) -> None:
        """Refuse a name or an address that another row has. Raises FieldError."""
        others = [self.noun.id != row.id] if row else []
        for field in dict.fromkeys(("name", self.address)):
            column: Any = getattr(self.noun, field)
            holder = session.scalar(select(self.noun).where(column == values[field], *others).limit(1))
            if holder:
                raise FieldError("“%(holder)s” has this already.", field, holder=holder.name)

    def check_removal(self, row: R) -> None:
        """Refuse to delete a row that this site cannot do without. Raises UsedError."""

    def renamed(self, session: Session, old: str, new: str, hand: Hand) -> None:
        """Carry a new name to wherever the old one is written out."""

    @abstractmethod
    def hand_over(self, session: Session, row: R, to: R, hand: Hand) -> None:
        """Let everything that uses `row` use `to`."""

    def names(self, row: R) -> set[str]:
        """What `row` is found by."""
        return {self.address_of(row)}

    @property
    def column(self) -> Any:
        """The column of the address."""
        return getattr(self.noun, self.address)

    def address_of(self, row: R) -> str:
        """What `row` has as its address."""
        return str(getattr(row, self.address))

    def record(self, session: Session, verb: str, row: R, hand: Hand, **detail: Any) -> None:
        """Put a deed into the audit log."""
        audit.record(
            session,
            hand.at,
            f"{self.kind}.{verb}",
            subject=f"{self.kind}:{row.id}",
            user_id=hand.user_id,
            user_name=hand.name,
            **detail,
        )

    def _check_version(self, row: R, version: str) -> None:
        if version != self.version(row):
            raise StaleError("Somebody else has changed this meanwhile.")

    def _remember(self, session: Session, names: Collection[str], row: R) -> None:
        """Let `names` lead to `row` from now on, but for those that some row has today."""
        taken = session.scalars(select(self.column).where(self.column.in_(names))).all()
        for name in sorted({*names} - {*taken}):
            FormerName.keep(session, self.kind, name, row.id)


def version_of(values: Mapping[str, Any]) -> str:
    """A short fingerprint of `values`."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
