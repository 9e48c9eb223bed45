"""What belongs to a digest, as its pages show it: its thread, its translations and what is related to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from flask import url_for

from digest.domain.edition import Edition
from digest.domain.kin import Kin, kin_of
from digest.domain.related import KEPT, related_to
from digest.domain.relating import related_to_proof
from digest.domain.thread import Thread
from digest.web.site import now, session

RELATED, BESIDE = 4, 3
# Said to those who read that language, whatever the language of the site.
_READ_IN = {"ja": "日本語で読む", "en": "Read in English"}


@dataclass(frozen=True, slots=True)
class Threaded:
    """The thread around one digest: what came before it, the nearest first, and since, the newest first."""

    earlier: Sequence[Edition]
    since: Sequence[Edition]
    newer: Edition | None
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The way to the same in another language, in words of that language."""

    language: str
    url: str
    words: str


def shown_with(edition: Edition) -> dict[str, Any]:
    """What the head and the foot of each page of `edition` show beside it."""
    kin = kin_of(session(), edition.article, now())
    return {
        "thread": _around(edition, kin.thread) if kin.thread else None,
        "translations": [_translation(other) for other in kin.translations],
        "related": _related(edition, kin),
    }


def _around(edition: Edition, thread: Thread) -> Threaded:
    after = thread.after(edition)
    return Threaded(
        earlier=thread.before(edition)[:BESIDE],
        since=after[: -BESIDE - 1 : -1],
        newer=after[-1] if after else None,
        count=len(thread.editions),
        url=url_for("threads.show", slug=thread.first.slug),
    )


def _translation(edition: Edition) -> Translation:
    language = edition.language
    return Translation(
        language, url_for("articles.show", slug=edition.slug), _READ_IN.get(language) or _name(language)
    )


def _name(language: str) -> str:
    """What a language is called by those who speak it."""
    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def _related(edition: Edition, kin: Kin) -> Sequence[Edition]:
    """The closest that do not stand on the page already."""
    return [other for other in _all_related(edition, kin) if other.article_id not in kin.ids][:RELATED]


def _all_related(edition: Edition, kin: Kin) -> Iterable[Edition]:
    if not edition.id:
        return related_to_proof(session(), edition, now())
    most = min(RELATED + len(kin.ids), KEPT)
    return session().scalars(related_to(edition.article.id, now(), most))
