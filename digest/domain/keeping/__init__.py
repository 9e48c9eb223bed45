"""Keeping: the lists that editors keep, and what may be done to a row that articles use.

A row that is in use is never simply deleted: something else takes its place in the same transaction. Names
and addresses that a row had, or that were merged into it, go on leading to it.
"""

from digest.domain.keeping.keeper import BATCH, FieldError, Keeper, Row, StaleError, UsedError
from digest.domain.keeping.publishers import PUBLISHERS
from digest.domain.keeping.speakers import SPEAKERS
from digest.domain.keeping.tags import TAGS
from digest.domain.keeping.topics import TOPICS, Direction

__all__ = [
    "BATCH",
    "PUBLISHERS",
    "SPEAKERS",
    "TAGS",
    "TOPICS",
    "Direction",
    "FieldError",
    "Keeper",
    "Row",
    "StaleError",
    "UsedError",
]
