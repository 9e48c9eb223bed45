"""Text fragments: the address of a passage within a page of somebody else.

https://wicg.github.io/scroll-to-text-fragment/ : after `:~:` in the fragment of an address, `text=` names the
words that a browser looks for, marks and shows: all of them, or how they begin and end, `text=start,end`.
In them `-`, `,` and `&` have a meaning of their own and are percent-encoded; an address that has a fragment
keeps it in front. A browser that knows nothing of this opens the page as ever.
"""

import re
from urllib.parse import quote

from digest.domain.phrases import pieces

DIRECTIVE = ":~:"
# A passage of so many characters is named whole, a longer one by its first and last phrases of PIECE or more.
# Within one element a browser finds either; from one paragraph to the next it finds start and end alone.
WHOLE, PIECE, MOST = 60, 12, 1000

_MARKS = re.compile(r"[\W_]+\Z")


def to_passage(url: str, passage: str) -> str:
    """`url` so that a browser shows `passage` there; without a passage it is `url` itself."""
    words = " ".join(passage.split())
    if not words:
        return url
    page, _, fragment = url.partition("#")
    place = fragment.partition(DIRECTIVE)[0]
    return f"{page}#{place}{DIRECTIVE}text={','.join(map(_encoded, named(words)))}"


def named(words: str) -> tuple[str, ...]:
    """What names the passage `words`: itself, or its beginning and its end, which do not overlap."""
    if len(words) <= WHOLE:
        return (words,)
    # The ends of what nobody would call a passage are enough, and take no time.
    parts = pieces(words if len(words) <= MOST else f"{words[: MOST // 2]} {words[-MOST // 2 :]}")
    start, end = _from(parts), _from(parts[::-1])
    if start + end > len(parts):
        return (words,)
    return "".join(parts[:start]).strip(), "".join(parts[len(parts) - end :]).strip()


def _from(parts: list[str]) -> int:
    """How many of `parts`, from the first on, have PIECE characters together."""
    length = 0
    for count, part in enumerate(parts, start=1):
        # The mark at the end of a sentence tells little.
        length += len(_MARKS.sub("", part))
        if length >= PIECE:
            return count
    return len(parts)


def _encoded(words: str) -> str:
    # quote() leaves the hyphen alone. What is half a character is in no page.
    return quote(words, safe="", errors="replace").replace("-", "%2D")
