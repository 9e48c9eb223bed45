"""When a report was published and last changed: what is meant for programs first, then what readers see."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from digest.domain.webpage.clues import Clues, attributes_of, is_aside, text_before
from digest.domain.webpage.day_labels import SAYS_MODIFIED, SAYS_OTHER, SAYS_PUBLISHED, labelled
from digest.domain.webpage.document import text_of
from digest.domain.webpage.japanese_dates import (
    JST,
    Moment,
    day_of_address,
    first_moment,
    machine_moment,
    moments,
)
from digest.domain.webpage.lines import Line
from digest.domain.webpage.site import split
from digest.domain.webpage.words import key

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "datepublished", "publication_date", "citation_publication_date", "citation_online_date",
    "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created", "dcterms.created",
    "pubdate", "publishdate", "publish-date", "publish_date", "published_date", "published-date",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "original-publish-date", "release_date", "article_date_original", "date", "article:post_date",
    "creation_date", "build", "firstcreated",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "dc.date.modified",
    "dcterms.modified", "last-modified", "lastmod", "revised", "updated_time", "modified", "updated",
)  # fmt: skip
_ANNOUNCED = re.compile(
    r"発表|公表|公開|掲載|配信|付[けで」）]|お知らせ|published|posted|announced", re.IGNORECASE
)
_BEFORE, _AFTER, _LINE = 6, 14, 160
_DATELINE = 60
_NEAR_TOP = 25


@dataclass(slots=True)
class Publication:
    """What is known of the time of a report."""

    published: date | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None


def publication_of(clues: Clues) -> Publication:
    """The first day that a place tells; an instant from there, or from a later place for the same day."""
    found = Publication()
    for moment in _published(clues):
        day = _local_day(moment, clues.japanese)
        if found.published is None:
            found.published = day
        if moment.at and day == found.published:
            found.published_at = moment.at
            break
    found.modified_at = next((moment.at for moment in _modified(clues) if _is_later(moment, found)), None)
    return found


def _published(clues: Clues) -> Iterator[Moment]:
    document, linked = clues.document, clues.linked
    yield from _machine(linked.strings("datePublished"), clues)
    yield from _machine((value for name in _PUBLISHED for value in document.meta.get(name, ())), clues)
    yield from _machine(clues.properties.get("datePublished", ()), clues)
    yield from _times(clues)
    yield from _near_title(clues)
    yield from _dated(clues)
    yield from _machine([*linked.strings("dateCreated"), *linked.strings("uploadDate")], clues)
    yield from _of_address(clues)
    yield from _in_text(clues)


def _modified(clues: Clues) -> Iterator[Moment]:
    yield from _machine(clues.linked.strings("dateModified"), clues)
    yield from _machine((value for name in _MODIFIED for value in clues.document.meta.get(name, ())), clues)
    yield from _machine(clues.properties.get("dateModified", ()), clues)
    yield from clues.changed
    for line in clues.lines:
        if len(line.text) <= _DATELINE and not line.aside and SAYS_MODIFIED.search(line.text):
            yield from labelled(line.text, "", clues.now)[1]


def _machine(values: Iterable[str], clues: Clues) -> Iterator[Moment]:
    for value in values:
        if moment := machine_moment(value.strip()[:80], clues.now):
            yield moment


def _times(clues: Clues) -> Iterator[Moment]:
    """<time> elements that are not about something else; those that say so first."""
    sure, others = [], []
    for element in clues.document.times:
        said = text_of(element, 80)
        about = f"{attributes_of(element)} {said} {text_before(element)}"
        moment = machine_moment((element.get("datetime") or said)[:80], clues.now) or first_moment(
            said, clues.now
        )
        if not moment or is_aside(element):
            continue
        if element.get("pubdate") is not None or (
            SAYS_PUBLISHED.search(about) and not SAYS_MODIFIED.search(about)
        ):
            sure.append(moment)
        elif SAYS_MODIFIED.search(about):
            clues.changed.append(moment)
        elif not SAYS_OTHER.search(about):
            others.append(moment)
    return iter([*sure, *others[:1]])


def _near_title(clues: Clues) -> Iterator[Moment]:
    """Days in the lines around the headline, below it first."""
    lines = clues.lines
    at = _title_line(lines, clues.title)
    if at is None:
        places = [place for place in range(min(len(lines), _NEAR_TOP)) if not lines[place].aside]
    else:
        places = [
            *range(at + 1, min(at + 1 + _AFTER, len(lines))),
            *range(at - 1, max(at - 1 - _BEFORE, -1), -1),
            at,
        ]
    for place in places:
        line = lines[place]
        # A paragraph tells of days that are not its own.
        if len(line.text) > _LINE or (line.paragraph and line.text.endswith("。")):
            continue
        before = lines[place - 1].text if place and len(lines[place - 1].text) <= 12 else ""
        yield from clues.labelled(line.text, before)


def _title_line(lines: list[Line], title: str) -> int | None:
    """Where the headline is: the <h1> that starts like the title, else a lesser heading, else any line."""
    wanted = key(title)[:60]
    if not wanted:
        return None
    headings = [
        (line.heading.tag != "h1", at)
        for at, line in enumerate(lines)
        if line.heading is not None and key(line.text).startswith(wanted[:20])
    ]
    if headings:
        return min(headings)[1]
    plain = (
        at for at, line in enumerate(lines) if not line.aside and key(line.text[:300]).startswith(wanted)
    )
    return next(plain, None)


def _dated(clues: Clues) -> Iterator[Moment]:
    """Days in elements whose class says that they are dates."""
    for element in clues.document.dated:
        said = text_of(element, _LINE + 1).strip()
        if len(said) > _LINE or is_aside(element):
            continue
        attributes = attributes_of(element)
        yield from clues.labelled(said, modified="updat" in attributes or "modif" in attributes)


def _of_address(clues: Clues) -> Iterator[Moment]:
    parts = split(clues.url)
    day = day_of_address(parts.path, clues.now) if parts else None
    if day:
        yield Moment(day)


def _in_text(clues: Clues) -> Iterator[Moment]:
    """A dateline: a line that is little more than a day, or says that something is announced on it."""
    lines = clues.text.split("\n")
    for text in [*lines[:4], *lines[:-4:-1]]:
        for moment in moments(text[:300], clues.now):
            around = text[max(moment.start - 20, 0) : moment.end + 40]
            bracketed = text[max(moment.start - 1, 0) : moment.start] in ("（", "(", "【", "［", "[", "〔")
            short = len(text) <= _DATELINE and not SAYS_OTHER.search(around)
            if not SAYS_MODIFIED.search(around) and (short or bracketed or _ANNOUNCED.search(around)):
                yield moment


def _is_later(moment: Moment, found: Publication) -> bool:
    if moment.at is None:
        return False
    return not found.published_at or moment.at >= found.published_at


def _local_day(moment: Moment, japanese: bool) -> date:
    """The day that readers of the page see: UTC is how programs write, not what a Japanese page means."""
    if japanese and moment.at and moment.at.utcoffset() == timedelta(0):
        return moment.at.astimezone(JST).date()
    return moment.day if moment.at is None or moment.at.tzinfo is not UTC else moment.at.date()
