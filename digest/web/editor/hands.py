"""The hand of a request: who changes something, and when."""

from digest.domain.hand import Hand
from digest.web.identity import signed_in
from digest.web.site import now


def hand() -> Hand:
    """The user of this request at this instant."""
    me = signed_in()
    return Hand(me.id, me.name, now())
