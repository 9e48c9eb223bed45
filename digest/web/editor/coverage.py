"""The coverage of a draft: each statement beside what it rests on, and whether somebody has looked."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template
from flask_babel import gettext

from digest.domain.article import Article
from digest.domain.facts import coverage_of
from digest.domain.part import part_of, version_of
from digest.domain.permission import Action
from digest.domain.support import Coverage, Covered, Grade, Kind
from digest.domain.tree import Card
from digest.web.editor.access import article, rule
from digest.web.site import session

pages = Blueprint("coverage", __name__, url_prefix="/articles/<int(max=2147483647):article_id>")


@pages.get("/coverage")
@rule(Action.WRITE)
def show(article_id: int) -> str:
    """Every statement, its grade, and what it rests on."""
    return render_template("editor/coverage/show.html", article=article(), room=Room.of(article()))


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that stand together: the key points, the points of one card, or a text."""

    part: str
    card: Card | None
    statements: Sequence[Covered]

    @property
    def waiting(self) -> list[Covered]:
        """Those that are to be confirmed."""
        return [covered for covered in self.statements if covered.grade is Grade.UNCONFIRMED]


@dataclass(frozen=True, slots=True)
class Room:
    """The draft of an article with its coverage."""

    article: Article
    coverage: Coverage

    @classmethod
    def of(cls, article: Article) -> "Room":
        """As it is now."""
        return cls(article, coverage_of(session(), article))

    @property
    def cards(self) -> dict[str, tuple[int, Card]]:
        """The cards with their numbers, by id."""
        numbered = enumerate(self.article.draft.tree.cards(), start=1)
        return {card.id: (number, card) for number, card in numbered}

    @property
    def groups(self) -> list[Group]:
        """The statements by part, in reading order."""
        parts = dict.fromkeys(covered.statement.part for covered in self.coverage.statements)
        cards = self.cards
        return [
            Group(part, cards[part][1] if part in cards else None, self.coverage.of(part)) for part in parts
        ]

    def version(self, part: str) -> str:
        """The version of a part, for the forms that change it."""
        return version_of(part_of(self.article.draft.tree, part))

    def row(self, covered: Covered, said: str = "") -> Response:
        """The row of a statement for htmx, with the sum; `said` is told to those who listen."""
        values = {"article": self.article, "room": self, "covered": covered, "said": said}
        answer = make_response(render_template("editor/coverage/_confirmed.html", **values))
        answer.vary.add("HX-Request")
        return answer


@pages.app_template_global("grade_name")
def grade_name(grade: Grade) -> str:
    """What a grade is called."""
    names = {
        Grade.SUPPORTED: gettext("Supported"),
        Grade.UNCONFIRMED: gettext("To be confirmed"),
        Grade.UNSUPPORTED: gettext("Unsupported"),
    }
    return str(names[grade])


@pages.app_template_global("statement_name")
def statement_name(kind: Kind) -> str:
    """What a kind of statement is called."""
    names = {
        Kind.POINT: gettext("Point"),
        Kind.KEY_POINT: gettext("Key point"),
        Kind.TEXT: gettext("Text"),
    }
    return str(names[kind])
