"""What remembers: the database session, the types its columns share, and the picture files."""

from digest.store.base import FOREVER, Base, Instant
from digest.store.database import db, writing

__all__ = ["FOREVER", "Base", "Instant", "db", "writing"]
