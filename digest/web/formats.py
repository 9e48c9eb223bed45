"""How values are shown in templates: dates in the site's zone, hosts, pictures, author text."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, g, request
from flask_babel import format_date, format_datetime, get_locale
from markupsafe import Markup

from digest.domain import prose
from digest.domain.phrases import phrases
from digest.domain.picture import Picture
from digest.domain.source import canonical_url
from digest.domain.text_fragment import to_passage
from digest.web.site import site

# Where readers find picture files. Pages of the desk show those too that no reader may see.
PUBLIC_PICTURES = "/pictures"
DESK_PICTURES = "/editor/pictures/files"
_MONTHDAY = {"ja": "M月d日", "en": "d MMMM"}
_DAY = {"ja": "y年M月d日", "en": "d MMMM y"}
_MONTH = {"ja": "y年M月", "en": "MMMM y"}


def init_app(app: Flask) -> None:
    """Offer the filters and functions of this module to every template."""
    app.jinja_env.filters.update(
        prose=prose.prose,
        inline=prose.inline,
        phrases=_phrases,
        day=day,
        daytime=daytime,
        clock=clock,
        monthday=monthday,
        weekday=weekday,
        month=month,
        iso=iso,
        host=host,
        safe_url=safe_url,
        to_passage=to_passage,
    )
    app.jinja_env.globals.update(picture_url=picture_url, here=here)
    app.context_processor(lambda: {"site": site()})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def day(value: date) -> str:
    """「2024年7月3日」 or "3 July 2024"."""
    return _shown(value, _DAY)


def daytime(value: datetime) -> str:
    """The day with the time of day in the site's zone: 「2024年7月3日 9:00」."""
    return f"{day(value)} {format_datetime(value, 'H:mm')}"


def clock(value: datetime) -> str:
    """The time of day in the site's zone: 「9:00」."""
    return str(format_datetime(value, "H:mm"))


def monthday(value: date) -> str:
    """「7月3日」 or "3 July"."""
    return _shown(value, _MONTHDAY)


def weekday(value: date) -> str:
    """「水曜日」 or "Wednesday"."""
    return _shown(value, {"ja": "EEEE", "en": "EEEE"})


def month(value: date) -> str:
    """「2024年7月」 or "July 2024"."""
    return _shown(value, _MONTH)


def iso(value: date) -> str:
    """For the datetime attribute: with the site's offset if it is an instant."""
    if isinstance(value, datetime):
        return value.astimezone(site().settings.zone).isoformat(timespec="seconds")
    return value.isoformat()


def host(url: str) -> str:
    """The host of a web address, without www; empty for anything else."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if safe_url(url) else ""


def safe_url(url: str) -> str:
    """`url` if it is an address on the web, otherwise nothing."""
    return url if canonical_url(url) else ""


def picture_url(picture: Picture, width: int) -> str:
    """The address of a picture file. The name says the content, so it never changes."""
    return f"{g.get('picture_base', PUBLIC_PICTURES)}/{picture.key}-{width}.webp"


@contextmanager
def pictures_at(base: str) -> Iterator[None]:
    """Within this, picture files have their addresses below `base`, whatever the page around says."""
    before = g.get("picture_base", PUBLIC_PICTURES)
    g.picture_base = base
    try:
        yield
    finally:
        g.picture_base = before


def here() -> str:
    """The whole public address of this page, as other programs write it. Never from the request's host."""
    return f"{site().url}{quote(request.path)}"


def _shown(value: date, patterns: dict[str, str]) -> str:
    pattern = patterns.get(get_locale().language, patterns["en"])
    shown: Any = format_datetime if isinstance(value, datetime) else format_date
    return str(shown(value, pattern))


def _phrases(text: str, language: str | None = None) -> Markup:
    return phrases(text, language or get_locale().language)
