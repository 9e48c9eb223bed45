"""Deeds of the person at this desk, as the audit log keeps them."""

from typing import Any

from sqlalchemy.orm import Session

from digest.domain.audit import record
from digest.domain.hand import Hand
from digest.web.identity import signed_in
from digest.web.site import now


def hand() -> Hand:
    """The hand of the user of this request."""
    user = signed_in()
    return Hand(user.id, user.name, now())


def recorded(session: Session, action: str, subject: str, **detail: Any) -> None:
    """Add what the user of this request does to the audit log, in the transaction of the deed itself."""
    user = signed_in()
    record(session, now(), action, subject=subject, user_id=user.id, user_name=user.name, **detail)
