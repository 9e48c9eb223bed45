"""What was found, as templates show it: digests with the passages that say it, each a link to its section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, request
from flask_babel import gettext

from digest.domain.edition import Edition
from digest.domain.search.finding import Found, Hit, Place, find
from digest.domain.search.headings import headings
from digest.domain.search.marks import Piece, marked, passage
from digest.domain.search.parts import POINTS, TITLE, Part
from digest.web.article_view import PublicWay
from digest.web.listings import More
from digest.web.search.asking import Asked
from digest.web.site import now, session, site

PASSAGES_MOST = 3
# The id of the list of key points.
KEY_POINTS = "key-points"


@dataclass(frozen=True, slots=True)
class Passage:
    """A few words of a digest with the hits marked, where they stand, and the way there."""

    pieces: Sequence[Piece]
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """A digest that was found; `title` is its title with the hits marked, if it has any."""

    edition: Edition
    title: Sequence[Piece]
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Results:
    """Some of what was found, how it is ordered, and the way to more."""

    results: Sequence[Result]
    note: str
    more: More | None


def results_of(asked: Asked) -> Results | None:
    """What this request asks for; nothing where it asks for nothing."""
    if not asked.sound or asked.is_empty:
        return None
    filters = asked.filters
    if filters is None:
        return Results((), "", None)
    found = find(session(), asked.query, filters, now(), site().settings.zone, _after())
    named = headings(session(), [hit.edition.id for hit in found.hits])
    shown = [_result(hit, asked.query.terms, named.get(hit.edition.id, {})) for hit in found.hits]
    return Results(shown, _note(asked, found), _more(asked, found))


def _after() -> Place | None:
    given = request.args.get("after")
    if given is None:
        return None
    return Place.read(given) or abort(404)


def _result(hit: Hit, terms: Sequence[str], named: Mapping[str, str]) -> Result:
    edition, parts = hit.edition, [part for part in hit.parts if part.kind != TITLE]
    title = marked(edition.title, terms) if len(parts) < len(hit.parts) else ()
    return Result(edition, title, [_passage(edition, part, terms, named) for part in parts[:PASSAGES_MOST]])


def _passage(edition: Edition, part: Part, terms: Sequence[str], named: Mapping[str, str]) -> Passage:
    """The words of `part` around its hits; the heading of the section they are in is `named` by its id."""
    is_point = part.kind == POINTS and part.text not in (edition.subtitle, edition.lead)
    aim = KEY_POINTS if is_point and edition.key_points else part.section
    heading = gettext("Key points") if aim == KEY_POINTS else named.get(aim, "")
    page = gettext("Page %(number)s", number=part.page) if part.page > 1 else ""
    place = " · ".join(filter(None, (heading, page))) or gettext("Beginning of the digest")
    url = PublicWay(edition.slug).page(part.page)
    return Passage(passage(part.text, terms), place, f"{url}#{aim}" if aim else url)


def _note(asked: Asked, found: Found) -> str:
    if not asked.query.terms:
        return str(gettext("The newest first."))
    if found.bounded:
        return str(gettext("The best matches among the newest digests first, then those among older ones."))
    return str(gettext("The best matches first, the newer before the older."))


def _more(asked: Asked, found: Found) -> More | None:
    if found.after is None:
        return None
    place = {"after": str(found.after)}
    return More(asked.url(**place), asked.url("search.results_more", **place))
