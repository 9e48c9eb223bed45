"""Related digests: worked out when a digest is published, for it and for the others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from digest.domain import relating
from digest.domain.article import Article
from digest.domain.publishing import Order, call_off, publish, restore, withdraw
from digest.domain.related import KEPT, Related, related_to
from digest.domain.relating import Candidate, relate
from digest.domain.tree import Card, Page, Section, Tree
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, an_article
from tests.support.hands import a_hand

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _in_the_application(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def a_digest(
    slug: str, title: str, source: str = "", topic: str = "", tags: tuple[str, ...] = (), hours: int = 0
) -> Article:
    """A digest that says its title alone and cites one source, published so many hours ago."""
    article = an_article(slug, at=None, topic=topic or f"話題{slug}", tags=tags)
    card = Card(title="資料", url=source or f"https://{slug}.example.jp/")
    tree = Tree(title=title, pages=(Page(sections=(Section(blocks=(card,)),)),))
    with writing() as session:
        session.get_one(Article, article.id).draft.tree = tree
    publish_at(article, hours)
    return article


def publish_at(article: Article, hours: int = 0) -> None:
    with writing() as session:
        order = Order(NOW - hours * HOUR, unchecked=True)
        publish(session, session.get_one(Article, article.id), order, SitePress())


def related(article: Article, hours: int = 0) -> list[str]:
    return [edition.slug for edition in db.session.scalars(related_to(article.id, NOW + hours * HOUR))]


def test_digests_are_related_by_source_tag_topic_and_words_in_this_order() -> None:
    a_digest("topic", "公園の桜が咲く", topic="科学", hours=5)
    a_digest("tag", "深海魚の群れ", tags=("月",), hours=4)
    a_digest("words", "月の裏側に着陸する計画を読む", hours=3)
    a_digest("source", "米の値段", source="https://moon.example.jp/1", hours=2)
    a_digest("stranger", "図書館の休館日", hours=1)
    moon = a_digest("moon", "月の裏側に着陸した計画を見る", "https://moon.example.jp/1", "科学", ("月",))
    assert related(moon) == ["words", "source", "tag", "topic"]


def test_the_others_are_told_at_once() -> None:
    old = a_digest("old", "月の裏側に着陸する計画", hours=2)
    new = a_digest("new", "月の裏側に着陸した計画")
    assert (related(old), related(new)) == (["new"], ["old"])
    # What is scheduled is known already, and not shown before its time.
    later = a_digest("later", "月の裏側に着陸できる計画", hours=-2)
    assert related(old) == ["new"]
    assert "later" in related(old, hours=2)
    with writing() as session:
        withdraw(session, session.get_one(Article, new.id), NOW, SitePress())
    assert related(old) == []
    assert related(later) == ["old"]


def test_the_newest_edition_counts() -> None:
    old = a_digest("old", "月の裏側に着陸する計画", hours=2)
    new = a_digest("new", "月の裏側に着陸した計画", hours=1)
    with writing() as session:
        draft = session.get_one(Article, new.id).draft
        draft.tree = replace(draft.tree, title="米の値段")
    publish_at(new, hours=-3)
    assert related(old, hours=5) == []
    hand = a_hand()
    with writing() as session:
        call_off(session, session.get_one(Article, new.id), SitePress(), hand)
    assert related(old) == ["new"]
    with writing() as session:
        withdraw(session, session.get_one(Article, new.id), NOW, SitePress())
        session.get_one(Article, old.id).topic_id = session.get_one(Article, new.id).topic_id
    with writing() as session:
        restore(session, session.get_one(Article, new.id), SitePress(), hand)
    assert related(old) == ["new"]


def test_a_translation_is_not_related() -> None:
    japanese = a_digest("ja", "月の裏側に着陸する計画", topic="科学")
    english = a_digest("en", "月の裏側に着陸する計画", topic="科学")
    with writing() as session:
        session.get_one(Article, english.id).original_id = japanese.id
        relate(session, session.get_one(Article, english.id))
    assert (related(english), related(japanese)) == ([], [])


def test_only_the_closest_are_kept_whatever_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    first = a_digest("first", "月の裏側に着陸する計画", topic="科学", hours=99)
    for number in range(KEPT + 3):
        a_digest(f"far-{number}", f"{number}番目の桜", topic="科学", hours=50 - number)
    assert related(first) == [f"far-{number}" for number in range(KEPT + 2, 2, -1)]
    near = a_digest("near", "月の裏側に着陸した計画", topic="科学")
    assert related(first)[:2] == ["near", f"far-{KEPT + 2}"]
    assert related(near)[0] == "first"
    counts = db.session.scalars(select(func.count()).select_from(Related).group_by(Related.article_id)).all()
    assert set(counts) == {KEPT}
    kept = db.session.execute(select(Related.article_id, Related.other_id, Related.score)).all()
    with writing() as session:
        relate(session, session.get_one(Article, near.id))
    assert set(db.session.execute(select(Related.article_id, Related.other_id, Related.score))) == set(kept)


def test_never_more_than_a_few_hundred_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TAGGED_MOST", "TOPIC_MOST", "NEWEST_MOST", "CITING_MOST"):
        monkeypatch.setattr(relating, name, 2)
    same = {"source": "https://moon.example.jp/1", "topic": "科学", "tags": ("月",)}
    for number in range(5):
        article = a_digest(f"a{number}", f"{number}番目の桜", hours=10 - number, **same)  # type: ignore[arg-type]
    assert related(article) == ["a3"]


def test_words_of_an_alphabet_are_compared_whole() -> None:
    a_digest("co2", "What the Mauna Loa record tells us about carbon dioxide", hours=2)
    a_digest("post", "Why the postcode of Japan has seven digits and no more", hours=1)
    other = a_digest("loa", "How the Mauna Loa record of carbon dioxide is kept")
    assert related(other) == ["co2"]


@pytest.mark.parametrize(
    ("candidate", "score"),
    [
        (Candidate(), 0),
        (Candidate(topic=True), 100),
        (Candidate(sources={1}), 500),
        (Candidate(sources={1, 2}), 750),
        (Candidate(tags={1: 1.0}), 400),
        (Candidate(tags={1: 0.5}), 200),
        (Candidate(sources={1}, tags={1: 1.0}, topic=True), 730),
        (Candidate(signs=frozenset("abc")), 800),
    ],
)
def test_what_is_shared_adds_up(candidate: Candidate, score: int) -> None:
    assert candidate.score(frozenset("abc")) == score
