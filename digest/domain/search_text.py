"""Text folded for finding: what a reader types and what an article says, made alike."""

import unicodedata


def folded(text: str) -> str:
    """`text` with full and half width, upper and lower case, and kinds of space made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
