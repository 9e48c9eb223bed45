"""Passwords: which will do, and what is kept of them."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from digest.domain.refusal import Refusal

# The least that the OWASP Password Storage Cheat Sheet recommends for Argon2id: 19 MiB, two passes, one lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# NIST SP 800-63B-4, 3.1.1.2: 8 at least beside a second factor and 15 without one. We ask for 8, suggest 15,
# and count what is guessed; long ones are bounded so that none keeps the machine busy.
LEAST, SUGGESTED, MOST = 8, 15, 1000
_COMMON = Path(__file__).with_name("vendor") / "zxcvbn-4.5.0" / "common_passwords.txt"
_FEW = 3  # different signs; fewer are no secret
_BESIDE = 4  # signs beside one's own name, such as a year, are none either


def check(password: str, *known: str) -> None:
    """Refuse what is easily guessed by whoever knows the words `known` (e-mail, name). Raises Refusal."""
    normal = _normal(password)
    if len(normal) < LEAST:
        raise Refusal("A password has at least %(least)s characters.", least=LEAST)
    if len(password) > MOST:
        raise Refusal("A password has at most %(most)s characters.", most=MOST)
    folded = normal.casefold()
    if folded in _common() or len(set(folded)) < _FEW:
        raise Refusal("Many people use this password, so it is the first to be guessed. Please take another.")
    if any(_is_hardly_more_than(folded, word) for word in _words(known)):
        raise Refusal("This is hardly more than your e-mail or name. Please take something else.")


def hashed(password: str) -> str:
    """What is kept of `password`."""
    return HASHER.hash(_bytes(password))


def verified(kept: str, password: str) -> bool:
    """Whether `password` is the one that `kept` was made of.

    Takes as long when nothing is kept, so that time does not tell who has an account.
    """
    try:
        right = HASHER.verify(kept or _nobody(), _bytes(password[:MOST]))
    except (VerificationError, InvalidHashError):
        return False
    return right and len(password) <= MOST


def is_outdated(kept: str) -> bool:
    """Whether `kept` was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def _normal(password: str) -> str:
    """One form for what different keyboards send for the same characters (NIST SP 800-63B-4, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return _normal(password).encode("utf-8", "surrogatepass")


def _nobody() -> str:
    """A hash of today's parameters that no password has."""
    cost = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    salt, value = (b64encode(bytes(n)).decode().rstrip("=") for n in (HASHER.salt_len, HASHER.hash_len))
    return f"$argon2id$v=19${cost}${salt}${value}"


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text("utf-8").casefold().split())


def _words(known: tuple[str, ...]) -> Iterator[str]:
    for text in known:
        folded = _normal(text).casefold()
        yield from (_letters(folded), _letters(folded.partition("@")[0]))


def _is_hardly_more_than(folded: str, word: str) -> bool:
    rest = _letters(folded).replace(word, "") if word else folded
    return len(word) >= _FEW and word in _letters(folded) and len(rest) <= _BESIDE


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
