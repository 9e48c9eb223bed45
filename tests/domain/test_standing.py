"""Where articles stand, at any instant, one by one and in lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select, text

from digest.domain.article import Article
from digest.domain.publishing import Order, publish, withdraw
from digest.domain.standing import Standing, changed, of, standing_is, standings
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def ids() -> dict[str, int]:
    """One article for each standing at NOW."""
    made = {
        Standing.DRAFT: an_article("draft", at=None),
        Standing.SCHEDULED: an_article("scheduled", at=NOW + HOUR),
        Standing.LIVE: an_article("live", at=NOW - HOUR),
        Standing.EXPIRED: an_article("expired", at=NOW - HOUR, until=NOW),
        Standing.WITHDRAWN: an_article("withdrawn", at=NOW - HOUR),
    }
    retract(made[Standing.WITHDRAWN], NOW)
    return {word: article.id for word, article in made.items()}


def retract(article: Article, at: object) -> None:
    with writing() as session:
        withdraw(session, session.merge(article), at, SitePress(), note="誤りがあったため。")  # type: ignore[arg-type]


def test_each_stands_where_it_stands(ids: dict[str, int]) -> None:
    found = standings(db.session, list(ids.values()), NOW)
    assert {word: found[number].standing for word, number in ids.items()} == {word: word for word in ids}


@pytest.mark.parametrize("standing", list(Standing))
def test_one_article_says_the_same_as_the_list(ids: dict[str, int], standing: Standing) -> None:
    article = db.session.get_one(Article, ids[standing])
    assert of(db.session, article, NOW).standing == standing


@pytest.mark.parametrize("step", [-2 * HOUR, -HOUR, -HOUR / 2, 0 * HOUR, HOUR / 2, HOUR, 9 * HOUR])
def test_at_every_instant_an_article_stands_in_one_place(ids: dict[str, int], step: timedelta) -> None:
    at = NOW + step
    found = {
        standing: set(db.session.scalars(select(Article.id).where(standing_is(standing, at))))
        for standing in Standing
    }
    assert sorted(number for numbers in found.values() for number in numbers) == sorted(ids.values())
    seen = standings(db.session, list(ids.values()), at)
    assert all(seen[number].standing == standing for standing, numbers in found.items() for number in numbers)


def test_a_list_takes_one_statement(ids: dict[str, int]) -> None:
    sent: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    db.session.connection()
    event.listen(db.engine, "before_cursor_execute", remember)
    standings(db.session, list(ids.values()), NOW)
    event.remove(db.engine, "before_cursor_execute", remember)
    assert len(sent) == 1


def test_an_article_says_which_edition_is_live_and_which_comes(ids: dict[str, int]) -> None:
    article = db.session.get_one(Article, ids["live"])
    with writing() as session:
        publish(session, article, Order(NOW + HOUR, unchecked=True), SitePress())
    where = of(db.session, article, NOW)
    assert where.live
    assert where.scheduled
    assert (where.live.number, where.scheduled.number) == (1, 2)
    assert of(db.session, article, NOW + HOUR).live is where.scheduled


def test_a_withdrawn_article_that_comes_back_and_expires_is_not_withdrawn(ids: dict[str, int]) -> None:
    article = db.session.get_one(Article, ids["withdrawn"])
    with writing() as session:
        publish(session, article, Order(NOW + HOUR, NOW + 2 * HOUR, unchecked=True), SitePress())
    words = [of(db.session, article, NOW + step * HOUR).standing for step in range(4)]
    assert words == ["scheduled", "live", "expired", "expired"]


def test_a_draft_that_was_never_published_is_not_changed_since(ids: dict[str, int]) -> None:
    assert list(db.session.scalars(select(Article.id).join(Article.draft).where(changed()))) == []


def test_a_draft_that_was_edited_after_publication_is_changed(ids: dict[str, int]) -> None:
    with writing() as session:
        draft = session.get_one(Article, ids["live"]).draft
        draft.tree, draft.version = replace(draft.tree, title="改めた題"), draft.version + 1
    found = db.session.scalars(select(Article.id).join(Article.draft).where(changed())).all()
    assert found == [ids["live"]]
    assert standings(db.session, [ids["live"]], NOW)[ids["live"]].changed
    assert of(db.session, db.session.get_one(Article, ids["live"]), NOW).changed


@pytest.mark.parametrize("standing", list(Standing))
def test_the_editions_of_an_article_are_found_by_index(ids: dict[str, int], standing: Standing) -> None:
    query = select(Article.id).where(standing_is(standing, NOW))
    sql = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
    plan = [row[3] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]
    assert not [line for line in plan if line.startswith("SCAN edition")]
