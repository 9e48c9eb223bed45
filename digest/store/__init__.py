"""What remembers: the database session, the types its columns share, and the picture files."""

from digest.store.base import FOREVER, Base, Instant
from digest.store.database import db, writing
from digest.store.sharing import one_at_a_time, put

__all__ = ["FOREVER", "Base", "Instant", "db", "one_at_a_time", "put", "writing"]
