"""Signing in: from an e-mail and a password to the secret of a new sign-in, or to nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from digest.domain import password as passwords
from digest.domain.audit import record
from digest.domain.guessing import Guess
from digest.domain.sign_in import SignIn
from digest.domain.user import User


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's try to sign in. `user_id` is none and `kept` empty for an e-mail that nobody has."""

    guess: Guess
    user_id: int | None
    kept: str

    @classmethod
    def begin(cls, session: Session, email: str, address: str, at: datetime) -> "Attempt":
        """Count the try. Raises TooManyGuessesError."""
        guess = Guess.of(email, address)
        guess.begin(session, at)
        user = session.scalar(User.called(email))
        return cls(guess, user.id if user else None, user.password_hash if user else "")

    def is_right(self, password: str) -> bool:
        """Whether it is the password. Slow on purpose: ask outside of a transaction."""
        return passwords.verified(self.kept, password)

    def finish(self, session: Session, password: str | None, browser: "Browser", at: datetime) -> str | None:
        """Sign in with the `password`, which was right, or note that it was wrong (None).

        Returns the secret of the new sign-in. A disabled user is answered as if the password were wrong; each
        way writes one entry of the audit log, so that time does not tell them apart.
        """
        user = session.scalar(User.numbered(self.user_id)) if self.user_id else None
        if user is None or password is None or not user.is_enabled or user.password_hash != self.kept:
            subject = f"user:{user.id}" if user else ""
            record(session, at, "sign-in.fail", subject=subject, address=self.guess.address)
            return None
        if passwords.is_outdated(self.kept):
            user.password_hash = passwords.hashed(password)
        self.guess.succeeded(session)
        return begin(session, user, browser, at, "sign-in.password")


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser that somebody signs in with: the secret of its cookie so far, and what it calls itself."""

    secret: str
    name: str


def begin(session: Session, user: User, browser: Browser, at: datetime, action: str) -> str:
    """Sign `user` in under a new secret; what the browser's cookie opened before has ended."""
    SignIn.end(session, browser.secret)
    SignIn.forget_ended(session, at)
    record(session, at, action, subject=f"user:{user.id}", user_id=user.id, user_name=user.name)
    return SignIn.begin(session, user, at, browser.name)
