"""What is read from a page."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class WebPage:
    """The facts of a report and its text: plain text within the limits of limits.py, empty if unknown.

    `publisher` is who runs the site; where that is an aggregator, `origin` is who the report comes from.
    `text` is the work of others: it is for checks, never for readers.
    """

    url: str
    canonical_url: str
    title: str = ""
    site_name: str = ""
    publisher: str = ""
    origin: str = ""
    author: str = ""
    description: str = ""
    picture_url: str = ""
    language: str = ""
    published: date | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    text: str = ""
    paywalled: bool = False
    charset: str = ""
