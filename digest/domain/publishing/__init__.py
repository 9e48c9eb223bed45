"""Publishing: from a draft to an edition that readers see, and back.

Every verb happens inside of writing() and takes the draft's lock first, so that two people who publish,
schedule or withdraw at the same moment come one after the other, each from how things stand then.
"""

from digest.domain.publishing.ending import call_off, end_at, withdraw
from digest.domain.publishing.order import ChangedError, NotReadyError, Order
from digest.domain.publishing.releasing import publish, reprint, restore

__all__ = [
    "ChangedError",
    "NotReadyError",
    "Order",
    "call_off",
    "end_at",
    "publish",
    "reprint",
    "restore",
    "withdraw",
]
