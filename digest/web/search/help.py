"""Help for searches that find nothing: public names that are spelled much like what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from flask import url_for
from flask_babel import gettext
from sqlalchemy import Select

from digest.domain.search.finding import Filters, find
from digest.domain.search.names import publisher_names, speaker_names, tag_meant, tag_names
from digest.domain.search.near import near
from digest.domain.search.query import Query
from digest.web.search.asking import Asked
from digest.web.site import now, session, site

SPELLINGS_MOST = 6
# A word or two are misspelt, not eight.
TERMS_MOST = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name that may be meant, what it names, and where that is found."""

    name: str
    kind: str
    url: str


def spellings(asked: Asked) -> list[Spelling]:
    """Names that may be meant, each of something public."""
    found = (each for term in asked.query.terms[:TERMS_MOST] for each in _near(term, asked))
    return list(islice(dict.fromkeys(found), SPELLINGS_MOST))


def _near(term: str, asked: Asked) -> Iterator[Spelling]:
    topics = {topic.name: topic for topic in asked.topics}
    for name in near(term, topics):
        yield Spelling(name, gettext("Topic"), url_for("topics.show", slug=topics[name].slug))
    for name in near(term, _names(tag_names())):
        if tag := tag_meant(session(), name, now()):
            yield Spelling(tag.name, gettext("Tag"), url_for("tags.show", slug=tag.slug))
    for name in near(term, _names(speaker_names())):
        if _finds(Filters(speaker=name)):
            yield Spelling(name, gettext("Speaker"), url_for("search.results", speaker=name))
    for name in near(term, _names(publisher_names())):
        if _finds(Filters(publisher=name)):
            yield Spelling(name, gettext("Publisher"), url_for("search.results", publisher=name))


def _names(wanted: Select[str]) -> Sequence[str]:
    return session().scalars(wanted).all()


def _finds(filters: Filters) -> bool:
    """Whether anything public has what the desk knows: most of that readers have never seen."""
    return bool(find(session(), Query((), ()), filters, now(), site().settings.zone, size=1).hits)
