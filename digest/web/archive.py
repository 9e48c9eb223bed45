"""The archive: every month with digests, and the digests of one month."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, abort, render_template, url_for

from digest.domain.listing import month_counts, of_month
from digest.web.listings import Listing, listed
from digest.web.site import now, session

pages = Blueprint("archive", __name__)


@dataclass(frozen=True, slots=True)
class Month:
    """A month with public digests."""

    year: int
    month: int
    count: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def url(self) -> str:
        """Its page."""
        return url_for("archive.month", year=f"{self.year:04}", month=f"{self.month:02}")


@dataclass(frozen=True, slots=True)
class Year:
    """A year with public digests, newest month first."""

    year: int
    months: list[Month]


@pages.get("/archive")
def index() -> str:
    """All months, by year."""
    years = [Year(year, list(some)) for year, some in groupby(months(), lambda m: m.year)]
    return render_template("archive/index.html", years=years)


@pages.get("/archive/<year>/<month>")
def month(year: str, month: str) -> str:
    """The digests of a month, with ways to the months beside it."""
    first = _first_day(year, month)
    listing = _listing(first)
    others = months()
    return render_template(
        "archive/month.html",
        month=first,
        listing=listing,
        newer=next((m for m in reversed(others) if m.first > first), None),
        older=next((m for m in others if m.first < first), None),
    )


@pages.get("/_/archive/<year>/<month>")
def month_more(year: str, month: str) -> str:
    """The next digests of a month."""
    return render_template("shared/_listing.html", listing=_listing(_first_day(year, month)))


def months() -> list[Month]:
    """Every month with public digests, newest first."""
    counted = session().execute(month_counts(now()))
    return [Month(int(name[:4]), int(name[5:]), count) for name, count in counted if name]


def _first_day(year: str, month: str) -> date:
    """The first day of a month that is written as addresses write it: one month, one address."""
    if not (len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()):
        abort(404)
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        abort(404)


def _listing(first: date) -> Listing:
    listing = listed(
        of_month(f"{first:%Y-%m}", now()), "archive.month", year=f"{first.year:04}", month=f"{first:%m}"
    )
    return listing if listing.groups else abort(404)
