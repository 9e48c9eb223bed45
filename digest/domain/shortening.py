"""Shortening a line for those who take only so many characters of it."""

import unicodedata

_JOINER = "\u200d"


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters, with … for the rest; no sign loses what belongs to it."""
    if len(text) <= most:
        return text
    end = most - 1
    while end and (_goes_on(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return f"{text[: end or most - 1].rstrip()}…"


def _goes_on(sign: str) -> bool:
    """Whether `sign` belongs to the one before: an accent, a voiced mark, a variant, a colour of skin."""
    return unicodedata.category(sign) in ("Mn", "Me", "Mc", "Cf") or "\U0001f3fb" <= sign <= "\U0001f3ff"
