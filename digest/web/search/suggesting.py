"""Suggestions for what a reader begins to type: titles and tags, for pages and for browsers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask_babel import gettext

from digest.domain.search.folding import folded_for_search
from digest.domain.search.marks import Piece, marked
from digest.domain.search.names import tags_saying
from digest.domain.search.titles import title_hits
from digest.web.search.form import LENGTH_MOST
from digest.web.site import now, session, site

TITLES_MOST = 6
TAGS_MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: its text with what was typed marked, what it is, and where it leads."""

    text: str
    pieces: Sequence[Piece]
    kind: str
    url: str
    language: str


def suggestions() -> str:
    """The list below a search field."""
    return render_template("search/_suggestions.html", suggestions=_suggestions())


def suggestions_json() -> Response:
    """The same for the search field of a browser (OpenSearch Suggestions)."""
    found = _suggestions()
    body = [
        request.args.get("q", ""),
        [each.text for each in found],
        [each.kind for each in found],
        [f"{site().url}{each.url}" for each in found],
    ]
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, content_type="application/x-suggestions+json; charset=utf-8")


def description() -> Response:
    """What a browser needs to search here from its own field (OpenSearch 1.1)."""
    body = render_template("search/opensearch.xml")
    return Response(body, content_type="application/opensearchdescription+xml; charset=utf-8")


def _suggestions() -> Sequence[Suggestion]:
    typed = request.args.get("q", "").strip()[:LENGTH_MOST]
    wanted = folded_for_search(typed)
    if not wanted:
        return ()
    return [*_tags(typed, wanted), *_titles(typed, wanted)]


def _tags(typed: str, wanted: str) -> list[Suggestion]:
    return [
        Suggestion(
            tag.name,
            marked(tag.name, (wanted,)),
            gettext("Tag"),
            url_for("tags.show", slug=tag.slug),
            site().locale,
        )
        for tag in tags_saying(session(), typed, now(), TAGS_MOST)
    ]


def _titles(typed: str, wanted: str) -> list[Suggestion]:
    return [
        Suggestion(
            edition.title,
            marked(edition.title, (wanted,)),
            edition.topic.name,
            url_for("articles.show", slug=edition.slug),
            edition.language,
        )
        for edition in title_hits(session(), typed, now(), TITLES_MOST)
    ]
