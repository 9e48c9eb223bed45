"""Facets: what filters ask for, as tokens of the index that no text can have.

Each begins with a character of Unicode's private use area and has at least one more, which no token of a
text has. So a rare filter beside a common word costs no more than a rare word.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from digest.domain.search.folding import folded_for_search
from digest.domain.search.tokens import tokens
from digest.domain.tree import Card, Comment, Tree

_ANY, _TOPIC, _TAG, _PUBLISHER, _SPEAKER, _TIME, _TITLE, _BEGINNING = map(chr, range(0xE000, 0xE008))
_SPACE = "\ue00f"
# Which rules the tokens were made by: raise it with a change of folding, tokens or facets, and every site
# rebuilds its index when it starts.
RULES = 1
# What every edition in the index has.
ANY = f"{_ANY}{RULES}"
# So many letters of a word in a title are looked for while it is being typed; the others are compared.
BEGINNING_MOST = 12
NAME_MOST = 60


def topic(number: int) -> str:
    """That an article has this topic."""
    return f"{_TOPIC}{number}"


def tag(number: int) -> str:
    """That an article has this tag."""
    return f"{_TAG}{number}"


def publisher(name: str) -> str:
    """That a card is by this publisher, however the name is written. Nothing for no name."""
    return _named(_PUBLISHER, name)


def speaker(name: str) -> str:
    """That somebody of this name speaks. Nothing for no name."""
    return _named(_SPEAKER, name)


def months(month: str | None) -> frozenset[str]:
    """The facets of an article that was first published in a month such as "2024-07"."""
    return frozenset({f"{_TIME}{month}", f"{_TIME}{month[:4]}"} if month else ())


def between(first: date, last: date) -> frozenset[str]:
    """What an article that was first published between two days has one of: few, whole years by the year."""
    found = set()
    for year in range(first.year, last.year + 1):
        begins = first.month if year == first.year else 1
        ends = last.month if year == last.year else 12
        if (begins, ends) == (1, 12):
            found.add(f"{_TIME}{year:04}")
        else:
            found.update(f"{_TIME}{year:04}-{month:02}" for month in range(begins, ends + 1))
    return frozenset(found)


def in_title(tokens_: Iterable[str]) -> frozenset[str]:
    """That a title has these tokens."""
    return frozenset(_TITLE + token for token in tokens_)


def beginning(letters: str) -> str:
    """That a word of a title begins with these letters."""
    return _BEGINNING + letters[:BEGINNING_MOST]


def of_title(found: Collection[str]) -> frozenset[str]:
    """The facets of a title that has the tokens `found`."""
    words = (token for token in found if is_word_letter(token[0]))
    begun = (word[:length] for word in words for length in range(1, BEGINNING_MOST + 1))
    return in_title(found).union(map(beginning, begun))


@lru_cache(maxsize=4096)
def is_word_letter(letter: str) -> bool:
    """Whether words of this letter are found only as a whole: of Latin letters, say, but not of kanji."""
    return tokens(letter * 2) == {letter * 2}


def of_text(tree: Tree) -> frozenset[str]:
    """The facets that stand in the text itself: who speaks, and who published what is cited."""
    return (frozenset(_of_nodes(tree)) | {ANY}) - {""}


def is_of_text(facet: str) -> bool:
    """Whether a facet is of the text, and not of the article that it is the text of."""
    return facet[0] in (_ANY, _PUBLISHER, _SPEAKER)


def _of_nodes(tree: Tree) -> Iterator[str]:
    for node in tree.nodes():
        if isinstance(node, Comment) and node.speaker:
            yield speaker(node.speaker)
        elif isinstance(node, Card) and node.publisher:
            yield publisher(node.publisher)


def _named(kind: str, name: str) -> str:
    folded = folded_for_search(name)[:NAME_MOST].replace(" ", _SPACE)
    return kind + folded if folded else ""
