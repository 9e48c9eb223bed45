"""The share card of a digest without a picture: what is written on it, and the name that this gives it."""

import hashlib
import json
from dataclasses import astuple, dataclass

# Counted up when cards are drawn in another way, so that nobody is shown one of before.
DRAWING = 1


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a card shows; `tint` names the colour of the topic, and `day` is written out."""

    title: str
    topic: str
    tint: str
    site: str
    day: str

    @property
    def key(self) -> str:
        """A hash of all that is drawn: another card has another name."""
        drawn = json.dumps([DRAWING, *astuple(self)])
        return hashlib.sha256(drawn.encode()).hexdigest()[:16]
