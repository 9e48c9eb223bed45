"""The index goes along with whatever happens to an article, and can be made anew while the site runs."""

import random
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update

from digest.commands.search import group
from digest.domain import removing
from digest.domain.about import About, locked_article, tell
from digest.domain.article import Article
from digest.domain.drafting import change, locked
from digest.domain.edition import Edition, live_named
from digest.domain.hand import Hand
from digest.domain.keeping import TAGS, TOPICS
from digest.domain.publishing import NotReadyError, Order, call_off, end_at, publish, restore, withdraw
from digest.domain.search import facets
from digest.domain.search.checking import Trouble, check
from digest.domain.search.entry import SearchEntry
from digest.domain.search.finding import Filters, find
from digest.domain.search.query import read_query
from digest.domain.search.rebuilding import is_behind, rebuild
from digest.domain.topic import Tag, Topic
from digest.store import FOREVER, db, search_index, writing
from digest.web.printing import SitePress
from tests.support.factories import NOW, a_tree, an_article

HOUR = timedelta(hours=1)
WORDS = ("停戦", "経済", "核融合")


def hand(at: datetime = NOW) -> Hand:
    return Hand(None, "秋山 菊乃", at)


def found(q: str = "", at: datetime = NOW, **filters: object) -> list[str]:
    """The addresses of what is found."""
    page = find(db.session(), read_query(q), Filters(**filters), at, SitePress().zone)  # type: ignore[arg-type]
    return [hit.edition.slug for hit in page.hits]


def faults(at: datetime = NOW) -> list[tuple[Trouble, int]]:
    """What the check says is wrong."""
    return [(fault.trouble, fault.edition_id) for fault in check(db.session(), at)]


def held() -> list[int]:
    """The editions that the index has."""
    return search_index.candidates(db.session(), [{facets.ANY}])


def do_something(chance: random.Random, article: Article, at: datetime) -> None:
    """Let somebody publish, schedule, withdraw, call off, restore or end at random."""
    later = at + chance.choice((2, 20)) * HOUR
    until = chance.choice((FOREVER, later + 5 * HOUR))
    with writing() as session:
        article = session.get_one(Article, article.id)
        match chance.randrange(7):
            case 0 | 1 | 2:
                tree = a_tree(chance.choice(WORDS) + str(chance.randrange(99)))
                change(session, locked(session, article.id), tree, hand(at))
                start = chance.choice((at, later))
                publish(session, article, Order(start, until, unchecked=True), SitePress(), hand(at))
            case 3:
                withdraw(session, article, at, SitePress(), "理由", hand(at))
            case 4:
                call_off(session, article, SitePress(), hand(at))
            case 5:
                restore(session, article, SitePress(), hand(at), until)
            case _:
                end_at(session, article, later, hand(at))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_what_is_public_is_found_and_nothing_else(app: Flask, seed: int) -> None:
    chance = random.Random(seed)
    with app.app_context():
        article, at = an_article("life", at=None), NOW
        for _ in range(20):
            with suppress(NotReadyError):
                do_something(chance, article, at)
            for then in (at, at + HOUR, at + 3 * HOUR, at + 30 * HOUR):
                live = db.session.scalar(live_named("life", then))
                said = [word for word in WORDS if found(word, then)]
                assert said == ([live.title.rstrip("0123456789")] if live else [])
                assert faults(then) == []
            at += chance.choice((0, 1, 4)) * HOUR
        at += 1000 * HOUR
        with writing() as session:
            withdraw(session, session.get_one(Article, article.id), at, SitePress())
        # What can never be public again is gone, so that nothing has to be looked through for nothing.
        assert held() == []


def test_filters_go_along_with_topics_and_tags(app: Flask) -> None:
    with app.app_context():
        number = an_article("one", tags=("お札", "銀行")).id
        an_article("two", topic="宇宙", tags=("銀行",))
        topic, space = (
            db.session.scalars(select(Topic).where(Topic.name == n)).one() for n in ("くらしと経済", "宇宙")
        )
        bank = db.session.scalars(select(Tag).where(Tag.name == "銀行")).one()
        assert (found(topic=topic), found(topic=space), found(tag=bank)) == (["one"], ["two"], ["two", "one"])
        with writing() as session:
            article = locked_article(session, number)
            about = replace(About.of(article), topic_id=space.id, tags=("お札",))
            tell(session, article, about, hand(), SitePress())
        assert (found(topic=topic), found(topic=space), found(tag=bank)) == ([], ["two", "one"], ["two"])
        with writing() as session:
            old, new = session.get_one(Topic, space.id), session.get_one(Topic, topic.id)
            TOPICS.remove(session, old, new, TOPICS.version(old), hand())
            money = session.scalars(select(Tag).where(Tag.name == "お札")).one()
            bank = session.get_one(Tag, bank.id)
            TAGS.remove(session, bank, money, TAGS.version(bank), hand())
        assert (found(topic=topic), found(tag=money), faults()) == (["two", "one"], ["two", "one"], [])


