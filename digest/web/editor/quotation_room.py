"""What the room of the quotation check shows of an article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.checklist import Facts
from digest.domain.facts import facts_of
from digest.domain.quotation import Check, Kind, Light, Line, Shown, check, shown
from digest.domain.quotation.facts import name_of
from digest.domain.quotation.laws import LAWS, Law
from digest.domain.tree import Card
from digest.web.site import site

_LIGHTS = list(Light)


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind: those to look at, and those in order."""

    kind: Kind
    lines: Sequence[Line]

    @property
    def open(self) -> list[Line]:
        """The lines that are not green, the worst first."""
        return [line for line in self.lines if line.light is not Light.GREEN]

    @property
    def good(self) -> list[Line]:
        """The green lines."""
        return [line for line in self.lines if line.light is Light.GREEN]

    @property
    def light(self) -> Light:
        """The worst light among the lines."""
        return self.lines[0].light

    @property
    def limits(self) -> tuple[int, int] | None:
        """What amber and red begin with, where something is measured."""
        return self.lines[0].limits

    @property
    def laws(self) -> tuple[Law, ...]:
        """The law behind these lines."""
        return LAWS[self.kind]


@dataclass(frozen=True, slots=True)
class QuotationRoom:
    """An article with its quotation check."""

    article: Article
    check: Check
    cards: Mapping[str, Card]
    sources: Mapping[str, str]

    @classmethod
    def of(cls, session: Session, article: Article) -> "QuotationRoom":
        """Everything, in a constant number of statements."""
        return cls.with_facts(article, facts_of(session, article, site().limits))

    @classmethod
    def with_facts(cls, article: Article, facts: Facts) -> "QuotationRoom":
        """The same, where the facts are known."""
        tree = article.draft.tree
        found = check(tree, facts.source_texts, facts.limits, facts.stored_pictures)
        return cls(article, found, {card.id: card for card in tree.cards()}, facts.source_texts)

    @property
    def sum(self) -> list[tuple[Light, int]]:
        """How many lines have each light; lights that no line has are left out."""
        return [(light, count) for light in Light if (count := self.check.count(light))]

    @property
    def groups(self) -> list[Group]:
        """The lines by kind, the kind with the worst light first."""
        lines = {kind: [line for line in self.check.lines if line.kind is kind] for kind in Kind}
        found = [Group(kind, some) for kind, some in lines.items() if some]
        return sorted(found, key=lambda group: _LIGHTS.index(group.light))

    def first(self, light: Light) -> Kind:
        """The kind of the first line with this light."""
        return self.check.having(light)[0].kind

    def name(self, card: str) -> str:
        """What the source of a card is called."""
        return name_of(self.cards[card])

    def shown(self, line: Line) -> Shown | None:
        """The words that a line has in common with a source: of the sources nothing else is shown."""
        return shown(line, self.sources)

    def way(self, part: str) -> str:
        """Where a part is seen."""
        return url_for("editor.canvas.show", article_id=self.article.id, _anchor=f"part-{part}")

    def mending(self, part: str) -> str:
        """Where a part can be mended at once."""
        return url_for("editor.parts.edit", article_id=self.article.id, part=part)
