"""Lists as pages and as the piece that もっと見る fetches: both from the same batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, request, url_for

from digest.domain.edition import Edition
from digest.domain.listing import Batch, Key, Series, batch
from digest.web.site import session, site


@dataclass(frozen=True, slots=True)
class Group:
    """The digests of one day; `continued` if the batch before ended within this day."""

    day: date
    continued: bool
    summaries: Sequence[Edition]


@dataclass(frozen=True, slots=True)
class More:
    """Where a list goes on: a real address, and the piece of it that script fetches."""

    url: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A batch as templates show it."""

    groups: Sequence[Group]
    more: More | None


def listed(series: Series, endpoint: str, **values: Any) -> Listing:
    """The batch of `series` that this request asks for.

    `endpoint` is the list's page; its fragment is `<endpoint>_more`. `values` are their arguments.
    """
    before = asked_for()
    fragment = request.path.startswith("/_/")
    return arranged(batch(session(), series, before), before if fragment else None, endpoint, **values)


def listed_or_404(series: Series, endpoint: str, **values: Any) -> Listing:
    """The same for a list that is not there as long as it holds nothing public: its name may be a draft's."""
    found = listed(series, endpoint, **values)
    return found if found.groups else abort(404)


def is_public(series: Series) -> bool:
    """Whether readers may see anything of `series`."""
    return bool(batch(session(), series, size=1).editions)


def arranged(found: Batch, after: Key | None, endpoint: str, **values: Any) -> Listing:
    """`found` by day, going on from the day of `after` where it is the piece below that place."""
    zone = site().settings.zone
    last = after.published_at.astimezone(zone).date() if after else None
    groups = [Group(at, at == last, editions) for at, editions in found.by_day(zone)]
    if found.after is None:
        return Listing(groups, None)
    place = values | {"before": str(found.after)}
    return Listing(groups, More(url_for(endpoint, **place), url_for(f"{endpoint}_more", **place)))


def asked_for() -> Key | None:
    """The key in the address; an address with something else in its place leads nowhere."""
    given = request.args.get("before")
    if given is None:
        return None
    return Key.read(given) or abort(404)
