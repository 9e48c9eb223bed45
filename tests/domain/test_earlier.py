"""Earlier digests: which published ones a new one is held against."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from digest.domain import earlier
from digest.domain.article import Article
from digest.domain.earlier import earlier_digests
from digest.domain.edition import Kind
from digest.domain.likeness import Earlier
from digest.domain.publishing import Order, publish, withdraw
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, a_tree, an_article

SOURCE = "https://www.npb.go.jp/1の1"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_the_application(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def slugs(article: Article | None = None, urls: tuple[str, ...] = ()) -> list[str]:
    return [found.slug for found in earlier_digests(db.session(), article.id if article else None, urls)]


def test_other_published_digests_are_found_newest_first() -> None:
    mine = an_article("mine")
    an_article("old", at=NOW - DAY)
    an_article("new", at=NOW)
    an_article("draft", at=None)
    assert slugs(mine) == ["new", "old"]
    assert slugs() == ["new", "mine", "old"]


def test_a_digest_comes_with_its_title_and_its_sources() -> None:
    an_article(title="新しいお札", sections=2)
    (found,) = earlier_digests(db.session(), None, ())
    assert found.title == "新しいお札"
    assert found.sources == {"https://www.npb.go.jp/1の1", "https://www.npb.go.jp/1の2"}


def test_what_shares_a_source_is_found_however_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier, "MOST", 1)
    an_article("old", at=NOW - DAY, sections=2)
    an_article("new", at=NOW)
    assert slugs(urls=("https://elsewhere.jp/",)) == ["new"]
    assert slugs(urls=("https://www.npb.go.jp/1の2?utm_source=x", "国立印刷局")) == ["new", "old"]


def test_only_the_latest_edition_of_a_digest_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    article = an_article(sections=2)
    with writing() as session:
        article.draft.tree = a_tree("改めた題")
        publish(session, article, Order(NOW + DAY, kind=Kind.UPDATE, unchecked=True), SitePress())
    assert earlier_digests(db.session(), None, ()) == [Earlier("notes", "改めた題", frozenset({SOURCE}))]
    monkeypatch.setattr(earlier, "MOST", 1)
    an_article("newer", at=NOW + 2 * DAY)
    assert slugs(urls=("https://www.npb.go.jp/1の2",)) == ["newer"]


def test_what_was_withdrawn_was_published_all_the_same() -> None:
    article = an_article()
    never = an_article("never", at=NOW + DAY)
    with writing() as session:
        withdraw(session, article, NOW + DAY, SitePress())
        withdraw(session, never, NOW, SitePress())
    assert slugs() == ["notes"]


def test_it_takes_three_statements_however_many_there_are() -> None:
    for number in range(4):
        an_article(f"a{number}", at=NOW + number * DAY, sections=2)
    statements: list[str] = []
    db.session().connection()
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert len(slugs(urls=(SOURCE,))) == 4
    assert [statement.split()[0] for statement in statements] == ["SELECT"] * 3
