"""The search index: which editions have which tokens. FTS5 on SQLite, a GIN index on PostgreSQL.

On SQLite it is contentless: nothing can be read back from it, and a token is only taken out by naming it. So
whoever changes what an edition has says what it had before. On both databases it is written in the caller's
transaction, and to write the same once more changes nothing.
"""

from collections.abc import Collection, Iterator, Set
from contextlib import contextmanager
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, Select, TableClause, Text, cast, column, func, select, table, text
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

TABLE = "search_index"
# As migration 0004 makes it. The two marks that cannot be named here have stand-ins.
_CREATE = """CREATE VIRTUAL TABLE {} USING fts5(
    tokens, content='', detail=none, columnsize=0,
    tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[]^_`{{|}}~\\'"
)"""
_STAND_INS = str.maketrans({'"': "\ue0fd", "'": "\ue0fe"})
# PostgreSQL does not count what it costs to unpack a row in order to look into it.
_PLANS = ("enable_seqscan", "enable_indexscan", "jit")
_MERGED_AT_ONCE = 500

# Sets of alternatives: an edition has one token of each set.
Wanted = Collection[Set[str]]


class RebuildError(Exception):
    """Another rebuild has begun meanwhile."""


def is_mapped(name: str | None, kind: str, _parents: object = None) -> bool:
    """Whether a table belongs to the mapped classes: the index does not, nor what FTS5 keeps beside it."""
    return kind != "table" or not (name or "").startswith(TABLE)


def candidates(
    session: Session, wanted: Wanted, below: int | None = None, most: int | None = None
) -> list[int]:
    """The newest editions, by number, that have what is `wanted`: at most so many, only below a number."""
    if _on_sqlite(session):
        fts = _fts(TABLE)
        found = select(fts.c.rowid).where(_matches(fts, wanted))
        return list(session.scalars(_newest(found, fts.c.rowid, below, most)))
    found = select(_gin.c.edition_id).where(*map(_has, wanted))
    with _by_index(session):
        # A sum: by its number alone PostgreSQL would find too many rows, and unpack them all.
        return list(session.scalars(_newest(found, _gin.c.edition_id + 0, below, most)))


def put(session: Session, edition_id: int, before: Set[str], after: Set[str], common: str) -> None:
    """Let an edition have the tokens `after`, where it has those `before` or is not in the index yet.

    Without any it is taken out. `common` is the token that every edition in the index has.
    """
    if not _on_sqlite(session):
        _put_row(session, edition_id, after)
        return
    for fts in map(_fts, _tables(session)):
        known = _holds(session, fts, edition_id, common)
        had = before if known else frozenset[str]()
        if known or after:
            _exchange(session, fts, edition_id, had - after, after - had, known, bool(after))


def amend(session: Session, edition_id: int, gone: Set[str], new: Set[str], common: str) -> None:
    """Exchange some tokens of an edition that is in the index."""
    if not _on_sqlite(session):
        tokens: ColumnElement[Any] = _gin.c.tokens
        for token in sorted(gone):
            tokens = func.array_remove(tokens, token)
        tokens = func.array_cat(tokens, _array(new - gone))
        session.execute(_gin.update().where(_gin.c.edition_id == edition_id).values(tokens=tokens))
        return
    for fts in map(_fts, _tables(session)):
        if _holds(session, fts, edition_id, common):
            _exchange(session, fts, edition_id, gone, new, True, True)


