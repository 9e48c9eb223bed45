"""The hub: told of whatever goes public, by the clock, once, and later again if it could not be told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, unquote

import pytest
from flask import Flask
from sqlalchemy import text

from digest.domain.edition import Kind
from digest.domain.hub import WAITS, Hub, claim, told
from digest.domain.publishing import Order, publish, withdraw
from digest.store import FOREVER, db, writing
from digest.store.fetch import Trouble
from digest.web.printing import SitePress
from digest.web.websub import tell_hub
from tests.support.factories import NOW, an_article
from tests.support.fake_fetch import FakeFetch
from tests.support.feeds import read_atom, read_json
from tests.web.test_statements import counted

HUB = "https://hub.example/"
SITE, MINUTE = "http://127.0.0.1:5000", timedelta(minutes=1)
At = Callable[[datetime], bool]


@pytest.fixture
def hub(app: Flask) -> FakeFetch:
    """A hub that takes what it is told."""
    fetch = FakeFetch()
    fetch.tell(HUB, 204)
    site = app.extensions["digest"]
    app.extensions["digest"] = replace(site, fetch=fetch, settings=replace(site.settings, websub_hub=HUB))
    return fetch


@pytest.fixture
def tell_at(app: Flask, hub: FakeFetch) -> At:
    """Tell the hub at an instant, as the background does; it is known since a minute before NOW."""

    def tell(at: datetime) -> bool:
        app.extensions["digest"] = replace(app.extensions["digest"], clock=lambda: at)
        with app.app_context():
            return tell_hub()

    assert not tell(NOW - MINUTE)
    return tell


def feeds_told(hub: FakeFetch) -> list[str]:
    """What the last request to the hub said has something new."""
    words = parse_qsl(hub.bodies[-1].decode())
    assert words[0] == ("hub.mode", "publish")
    assert {name for name, _ in words[1:]} == {"hub.url"}
    assert hub.headers[-1]["Content-Type"] == "application/x-www-form-urlencoded"
    return [value.removeprefix(SITE) for _, value in words[1:] if value.endswith(".atom")]


def test_the_hub_learns_once_of_whatever_has_gone_public(app: Flask, hub: FakeFetch, tell_at: At) -> None:
    with app.app_context():
        an_article("old", at=NOW - 5 * MINUTE, topic="前の話題")
        an_article("draft", at=None, topic="もれてはいけない")
        an_article("soon", at=NOW + 5 * MINUTE, topic="後の話題", tags=("札",))
        an_article("now", topic="今の話題", author="記者")
    assert not tell_at(NOW + timedelta(seconds=9))
    assert tell_at(NOW + MINUTE)
    assert not tell_at(NOW + MINUTE)
    new = ["/feed.atom", "/topics/今の話題/feed.atom", "/authors/記者/feed.atom"]
    assert [unquote(feed) for feed in feeds_told(hub)] == new
    assert len(hub.asked) == 1
    # By the clock alone.
    assert tell_at(NOW + 6 * MINUTE)
    assert len(feeds_told(hub)) == 4


def test_the_hub_learns_of_corrections_and_not_of_typos_or_withdrawals(
    app: Flask, hub: FakeFetch, tell_at: At
) -> None:
    with app.app_context():
        article = an_article("one", at=NOW - 5 * MINUTE)
        for at, kind in ((NOW, Kind.TYPO), (NOW + 2 * MINUTE, Kind.CORRECTION)):
            said = {"note": "理由"} if kind is Kind.CORRECTION else {}
            with writing() as session:
                article = session.merge(article)
                article.draft.tree = replace(article.draft.tree, lead=str(at))
                publish(session, article, Order(at, FOREVER, kind, unchecked=True, **said), SitePress())
    assert not tell_at(NOW + MINUTE)
    assert tell_at(NOW + 3 * MINUTE)
    assert "/corrections/feed.atom" in feeds_told(hub)
    with app.app_context(), writing() as session:
        withdraw(session, session.merge(article), NOW + 4 * MINUTE, SitePress())
    assert not tell_at(NOW + 5 * MINUTE)


def test_a_hub_that_cannot_be_told_is_told_later_and_less_and_less_often(
    app: Flask, hub: FakeFetch, tell_at: At, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context():
        an_article("one")
    hub.tell(HUB, Trouble.UNREACHABLE)
    at = NOW + MINUTE
    for wait in (*WAITS, WAITS[-1]):
        assert tell_at(at)
        assert not tell_at(at + wait - timedelta(seconds=1))
        at += wait
    assert "the hub could not be told of 6 feeds: unreachable" in caplog.text
    with app.app_context():
        an_article("two", at=at)
    hub.tell(HUB, 202)
    assert tell_at(at + MINUTE)
    assert not tell_at(at + MINUTE)
    with app.app_context():
        row = db.session.get_one(Hub, HUB)
        assert (row.tries, row.trouble, row.told_until) == (0, "", at + MINUTE - timedelta(seconds=10))


def test_only_one_of_several_tells_it_and_what_a_killed_one_had_claimed_is_told(
    app: Flask, hub: FakeFetch, tell_at: At
) -> None:
    with app.app_context():
        an_article("one")
        mine = claim(db.session(), HUB, NOW + MINUTE)
        assert mine
        assert claim(db.session(), HUB, NOW + MINUTE) is None
        again = claim(db.session(), HUB, NOW + 2 * MINUTE)
        assert again
        assert again.topics == mine.topics
        told(HUB, again, NOW + 2 * MINUTE)
        told(HUB, mine, NOW + 3 * MINUTE)
        assert db.session.get_one(Hub, HUB).told_until == again.until
    assert not tell_at(NOW + 4 * MINUTE)


def test_without_a_hub_nobody_is_told_and_nothing_asked(app: Flask) -> None:
    with app.app_context(), counted(app) as sent:
        assert not tell_hub()
    assert sent == []


def test_looking_for_news_reads_by_an_index(app: Flask, hub: FakeFetch, tell_at: At) -> None:
    with app.app_context():
        an_article("one")
    with counted(app) as sent:
        tell_at(NOW + MINUTE)
    looks = [statement for statement in sent if "LIMIT" in statement and "live_until" in statement]
    with app.app_context():
        plans = [
            str(db.session.execute(text(f"EXPLAIN QUERY PLAN {look.replace('?', '1')}")).all())
            for look in looks
        ]
    assert "ix_edition_corrected" in plans[0]
    assert "ix_article_newest" in plans[1]


def test_feeds_name_their_hub(app: Flask, hub: FakeFetch) -> None:
    client = app.test_client()
    answer = client.get("/feed.atom")
    assert answer.headers.getlist("Link") == [f'<{HUB}>; rel="hub"', f'<{SITE}/feed.atom>; rel="self"']
    ways = {link.rel: link.href for link in read_atom(answer.data).feed.links}
    assert (ways["hub"], ways["self"]) == (HUB, f"{SITE}/feed.atom")
    assert read_json(client.get("/feed.json").data)["hubs"] == [{"type": "WebSub", "url": HUB}]
