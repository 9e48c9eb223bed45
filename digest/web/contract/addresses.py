"""The addresses that must answer: those of the URL map, filled in with everything that is live."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.routing import Map, MapAdapter, Rule

from digest.domain.contract import census
from digest.domain.contract.answers import PIECES, plain
from digest.web.headers import PRIVATE_PATHS

_ARTICLES = "articles"


class Addresses:
    """The public rules of a URL map, by the first word of their addresses."""

    def __init__(self, known: Map) -> None:
        self._map: MapAdapter = known.bind("localhost")
        self.fixed: list[Rule] = []
        self._of: dict[str, list[Rule]] = {}
        for rule in known.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint == "static" or is_private(rule.rule):
                continue
            if rule.arguments:
                self._of.setdefault(_word(rule.rule), []).append(rule)
            else:
                self.fixed.append(rule)

    def live(self, session: Session, at: datetime) -> Iterator[str]:
        """Every address that must answer at `at`: first what is always there, then the newest articles."""
        for rule in self.fixed:
            yield self._built(rule, {})
        for word, rows in census.lists(session, at).items():
            for rule in self._of.get(word, ()):
                yield from (self._built(rule, row) for row in rows if rule.arguments == set(row))
        for article in census.articles(session, at):
            yield from self.of_article(article)

    def of_article(self, article: census.LiveArticle) -> Iterator[str]:
        """The addresses of one article: its own, of its later pages, and of their pieces."""
        for rule in self._of.get(_ARTICLES, ()):
            if rule.arguments == {"slug"}:
                yield self._built(rule, {"slug": article.slug})
            elif rule.arguments == {"slug", "number"}:
                for number in range(2, article.pages + 1):
                    yield self._built(rule, {"slug": article.slug, "number": number})

    def hidden(self, session: Session, at: datetime) -> Iterator[str]:
        """Addresses at which nothing may be read: of articles that are not live."""
        for slug in census.hidden(session, at):
            for rule in self._of.get(_ARTICLES, ()):
                if rule.arguments == {"slug"}:
                    yield self._built(rule, {"slug": slug})

    def _built(self, rule: Rule, values: dict[str, Any]) -> str:
        return plain(self._map.build(rule.endpoint, values))


def is_private(address: str) -> bool:
    """Whether an address is for somebody in particular."""
    return any(address == path or address.startswith((f"{path}/", f"{path}?")) for path in PRIVATE_PATHS)


def _word(rule: str) -> str:
    return ("/" + rule.removeprefix(PIECES).lstrip("/")).split("/")[1]
