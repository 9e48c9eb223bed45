"""Turns: one transaction after another at something that is not one row."""

import zlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def turn(session: Session, name: str) -> None:
    """Wait until no other transaction is at `name`, and keep others waiting until this one ends.

    On SQLite there is nothing to do: inside of writing() nobody else writes.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(zlib.crc32(name.encode()))))