def test_what_is_removed_leaves_nothing_to_whoever_gets_its_number(app: Flask) -> None:
    with app.app_context():
        article = an_article("gone", "停戦", at=NOW + HOUR)
        with writing() as session:
            article = session.get_one(Article, article.id)
            call_off(session, article, SitePress(), hand())
            removing.remove(session, article, hand())
        an_article("next", "経済")
        assert (found("停戦"), found("経済"), held()) == ([], ["next"], [1])


def test_the_check_sees_each_kind_of_fault(app: Flask) -> None:
    with app.app_context():
        for slug in ("a", "b", "c", "d", "e"):
            an_article(slug)
        with writing() as session:
            nothing = frozenset[str]()
            first = session.get_one(SearchEntry, 1)
            search_index.put(session, 1, first.tokens(), nothing, facets.ANY)
            session.execute(update(SearchEntry).where(SearchEntry.edition_id == 2).values(title="別の題"))
            session.execute(delete(SearchEntry).where(SearchEntry.edition_id == 3))
            gone = facets.topic(1)
            search_index.amend(session, 4, {gone}, nothing, facets.ANY)
            search_index.put(session, 9, nothing, frozenset({facets.ANY}), facets.ANY)
        wrong = [(Trouble.STRAY, 3), (Trouble.STRAY, 9), (Trouble.DIFFERENT, 4)]
        assert faults() == [*wrong, (Trouble.MISSING, 3), (Trouble.DIFFERENT, 2), (Trouble.MISSING, 1)]
        for _ in rebuild(lambda: NOW):
            pass
        assert (faults(), held()) == ([], [5, 4, 3, 2, 1])


def test_the_site_goes_on_while_the_index_is_made_anew(app: Flask) -> None:
    with app.app_context():
        for number in range(50):
            an_article(f"a{number}", f"停戦{number}")
        steps = rebuild(lambda: NOW)
        assert next(steps)[1] == 50
        # Something is published; what has been done and what has not is withdrawn, and filed anew.
        an_article("new", "核融合")
        with writing() as session:
            for slug in ("a0", "a49"):
                withdraw(session, session.scalars(Article.at(slug)).one(), NOW, SitePress())
            for slug in ("a1", "a48"):
                article = session.scalars(Article.at(slug)).one()
                tell(session, article, replace(About.of(article), tags=("新しい",)), hand(), SitePress())
        assert (found("核融合"), found("停戦0"), len(found("停戦"))) == (["new"], [], 20)
        assert list(steps)
        assert (found("核融合"), found("停戦0"), found("停戦49"), faults()) == (["new"], [], [], [])
        tag = db.session.scalars(select(Tag).where(Tag.name == "新しい")).one()
        assert found(tag=tag) == ["a48", "a1"]
        names = (
            "SELECT name FROM sqlite_master WHERE name LIKE 'search_index%' AND sql LIKE 'CREATE VIRTUAL%'"
        )
        assert db.session.scalars(text(names)).all() == ["search_index"]


def test_of_two_rebuilds_the_first_stops(app: Flask) -> None:
    with app.app_context():
        for number in range(21):
            an_article(f"a{number}")
        first, second = rebuild(lambda: NOW), rebuild(lambda: NOW)
        next(first)
        next(second)
        with pytest.raises(search_index.RebuildError):
            list(first)
        assert list(second)
        assert faults() == []


def test_a_site_that_was_there_before_the_index_is_told_to_make_it(app: Flask) -> None:
    with app.app_context():
        assert not is_behind(db.session(), NOW)
        an_article("old", at=NOW - HOUR)
        an_article("over", at=NOW - 2 * HOUR, until=NOW - HOUR)
        assert not is_behind(db.session(), NOW)
        with writing() as session:
            for entry in session.scalars(select(SearchEntry)).all():
                search_index.put(session, entry.edition_id, entry.tokens(), frozenset(), facets.ANY)
        assert is_behind(db.session(), NOW)
        with writing() as session:
            session.execute(delete(SearchEntry))
        assert is_behind(db.session(), NOW)
        result = app.test_cli_runner().invoke(group, ["rebuild"], catch_exceptions=False)
        assert (result.exit_code, result.stdout) == (0, "2\n")
        assert "Search index" in result.stderr or "索引" in result.stderr
        assert not is_behind(db.session(), NOW)
        assert (found("お札"), faults()) == (["old"], [])
        assert db.session.scalars(select(SearchEntry.edition_id)).all() == [1]
        assert db.session.get_one(Edition, 2)
