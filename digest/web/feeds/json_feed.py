"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with what it has no word for under `_digest`."""

import json
from typing import Any

from digest.domain.plain import xml_text
from digest.web.assets import asset
from digest.web.feeds.feed import Cited, Entry, Feed, Named
from digest.web.formats import iso
from digest.web.site import site

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """`feed` as JSON text."""
    hub = site().settings.websub_hub
    told = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "next_url": feed.next,
        "icon": f"{site().url}{asset('img/icon-512.png')}",
        "favicon": f"{site().url}{asset('img/favicon-32.png')}",
        "authors": [{"name": site().name, "url": f"{site().url}/"}],
        "language": site().locale,
        "hubs": [{"type": "WebSub", "url": hub}] if hub else [],
    }
    items = [_item(entry) for entry in feed.entries]
    return json.dumps(_clean({**_said(told), "items": items}), ensure_ascii=False, separators=(",", ":"))


def _item(entry: Entry) -> dict[str, Any]:
    picture = entry.picture
    file = {"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.length} if picture else {}
    told = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": entry.text,
        "summary": entry.summary,
        "image": picture.url if picture else entry.thumbnail,
        "date_published": iso(entry.published),
        "date_modified": iso(entry.updated),
        "authors": [_author(author) for author in entry.authors],
        "tags": [category.name for category in entry.categories],
        "language": entry.language,
        "attachments": [file] if file else [],
        "_digest": _said({"sources": [_source(source) for source in entry.sources]}),
    }
    return _said(told)


def _author(author: Named) -> dict[str, str]:
    return {"name": author.name, "url": author.url}


def _source(source: Cited) -> dict[str, Any]:
    return _said(
        {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "date_published": iso(source.published) if source.published else "",
        }
    )


def _said(told: dict[str, Any]) -> dict[str, Any]:
    """`told` without what there is nothing to say of."""
    return {name: value for name, value in told.items() if value}


def _clean(value: Any) -> Any:
    """`value` without characters that a reader's XML, into which many put it, cannot say."""
    match value:
        case str():
            return xml_text(value)
        case list():
            return [_clean(each) for each in value]
        case dict():
            return {name: _clean(each) for name, each in value.items()}
    return value
