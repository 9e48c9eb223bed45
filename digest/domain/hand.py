"""A hand: whose it is that changes something, and when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hand:
    """`user_id` is none where a command works and nobody is signed in; `name` is shown to others."""

    user_id: int | None
    name: str
    at: datetime
