"""WebSub (https://www.w3.org/TR/websub/): the hub of the settings is told which feeds have something new.

What is told is found by the clock, not by whoever publishes: so scheduled digests are told too.
"""

import logging
from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask

from digest.domain.hub import News, claim, told
from digest.store.fetch import FetchError
from digest.web.background import Background
from digest.web.feeds.entries import whole_url
from digest.web.site import now, session, site

SECONDS = 20.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Let the background tell the hub."""
    background: Background = app.extensions["digest.background"]
    background.register("hub", tell_hub)


def tell_hub() -> bool:
    """Tell the hub of the settings what it does not know yet; whether there was something."""
    url = site().settings.websub_hub
    news = claim(session(), url, now()) if url else None
    if news is None:
        return False
    told(url, news, now(), _trouble(url, list(feeds_of(news))))
    return True


def feeds_of(news: News) -> Iterator[str]:
    """The addresses of all feeds that have something new, as the feeds themselves say them."""
    for form in ("atom", "json"):
        yield whole_url("feeds.newest", form=form)
        if news.corrected:
            yield whole_url("feeds.corrected", form=form)
        for endpoint, slugs in (
            ("feeds.topic", news.topics),
            ("feeds.tag", news.tags),
            ("feeds.author", news.authors),
        ):
            yield from (whole_url(endpoint, slug=slug, form=form) for slug in slugs)


def _trouble(hub: str, feeds: list[str]) -> str:
    """Tell `hub` of `feeds`; what the trouble was, if any."""
    # WebSub leaves it to hubs how they are told: they take the words of PubSubHubbub 0.3 (7.1).
    body = urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]).encode()
    try:
        site().fetch.ask(hub, body=body, headers=_FORM, seconds=SECONDS)
    except FetchError as error:
        _log.warning("the hub could not be told of %s feeds: %s", len(feeds), error)
        return str(error)
    return ""
