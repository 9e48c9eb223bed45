"""Several editors publish, schedule, call off and withdraw in the same instant, on both databases."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain import standing
from digest.domain.about import About, locked_article, tell
from digest.domain.address import AddressError
from digest.domain.article import Article
from digest.domain.correction import corrections
from digest.domain.drafting import change, locked
from digest.domain.edition import Edition, Kind
from digest.domain.hand import Hand
from digest.domain.leftover import leftover, moved_to
from digest.domain.publishing import Order, call_off, end_at, publish, restore, withdraw
from digest.domain.readdress import readdress
from digest.domain.refusal import Refusal
from digest.domain.standing import Standing, standing_is, standings
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.domain.test_publishing_in_time import GOOD
from tests.support.factories import NOW, an_article
from tests.test_races import race, racing, server  # noqa: F401 -- fixtures

HOUR = timedelta(hours=1)
Deed = Callable[[Session, Article, Hand], Any]


def say(number: int, title: str) -> None:
    with writing() as session:
        draft = locked(session, number)
        change(session, draft, replace(GOOD, title=title), hand(NOW))


def hand(at: datetime) -> Hand:
    return Hand(None, "秋山 菊乃", at)


def doing(number: int, at: datetime, deed: Deed) -> Callable[[], Any]:
    """`deed`, or what it was refused with."""

    def run() -> Any:
        try:
            with writing() as session:
                return deed(session, session.get_one(Article, number), hand(at))
        except Refusal as refusal:
            return refusal

    return run


def test_of_ten_who_publish_the_same_change_at_once_one_does(racing: Flask) -> None:  # noqa: F811
    number = an_article("at-once", at=None).id
    say(number, "題0")

    def deed(session: Session, article: Article, by: Hand) -> Edition:
        given = Order(by.at, kind=Kind.UPDATE, note="理由", version=article.draft.version)
        return publish(session, article, given, SitePress(), by)

    with ThreadPoolExecutor(10) as pool:
        for turn in range(5):
            found = race(racing, pool, [doing(number, NOW + turn * HOUR, deed)] * 10)
            assert sum(isinstance(each, Edition) for each in found) == 1, found
            say(number, f"題{turn + 1}")
    db.session.rollback()
    editions = db.session.scalars(select(Edition).where(Edition.article_id == number)).all()
    assert sorted(edition.number for edition in editions) == [1, 2, 3, 4, 5]


def test_whatever_four_do_at_once_one_text_is_public_at_a_time(racing: Flask) -> None:  # noqa: F811
    # Live for an hour already: ended in its first instant it would never have been public.
    number, luck = an_article("mixed", at=NOW - HOUR).id, random.Random(3)
    with ThreadPoolExecutor(4) as pool:
        for turn in range(12):
            at = NOW + turn * HOUR
            say(number, f"題{turn}")
            order = Order(at + luck.choice((0, 1, 5)) * HOUR, unchecked=True)
            deeds: list[Deed] = [
                lambda s, a, by, order=order: publish(s, a, order, SitePress(), by),
                lambda s, a, by: call_off(s, a, SitePress(), by),
                lambda s, a, by: withdraw(s, a, by.at, SitePress(), "理由", by),
                lambda s, a, by: restore(s, a, SitePress(), by),
                lambda s, a, by: end_at(s, a, by.at + 3 * HOUR, by),
            ]
            race(racing, pool, [doing(number, at, deed) for deed in luck.sample(deeds, 4)])
    db.session.rollback()
    of_article = select(Edition).where(Edition.article_id == number, Edition.live_from < Edition.live_until)
    real = db.session.scalars(of_article.order_by(Edition.live_from)).all()
    assert real
    assert all(one.live_until <= later.live_from for one, later in pairwise(real))


def test_of_two_articles_that_want_one_address_one_gets_it(racing: Flask) -> None:  # noqa: F811
    numbers = [an_article(f"wants-{n}", at=NOW).id for n in range(2)]
    with ThreadPoolExecutor(2) as pool:
        for turn in range(10):
            slug = f"wanted-{turn}"
            deeds = [
                doing(number, NOW, lambda s, a, by, slug=slug: readdress(s, a, slug, by, SitePress()))
                for number in numbers
            ]
            found = race(racing, pool, deeds)
            assert [each for each in found if each is True] == [True], found
            assert [type(each) for each in found if each is not True] == [AddressError]


def test_who_publishes_and_who_gives_it_another_address_never_wait_for_each_other(racing: Flask) -> None:  # noqa: F811
    number = an_article("moving-on", at=NOW - HOUR).id

    def file(session: Session, article: Article, by: Hand, slug: str) -> bool:
        here = locked_article(session, article.id)
        tell(session, here, replace(About.of(here), slug=slug), by, SitePress())
        return True

    with ThreadPoolExecutor(2) as pool:
        for turn in range(20):
            say(number, f"題{turn}")
            order = Order(NOW + turn * HOUR, unchecked=True)
            deeds: list[Deed] = [
                lambda s, a, by, order=order: publish(s, a, order, SitePress(), by),
                lambda s, a, by, slug=f"moving-on-{turn}": file(s, a, by, slug),
            ]
            race(racing, pool, [doing(number, NOW + turn * HOUR, deed) for deed in deeds])
    db.session.rollback()
    assert db.session.get_one(Article, number).slug == "moving-on-19"


def test_every_question_has_the_same_answer_on_both_databases(racing: Flask) -> None:  # noqa: F811
    made = {
        Standing.DRAFT: an_article("q-draft", at=None),
        Standing.SCHEDULED: an_article("q-scheduled", at=NOW + HOUR),
        Standing.LIVE: an_article("q-live", at=NOW - HOUR),
        Standing.EXPIRED: an_article("q-expired", at=NOW - HOUR, until=NOW),
        Standing.WITHDRAWN: an_article("q-withdrawn", at=NOW - HOUR),
    }
    with writing() as session:
        withdraw(session, session.merge(made[Standing.WITHDRAWN]), NOW, SitePress(), "理由")
    numbers = {word: article.id for word, article in made.items()}
    found = standings(db.session, list(numbers.values()), NOW)
    for word, number in numbers.items():
        assert found[number].standing == word
        assert number in set(db.session.scalars(select(Article.id).where(standing_is(word, NOW))))
        assert standing.of(db.session, db.session.get_one(Article, number), NOW).standing == word
    left = leftover(db.session, "q-withdrawn", NOW)
    assert left
    assert left.reason == "理由"
    assert db.session.scalar(moved_to("nowhere", NOW)) is None
    assert corrections(db.session, NOW).found is not None
