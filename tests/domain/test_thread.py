"""Threads and translations: what hangs together, as readers may see it at each instant."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from digest.domain.article import Article
from digest.domain.edition import live
from digest.domain.thread import Thread, members, thread_at, thread_of
from digest.domain.translation import translations_of
from digest.store import db
from tests.support.factories import NOW, an_article
from tests.support.kindred import follow, translate

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_the_application(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def chain(*slugs: str, scheduled: str = "") -> dict[str, int]:
    """Articles that follow one another, a day apart, the last one now; their numbers."""
    numbers: dict[str, int] = {}
    for back, slug in zip(range(len(slugs) - 1, -1, -1), slugs, strict=True):
        at = NOW + DAY if slug == scheduled else NOW - back * DAY
        numbers[slug] = an_article(slug, f"題{slug}", at=at).id
    follow(*(numbers[slug] for slug in slugs))
    return numbers


def slugs(thread: Thread) -> list[str]:
    return [edition.slug for edition in thread.editions]


def test_a_thread_is_the_same_from_each_of_its_articles() -> None:
    numbers = chain("a", "b", "c")
    side = an_article("side", at=NOW - 0.5 * DAY).id
    follow(numbers["a"], side)
    for number in (*numbers.values(), side):
        assert slugs(thread_of(db.session(), number, NOW)) == ["a", "b", "side", "c"]


def test_each_member_knows_what_came_before_and_since() -> None:
    numbers = chain("a", "b", "c")
    thread = thread_of(db.session(), numbers["b"], NOW)
    a, b, c = thread.editions
    assert (thread.before(c), thread.after(a), thread.after(c)) == ([b, a], [b, c], [])
    assert (thread.first, thread.newest) == (a, c)


def test_what_is_hidden_holds_a_thread_together_unseen() -> None:
    numbers = chain("a", "b", "c", scheduled="b")
    assert slugs(thread_of(db.session(), numbers["a"], NOW)) == ["a", "c"]
    assert slugs(thread_of(db.session(), numbers["a"], NOW + DAY)) == ["a", "c", "b"]
    assert not thread_of(db.session(), numbers["a"], NOW - 3 * DAY)
    assert not thread_of(db.session(), an_article("alone").id, NOW)


def test_a_hidden_address_leads_to_no_thread() -> None:
    chain("a", "b", "c", scheduled="b")
    assert slugs(thread_at(db.session(), "c", NOW)) == ["a", "c"]
    assert not thread_at(db.session(), "b", NOW)
    assert not thread_at(db.session(), "nothing", NOW)


def test_a_circle_has_an_end() -> None:
    numbers = chain("a", "b")
    follow(numbers["b"], numbers["a"])
    assert slugs(thread_of(db.session(), numbers["a"], NOW)) == ["a", "b"]


def test_a_thread_is_found_by_its_indexes() -> None:
    found = live(NOW).where(Article.id.in_(members(1)))
    sql = str(found.compile(db.engine, compile_kwargs={"literal_binds": True}))
    plan = [row[3] for row in db.session.execute(text("EXPLAIN QUERY PLAN " + sql.replace(":", r"\:")))]
    scans = [step for step in plan if step.startswith("SCAN")]
    assert all(step in ("SCAN thread", "SCAN CONSTANT ROW") for step in scans), plan


def translation(slug: str, language: str, original: int | None, days: int = 0) -> int:
    number = an_article(slug, f"題{slug}", at=NOW - days * DAY, language=language).id
    if original:
        translate(original, number)
    return number


def test_translations_name_one_another_and_no_hidden_one() -> None:
    ja = translation("ja", "ja", None)
    en = translation("en", "en", ja)
    translation("fr", "fr", ja, days=-1)
    others = {number: _languages(number, NOW) for number in (ja, en)}
    assert others == {ja: ["en"], en: ["ja"]}
    assert _languages(en, NOW + DAY) == ["fr", "ja"]


def test_of_two_in_one_language_the_first_is_the_translation() -> None:
    ja = translation("ja", "ja", None)
    first, second = translation("en", "en", ja, days=2), translation("en-2", "en", ja, days=1)
    same = translation("ja-2", "ja", ja, days=5)
    assert _slugs(ja) == ["en"]
    assert (_slugs(first), _slugs(second), _slugs(same)) == (["ja"], [], [])


def _languages(number: int, at: datetime) -> list[str]:
    article = db.session().get_one(Article, number)
    return [edition.language for edition in translations_of(db.session(), article, at)]


def _slugs(number: int) -> list[str]:
    article = db.session().get_one(Article, number)
    return [edition.slug for edition in translations_of(db.session(), article, NOW)]
