"""The addresses that must answer: those of the URL map, filled in with everything that is live."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, Map, MapAdapter, Rule

from digest.domain.contract import census
from digest.domain.contract.answers import PIECES, plain
from digest.web.headers import PRIVATE_PATHS

_ARTICLES = "articles"
Row = dict[str, Any]
# A rule, and what was chosen for those of its arguments that are one of a few words.
Chosen = tuple[Rule, Row]


class Addresses:
    """The public rules of a URL map, by the first word of their addresses."""

    def __init__(self, known: Map) -> None:
        self._map: MapAdapter = known.bind("localhost")
        self._fixed: list[Chosen] = []
        self._of: dict[str, list[Chosen]] = {}
        for rule in known.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint == "static" or is_private(rule.rule):
                continue
            for chosen in _choices(rule):
                if rule.arguments == set(chosen):
                    self._fixed.append((rule, chosen))
                else:
                    self._of.setdefault(_word(rule.rule), []).append((rule, chosen))

    def live(self, session: Session, at: datetime) -> Iterator[str]:
        """Every address that must answer at `at`: first what is always there, then the newest articles."""
        for rule, chosen in self._fixed:
            yield self._built(rule, chosen)
        for word, rows in census.lists(session, at).items():
            for row in rows:
                yield from self._filled(word, row)
        for article in census.articles(session, at):
            yield from self.of_article(article)

    def of_article(self, article: census.LiveArticle) -> Iterator[str]:
        """The addresses of one article: its own, of its later pages, and of their pieces."""
        yield from self._filled(_ARTICLES, {"slug": article.slug})
        for number in range(2, article.pages + 1):
            yield from self._filled(_ARTICLES, {"slug": article.slug, "number": number})

    def hidden(self, session: Session, at: datetime) -> Iterator[str]:
        """Addresses at which nothing may be read: of articles that are not live."""
        for slug in census.hidden(session, at):
            yield from self._filled(_ARTICLES, {"slug": slug})

    def _filled(self, word: str, row: Row) -> Iterator[str]:
        """The addresses that begin with `word` and are about `row`."""
        for rule, chosen in self._of.get(word, ()):
            if rule.arguments == {*chosen, *row}:
                yield self._built(rule, chosen | row)

    def _built(self, rule: Rule, values: Row) -> str:
        return plain(self._map.build(rule.endpoint, values))


def is_private(address: str) -> bool:
    """Whether an address is for somebody in particular."""
    return any(address == path or address.startswith((f"{path}/", f"{path}?")) for path in PRIVATE_PATHS)


def _choices(rule: Rule) -> Iterator[Row]:
    """Each way to fill in the arguments of a rule that are one of a few words."""
    few = {
        name: sorted(converter.items)
        for name, converter in rule._converters.items()
        if isinstance(converter, AnyConverter)
    }
    for values in product(*few.values()):
        yield dict(zip(few, values, strict=True))


def _word(rule: str) -> str:
    return ("/" + rule.removeprefix(PIECES).lstrip("/")).split("/")[1]
