"""Readings: what is known, for the canvas and the form of a card, of the page that the card cites."""

from collections.abc import Mapping
from functools import cached_property

from flask_babel import gettext

from digest.domain.retrieval import Progress, Retrieval
from digest.domain.retrieving import FAULT, HOME, Fact, facts_for
from digest.domain.source import Source, canonical_url
from digest.domain.tree import Card
from digest.web.editor.troubles import trouble_text
from digest.web.site import now, session

# How long a browser waits before it asks again, in milliseconds: longer for what takes long already.
SOON, LATER, LONG_SECONDS = 1000, 3000, 15


class Readings:
    """The readings for one article, read from the store when somebody asks for them."""

    def __init__(self, article_id: int) -> None:
        self._article_id = article_id

    def of(self, card: Card) -> Retrieval | None:
        """The last reading for `card`, if it was of the address that it has now."""
        found = self._by_card.get(card.id)
        if found is None or found.progress == Progress.DONE:
            return found
        return found if canonical_url(found.url) == canonical_url(card.url) else None

    def facts(self, card: Card) -> tuple[Source | None, tuple[Fact, ...]]:
        """The source of `card` if its page was read, and what it says otherwise than the card."""
        return facts_for(session(), card)

    @cached_property
    def _by_card(self) -> Mapping[str, Retrieval]:
        asked = session().scalars(Retrieval.of_article(self._article_id).where(Retrieval.card_id != ""))
        return {each.card_id: each for each in asked}


def pause(reading: Retrieval) -> int:
    """In how many milliseconds it is worth asking again."""
    return SOON if (now() - reading.asked_at).total_seconds() < LONG_SECONDS else LATER


def reason(reading: Retrieval) -> str:
    """Why a page could not be read, in plain words."""
    if reading.trouble == HOME:
        return str(
            gettext("The address leads to the home page of the site: the report has been removed there.")
        )
    if reading.trouble == FAULT:
        return str(gettext("Something went wrong here. The fault is ours and has been recorded."))
    return trouble_text(reading.trouble, reading.status)


def field_name(name: str) -> str:
    """What the form of a card calls the field `name`."""
    names = {
        "url": gettext("Address of the source"),
        "title": gettext("Title"),
        "publisher": gettext("Publisher"),
        "published": gettext("Published on"),
        "credit": gettext("Credit of the source"),
    }
    return str(names[name])
