"""Secrets that are handed out once: only their hash is kept, so that a copied database opens nothing."""

import hashlib
import secrets

BYTES = 32


def new_secret() -> str:
    """256 random bits, in characters that an address may hold."""
    return secrets.token_urlsafe(BYTES)


def hash_of(secret: str) -> str:
    """What is kept of `secret`. Fast on purpose: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
