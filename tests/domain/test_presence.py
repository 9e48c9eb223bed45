"""Who has an article open is known for a minute after the browser's last word."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from digest.domain.presence import LASTS, Presence, left, open_now, others, seen
from digest.store import db, writing
from tests.support.factories import NOW, an_article
from tests.support.people import a_user


@pytest.fixture(autouse=True)
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def article() -> int:
    return an_article(at=None).id


def here(article: int, who: str, seconds: float = 0, part: str = "") -> int:
    user = a_user(who).id
    with writing() as session:
        seen(session, article, user, NOW + timedelta(seconds=seconds), part)
    return user


def names(article: int, user: int, seconds: float = 0) -> list[tuple[str, str]]:
    db.session.rollback()
    found = db.session.scalars(others(article, user, NOW + timedelta(seconds=seconds)))
    return [(each.user.name, each.part) for each in found]


def test_others_are_seen_and_one_is_not_another_oneself(article: int) -> None:
    me = here(article, "editor")
    here(article, "colleague", 1, "c1")
    here(article, "author", 2)
    assert names(article, me, 3) == [("若葉 文", ""), ("星野 湊", "c1")]


def test_a_second_word_replaces_the_first(article: int) -> None:
    here(article, "colleague", 0, "c1")
    here(article, "colleague", 20, "b1")
    assert names(article, 0, 20) == [("星野 湊", "b1")]


def test_who_has_not_been_heard_of_for_a_while_is_gone(article: int) -> None:
    here(article, "colleague")
    assert names(article, 0, LASTS.total_seconds() - 1)
    assert not names(article, 0, LASTS.total_seconds())


def test_who_closes_the_page_is_gone_at_once(article: int) -> None:
    user = here(article, "colleague")
    here(article, "author")
    with writing() as session:
        left(session, article, user)
    assert names(article, 0) == [("若葉 文", "")]


def test_several_articles_are_asked_about_at_once(article: int) -> None:
    other = an_article("other", at=None).id
    here(article, "colleague")
    here(other, "colleague")
    here(an_article("third", at=None).id, "colleague")
    found = db.session.scalars(open_now((article, other), NOW)).all()
    assert sorted(each.article_id for each in found) == [article, other]


def test_what_is_a_day_old_is_forgotten(article: int) -> None:
    here(article, "colleague")
    here(article, "author", 24 * 3600 + 1)
    assert db.session.query(Presence).count() == 1
