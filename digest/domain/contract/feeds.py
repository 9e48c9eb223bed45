"""Feeds, read as programs that follow them do: Atom (RFC 4287), JSON Feed, and the RSS of SmartNews."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from digest.domain.contract.answers import Answer
from digest.domain.contract.faults import Breach, Faults
from digest.domain.contract.xml import Element, parsed, said

_ATOM = "{http://www.w3.org/2005/Atom}"
_STATUS = "{http://search.yahoo.com/mrss/}status"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry; `published` is nothing where it names no instant with its offset."""

    id: str
    link: str
    title: str
    published: datetime | None
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Feed:
    """Some entries of a feed, what it says of itself, and where the older entries are."""

    about: dict[str, str]
    entries: list[Entry]
    next: str = ""


def read(answer: Answer) -> Feed | None:
    """The feed that `answer` is; nothing if it cannot be read."""
    kind = _KINDS.get(answer.kind)
    try:
        return kind(answer.body) if kind else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def is_feed(answer: Answer) -> bool:
    """Whether it calls itself a feed."""
    return answer.kind in _KINDS


def sound(feed: Feed) -> Faults:
    """A feed says what it is, and each entry has a name of its own, a title, an address and a day."""
    for name, value in feed.about.items():
        if not value:
            yield Breach("The feed does not say its %(what)s.", what=name)
    if len({entry.id for entry in feed.entries}) < len(feed.entries):
        yield Breach("Two entries of the feed have the same id.")
    for entry in feed.entries:
        if not (entry.id and entry.title and entry.link and entry.published):
            yield Breach(
                "The entry %(title)s lacks its id, title, address or day.", title=entry.title or entry.id
            )


def _atom(body: bytes) -> Feed | None:
    root = parsed(body)
    if root is None or root.tag != f"{_ATOM}feed":
        return None
    about = {name: said(root, f"{_ATOM}{name}") for name in ("id", "title", "updated")}
    links = {link.get("rel", "alternate"): link.get("href", "") for link in root.iterfind(f"{_ATOM}link")}
    about["address"] = links.get("self", "")
    entries = [_atom_entry(entry) for entry in root.iterfind(f"{_ATOM}entry")]
    return Feed(about, entries, links.get("next", ""))


def _atom_entry(entry: Element) -> Entry:
    links = {link.get("rel", "alternate"): link.get("href", "") for link in entry.iterfind(f"{_ATOM}link")}
    published, updated = (_instant(said(entry, f"{_ATOM}{name}")) for name in ("published", "updated"))
    return Entry(
        said(entry, f"{_ATOM}id"),
        links.get("alternate", ""),
        said(entry, f"{_ATOM}title"),
        published if updated else None,
    )


def _json(body: bytes) -> Feed | None:
    told: dict[str, Any] = json.loads(body)
    about = {
        "version": told["version"],
        "title": told["title"],
        "address": told["feed_url"],
    }
    entries = [
        Entry(
            item["id"], item.get("url", ""), item.get("title", ""), _instant(item.get("date_published", ""))
        )
        for item in told["items"]
    ]
    return Feed(about, entries, told.get("next_url", ""))


def _rss(body: bytes) -> Feed | None:
    root = parsed(body)
    channel = root.find("channel") if root is not None else None
    if channel is None:
        return None
    about = {"title": said(channel, "title"), "address": said(channel, "link")}
    return Feed(about, [_rss_item(item) for item in channel.iterfind("item")])


def _rss_item(item: Element) -> Entry:
    status = item.find(_STATUS)
    told = status is None or status.get("state") != "deleted"
    published = _mail_instant(said(item, "pubDate"))
    return Entry(said(item, "guid"), said(item, "link"), said(item, "title"), published, told)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _mail_instant(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


_KINDS: dict[str, Callable[[bytes], Feed | None]] = {
    "application/atom+xml": _atom,
    "application/feed+json": _json,
    "application/rss+xml": _rss,
}
