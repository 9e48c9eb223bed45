"""What several people may do in the same instant, on SQLite and on PostgreSQL."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from digest.store.base import Base


def put(session: Session, table: type[Base], key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write a row, or bring the one with this `key` up to date: one statement, so none comes between."""
    insert: Any = postgresql.insert if _on_postgresql(session) else sqlite.insert
    row = insert(table).values(**key, **values)
    session.execute(row.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def one_at_a_time(session: Session, name: str) -> None:
    """Wait until no other transaction is at what `name` says; SQLite lets only one write at all."""
    if _on_postgresql(session):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
