"""What a reader asks for: the form as it was typed, and what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext

from digest.domain.search.finding import Filters
from digest.domain.search.names import (
    facets_of_late,
    publishers_among,
    speakers_among,
    tag_meant,
    tags_with_digests,
    topic_meant,
    topics_with_digests,
)
from digest.domain.search.query import Query, read_query
from digest.domain.topic import Topic
from digest.web.search.form import FILTERS, SearchForm, day_of, sent
from digest.web.site import now, session

# So many tags are offered, the newest.
TAGS_MOST = 60


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter that is set, in words, and the address of the same search without it."""

    name: str
    value: str
    url: str


@dataclass(frozen=True)
class Asked:
    """One search. `filters` is nothing where they name what is not there, so that nothing can be found."""

    form: SearchForm
    sound: bool

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Asked":
        """What the parameters of an address ask for."""
        form = sent(args)
        return cls(form, form.validate())

    @property
    def q(self) -> str:
        """The words as they were typed."""
        return self.form.q.data or ""

    @cached_property
    def query(self) -> Query:
        """The words as they are looked for."""
        return read_query(self.q)

    @cached_property
    def topics(self) -> Sequence[Topic]:
        """The topics that can be chosen."""
        return session().scalars(topics_with_digests(now())).all()

    @cached_property
    def filters(self) -> Filters | None:
        """The filters as they are applied."""
        given = self.form.given()
        topic = topic_meant(session(), given["topic"], now()) if "topic" in given else None
        tag = tag_meant(session(), given["tag"], now()) if "tag" in given else None
        if ("topic" in given and topic is None) or ("tag" in given and tag is None):
            return None
        return Filters(
            topic=topic,
            tag=tag,
            publisher=given.get("publisher", ""),
            speaker=given.get("speaker", ""),
            since=day_of(given.get("since", "")),
            until=day_of(given.get("until", "")),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, or nothing that could be looked for."""
        return not (self.query.terms or self.query.without or self.is_narrowed)

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(name in FILTERS for name in self.form.given())

    @property
    def has_wrong_filter(self) -> bool:
        """Whether a filter cannot be understood."""
        return any(self.form.error(name) for name in FILTERS)

    @cached_property
    def names(self) -> dict[str, Sequence[str]]:
        """The names that are offered for each field; others can be typed."""
        late = facets_of_late(session(), now())
        return {
            "tag": [tag.name for tag in session().scalars(tags_with_digests(now()).limit(TAGS_MOST))],
            "speaker": speakers_among(session(), late),
            "publisher": publishers_among(session(), late),
        }

    def url(self, endpoint: str = "search.results", without: str = "", **more: str) -> str:
        """The address of this search, `without` one of its parameters or with more of them."""
        values: dict[str, Any] = {name: value for name, value in self.form.given().items() if name != without}
        return url_for(endpoint, **values | more)

    def narrowings(self) -> list[Narrowing]:
        """The filters that are set."""
        words = _words()
        given = {name: value for name, value in self.form.given().items() if name in FILTERS}
        known = {"topic": self.filters.topic, "tag": self.filters.tag} if self.filters else {}
        shown = given | {name: noun.name for name, noun in known.items() if noun}
        return [Narrowing(words[name], shown[name], self.url(without=name)) for name in given]

    @property
    def title(self) -> str:
        """The search in a line."""
        words = [self.q] if self.q else []
        return " · ".join(words + [f"{each.name}: {each.value}" for each in self.narrowings()])


def _words() -> dict[str, str]:
    return {
        "topic": gettext("Topic"),
        "tag": gettext("Tag"),
        "publisher": gettext("Publisher"),
        "speaker": gettext("Speaker"),
        "since": gettext("From the day"),
        "until": gettext("Until the day"),
    }
