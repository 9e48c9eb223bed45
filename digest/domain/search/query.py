"""Queries: what a reader typed into the search field, read as terms to find and terms to leave out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.domain.search.folding import folded_for_search
from digest.domain.search.tokens import bare, wanted

# What is typed beyond these is not looked for.
MOST_TERMS, MOST_TYPED = 8, 1000

# A phrase in quotes, or a word; with a minus before it, it is left out. A hyphen inside a word is a hyphen.
# Japanese quotation marks are part of many titles, so only those around a whole word are quotes.
_TERM = re.compile(
    r"""(?P<minus>(?<!\S)[-－−](?=\S))?
    (?: ["＂“”] (?P<quoted>[^"＂“”]*) ["＂“”]
      | (?: 「(?P<corner>[^「」]*)」 | 『(?P<double>[^『』]*)』 ) (?=\s|$)
      | (?P<word>[^\s"＂“”]+) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """Folded terms, each once: a text is found that says all `terms` and nothing of `without`.

    Every term wants some token, so that an index can look for it.
    """

    terms: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def read_query(q: str) -> Query:
    """What `q` asks for: words with spaces between, "phrases in quotes", and -exclusions of either."""
    found = list(_TERM.finditer(q[:MOST_TYPED]))
    return Query(
        _kept(_term(each) for each in found if not each["minus"]),
        _kept(_term(each) for each in found if each["minus"]),
    )


def _term(found: re.Match[str]) -> str:
    """The folded term; a bare word without punctuation at its ends, and without the # of a hashtag."""
    if word := found["word"]:
        term = bare(folded_for_search(word))
        return term.lstrip("#") or term
    return folded_for_search(found["quoted"] or found["corner"] or found["double"] or "")


def _kept(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for term in terms if wanted(term)))[:MOST_TERMS]
