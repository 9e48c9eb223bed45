"""The database session, and what SQLite needs to be trusted with other people's work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from digest.store.base import Base

db: SQLAlchemy = SQLAlchemy(metadata=Base.metadata)

BUSY_MS = 5000
# From 3.51.3 (and the 3.50.7 and 3.44.6 repairs) a checkpoint can no longer race with a writer that
# starts the write-ahead log anew (https://sqlite.org/wal.html, "the WAL-reset bug").
_RESET_REPAIRED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
# Where the race is possible, we checkpoint ourselves when the log has grown to this many bytes.
CHECKPOINT_BYTES = 4 * 1024 * 1024
# While we wait for readers to finish, no one else can write: better to leave it to the next writer.
CHECKPOINT_WAIT_MS = 100


@contextmanager
def writing() -> Iterator[Session]:
    """A transaction that may write: committed at the end, undone by an error.

    On SQLite it takes the write lock at once (BEGIN IMMEDIATE). A transaction that reads first and
    writes later fails without waiting when somebody else wrote in between, whatever the timeout.
    """
    session = db.session()
    if session.in_transaction():
        session.rollback()
    connection = session.connection(execution_options={"writes": True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    if connection.dialect.name == "sqlite":
        _checkpoint_if_large(db.engine)


def prepare(engine: Engine) -> None:
    """Set up the connections of `engine`. Called once for each application."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)


def engine_name() -> str:
    """The kind of the database and its version, such as "SQLite 3.51.3"."""
    dialect = db.session().connection().dialect
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(dialect.name, dialect.name)
    return f"{kind} {'.'.join(map(str, dialect.server_version_info or ()))}"


def reset_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether the linked SQLite has the repair of the WAL-reset race."""
    same_line = [fixed for fixed in _RESET_REPAIRED if fixed[:2] == version[:2]]
    return version >= (same_line or _RESET_REPAIRED)[0]


def _on_connect(connection: Any, _record: object) -> None:
    # SQLAlchemy says BEGIN itself (below); sqlite3 must not do so a second time.
    connection.isolation_level = None
    cursor = connection.cursor()
    # An answer of "saved" must survive a power cut, hence FULL and not NORMAL.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    if not reset_is_safe():
        cursor.execute("PRAGMA wal_autocheckpoint=0")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _checkpoint_if_large(engine: Engine) -> None:
    """Empty a large write-ahead log. TRUNCATE holds the write lock, so no writer can race with it."""
    if reset_is_safe() or not engine.url.database:
        return
    log = Path(f"{engine.url.database}-wal")
    if log.exists() and log.stat().st_size > CHECKPOINT_BYTES:
        raw = engine.raw_connection()
        for pragma in (
            f"busy_timeout={CHECKPOINT_WAIT_MS}",
            "wal_checkpoint(TRUNCATE)",
            f"busy_timeout={BUSY_MS}",
        ):
            raw.cursor().execute(f"PRAGMA {pragma}").close()
        raw.close()


@event.listens_for(Session, "before_flush")
def _refuse_unannounced_write(session: Session, *_: object) -> None:
    if not session.connection().get_execution_options().get("writes"):
        raise RuntimeError("this writes outside of writing()")
