"""Guessing: how often somebody may be wrong before they have to wait, and that nobody else has to."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from digest.domain.failed_sign_in import FailedSignIn
from digest.domain.refusal import Refusal
from digest.domain.user import email_key
from digest.store import one_at_a_time

# One account from one address: the owner, elsewhere, is never kept out by somebody who guesses here.
PAIR_FREE, PAIR_MOST, PAIR_WITHIN = 6, 10, timedelta(minutes=15)
# One address, whatever the accounts.
ADDRESS_MOST, ADDRESS_WITHIN = 100, timedelta(hours=1)
# After the sixth failure one has to wait so long, after each further one twice as long.
FIRST_WAIT = timedelta(minutes=1)
_WAIT_NOTE = "That was wrong too often. Please wait a little and try again."


class TooManyGuessesError(Refusal):
    """Somebody has to wait; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(_WAIT_NOTE)
        self.wait = wait

    @property
    def seconds(self) -> int:
        """The wait in whole seconds, for Retry-After."""
        return max(1, math.ceil(self.wait.total_seconds()))


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody's try: for which account, known here or not, and from where."""

    account: str
    address: str

    @classmethod
    def of(cls, email: str, address: str) -> "Guess":
        """The try for `email` from the network address `address`."""
        return cls(_account(email), network(address))

    @classmethod
    def at_desk(cls, email: str, user_id: int) -> "Guess":
        """The try of somebody signed in, wherever they sit, to prove that they are the owner."""
        return cls(_account(email), f"desk:{user_id}")

    def begin(self, session: Session, at: datetime) -> None:
        """Count the try as failed until it has succeeded, so that many at once are counted too.

        Raises TooManyGuessesError and counts nothing if there were too many.
        """
        one_at_a_time(session, f"guess:{self.account}:{self.address}")
        session.execute(delete(FailedSignIn).where(FailedSignIn.at <= at - ADDRESS_WITHIN))
        if wait := max(self._wait_of_pair(session, at), self._wait_of_address(session, at)):
            raise TooManyGuessesError(wait)
        session.add(FailedSignIn(account=self.account, address=self.address, at=at))
        session.flush()

    def succeeded(self, session: Session) -> None:
        """Forget the failures: it was the owner."""
        mine = (FailedSignIn.account == self.account, FailedSignIn.address == self.address)
        session.execute(delete(FailedSignIn).where(*mine))

    def _wait_of_pair(self, session: Session, at: datetime) -> timedelta:
        failures = (
            select(FailedSignIn.at)
            .where(
                FailedSignIn.account == self.account,
                FailedSignIn.address == self.address,
                FailedSignIn.at > at - PAIR_WITHIN,
            )
            .order_by(FailedSignIn.at.desc())
            .limit(PAIR_MOST)
        )
        found = session.scalars(failures).all()
        if len(found) >= PAIR_MOST:
            return found[-1] + PAIR_WITHIN - at
        if len(found) < PAIR_FREE:
            return timedelta(0)
        return max(timedelta(0), found[0] + FIRST_WAIT * (1 << len(found) - PAIR_FREE) - at)

    def _wait_of_address(self, session: Session, at: datetime) -> timedelta:
        here = select(FailedSignIn.at).where(FailedSignIn.address == self.address)
        recent = here.where(FailedSignIn.at > at - ADDRESS_WITHIN).order_by(FailedSignIn.at.desc())
        earliest = session.scalar(recent.offset(ADDRESS_MOST - 1).limit(1))
        return earliest - (at - ADDRESS_WITHIN) if earliest else timedelta(0)


def _account(email: str) -> str:
    return sha256(email_key(email).encode("utf-8", "surrogatepass")).hexdigest()


def network(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 that a provider gives to one IPv6 customer."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((found, 64), strict=False))
    return str(found)