class Rebuild:
    """The index made anew beside the one in use, which serves until the new one is complete.

    What is put meanwhile goes into both. On PostgreSQL rows are put right where they are: there is no second.
    """

    def __init__(self, session: Session) -> None:
        self._name = f"{TABLE}_{token_hex(4)}" if _on_sqlite(session) else TABLE
        # A transaction of SQLite costs much and keeps others from writing; one of PostgreSQL keeps locks.
        self.at_once = 1 if self._name == TABLE else 20
        if self._name == TABLE:
            return
        for other in _tables(session):
            if other != TABLE:
                session.execute(text(f"DROP TABLE {other}"))
        session.connection().exec_driver_sql(_CREATE.format(self._name))

    def check(self, session: Session) -> None:
        """Raises RebuildError if another rebuild has taken over."""
        if self._name != TABLE and self._name not in _tables(session):
            raise RebuildError("Another rebuild has begun meanwhile.")

    def merge(self, session: Session) -> bool:
        """Bring some of what was written in many pieces together; whether there may be more of it."""
        if self._name == TABLE:
            return False
        self.check(session)
        before = _changes(session)
        session.execute(_fts(self._name).insert().values({self._name: "merge", "rank": _MERGED_AT_ONCE}))
        # The order itself counts as one.
        return _changes(session) - before > 1

    def swap(self, session: Session) -> None:
        """Let the new index take the place of the old one. Raises RebuildError."""
        self.check(session)
        if self._name != TABLE:
            session.execute(text(f"DROP TABLE {TABLE}"))
            session.execute(text(f"ALTER TABLE {self._name} RENAME TO {TABLE}"))


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _changes(session: Session) -> int:
    return session.scalar(select(func.total_changes())) or 0


def _newest(found: Select[int], number: Any, below: int | None, most: int | None) -> Select[int]:
    if below is not None:
        found = found.where(number < below)
    return found.order_by(number.desc()).limit(most)


# FTS5


def _fts(name: str) -> TableClause:
    return table(name, column("rowid"), column("tokens"), column("rank"), column(name))


def _tables(session: Session) -> list[str]:
    """The index in use, and the one that is being made beside it."""
    known = table("sqlite_master", column("name"), column("sql"))
    virtual = known.c.sql.startswith("CREATE VIRTUAL TABLE")
    return list(session.scalars(select(known.c.name).where(known.c.name.startswith(TABLE), virtual)))


def _matches(fts: TableClause, wanted: Wanted) -> ColumnElement[bool]:
    either = (" OR ".join(map(_quoted, sorted(alternatives))) for alternatives in wanted)
    return fts.c[fts.name].op("MATCH")(" AND ".join(f"({some})" for some in sorted(either)))


def _quoted(token: str) -> str:
    return f'"{token.translate(_STAND_INS)}"'


def _holds(session: Session, fts: TableClause, edition_id: int, common: str) -> bool:
    there = select(fts.c.rowid).where(_matches(fts, [{common}]), fts.c.rowid == edition_id)
    return session.scalar(there) is not None


def _exchange(
    session: Session, fts: TableClause, edition_id: int, gone: Set[str], new: Set[str], was: bool, stays: bool
) -> None:
    """Write what differs. FTS5 counts rows: one that was there is taken out before it is put in again."""
    if not gone and not new:
        return
    row = {"rowid": edition_id}
    if was:
        session.execute(fts.insert().values({fts.name: "delete", **row, "tokens": _text(gone)}))
    if stays:
        session.execute(fts.insert().values({**row, "tokens": _text(new)}))


def _text(tokens: Set[str]) -> str:
    return " ".join(sorted(tokens)).translate(_STAND_INS)


# GIN

_gin = table(TABLE, column("edition_id"), column("tokens", ARRAY(Text)))


def _array(tokens: Set[str]) -> ColumnElement[Any]:
    return cast(sorted(tokens), ARRAY(Text))


def _has(alternatives: Set[str]) -> ColumnElement[bool]:
    operator = "@>" if len(alternatives) == 1 else "&&"
    return _gin.c.tokens.op(operator)(_array(alternatives))


def _put_row(session: Session, edition_id: int, tokens: Set[str]) -> None:
    if not tokens:
        session.execute(_gin.delete().where(_gin.c.edition_id == edition_id))
        return
    row = insert(_gin).values(edition_id=edition_id, tokens=_array(tokens))
    differs = _gin.c.tokens.is_distinct_from(row.excluded.tokens)
    update = row.on_conflict_do_update(
        index_elements=["edition_id"], set_={"tokens": row.excluded.tokens}, where=differs
    )
    session.execute(update)


@contextmanager
def _by_index(session: Session) -> Iterator[None]:
    """Let PostgreSQL look nowhere but in the index."""
    session.execute(text("; ".join(f"SET LOCAL {plan} = off" for plan in _PLANS)))
    yield
    session.execute(text("; ".join(f"SET LOCAL {plan} TO DEFAULT" for plan in _PLANS)))
