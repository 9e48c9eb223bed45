"""Sources as their pages are read: one for all addresses that lead to it, with what the page said last."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.publisher import PRIMARY_KINDS, Publisher, PublisherKind
from digest.domain.retrieving.reading import Found
from digest.domain.source import Concern, Source, SourceAddress, State, canonical_url
from digest.domain.webpage import WebPage, aggregator_of
from digest.store import one_at_a_time

# What was had is left alone for so long.
LEFT_ALONE = timedelta(days=7)
TEXT_MOST = 200_000
# What a page says of itself; what it does not say is not forgotten.
_FACTS = (
    "title",
    "site_name",
    "origin",
    "author",
    "description",
    "picture_url",
    "language",
    "published",
    "published_at",
    "modified_at",
)


def kept(session: Session, url: str, found: Found, at: datetime) -> Source:
    """The source that `url` leads to, with what was found there: a known one, or a new one."""
    # Two workers may find two addresses of one page.
    one_at_a_time(session, "sources")
    page = found.page
    given = (page.canonical_url, page.url, url)
    addresses = list(dict.fromkeys(canonical for each in given if (canonical := canonical_url(each))))
    known = Source.by_address(session, addresses)
    source = next((known[address] for address in addresses if address in known), None)
    if source is None:
        source = Source(url=url, canonical_url=addresses[0], title=addresses[0], text="", by_hand=[])
        source.publisher = _publisher(session, page)
        source.primary = bool(source.publisher and source.publisher.kind in PRIMARY_KINDS)
        session.add(source)
        session.flush()
    else:
        if "publisher_id" not in source.by_hand:
            source.publisher = Publisher.of_host(session, host(page.url)) or source.publisher
        source.publisher = source.publisher or _publisher(session, page)
    _lead_to(session, source, [address for address in addresses if address not in known])
    _refresh(source, found, at)
    session.flush()
    return source


def hold_publisher(session: Session, page: WebPage) -> None:
    """Let nobody delete the publisher of `page` before this transaction has ended.

    To be asked before the draft is locked, as those do who delete one: else each would wait for the other.
    """
    known = Publisher.of_host(session, host(page.url))
    name = page.publisher or page.site_name
    which = Publisher.id == known.id if known else Publisher.name == name
    session.execute(select(Publisher.id).where(which).with_for_update(read=True, key_share=True))


def host(url: str) -> str:
    """The host of `url` as people say it."""
    return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")


def _lead_to(session: Session, source: Source, fresh: list[str]) -> None:
    """Let the addresses `fresh`, the page's own first, lead to `source` too."""
    for address in fresh:
        if address != source.canonical_url:
            session.add(SourceAddress(url=address, source_id=source.id))


def _publisher(session: Session, page: WebPage) -> Publisher | None:
    """Who publishes what is at the host of `page`, else who the page says it is, else the host itself.

    A page at a strange host may call itself by the name of a known outlet; that is not believed.
    """
    at = host(page.url)
    if by_host := Publisher.of_host(session, at):
        return by_host
    name = page.publisher or page.site_name
    known = session.scalar(select(Publisher).where(Publisher.name == name)) if name else None
    found = Publisher.called(session, at if known and known.hosts else name or at)
    if found.kind == PublisherKind.OTHER and aggregator_of(at):
        found.kind = PublisherKind.AGGREGATOR
    return found


def _refresh(source: Source, found: Found, at: datetime) -> None:
    for name in _FACTS:
        if name not in source.by_hand and (value := getattr(found.page, name)):
            setattr(source, name, value)
    source.paywalled = found.page.paywalled
    if found.page.text:
        source.text = found.page.text[:TEXT_MOST]
        source.suggested = [place for place in found.suggested if place[1] <= TEXT_MOST]
    source.retrieved_at = source.checked_at = source.confirmed_at = source.compared_at = at
    source.check_after = at + LEFT_ALONE
    source.concern, source.trouble, source.status = Concern.NONE, "", 200
    source.strikes, source.struck_at = 0, None
    if not source.declared:
        source.state, source.moved_url = State.ALIVE, ""
