"""Publishers: a new name reaches every draft that cites one, and the old one still leads to it."""

import tomllib

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain import outlets
from digest.domain.article import Draft
from digest.domain.hand import Hand
from digest.domain.keeping import PUBLISHERS, FieldError
from digest.domain.publisher import Publisher, PublisherHost, PublisherKind, host_of
from digest.domain.source import Source
from digest.store import db, writing
from tests.support.factories import NOW, an_article

HAND = Hand(None, "秋山 菊乃", NOW)


def known(name: str = "国立印刷局") -> Publisher:
    return Publisher.called(db.session(), name)


def test_a_new_name_is_written_into_the_cards_of_drafts(app: Flask) -> None:
    with app.app_context():
        an_article()
        with writing() as session:
            publisher = known()
            values = {"name": "印刷局", "url": ""}
            PUBLISHERS.change(session, publisher, values, PUBLISHERS.version(publisher), HAND)
        tree = db.session.scalars(select(Draft)).one().tree
        assert [card.publisher for card in tree.cards()] == ["印刷局"]
        assert known().name == "印刷局"


def test_a_merged_publisher_hands_its_sources_over(app: Flask) -> None:
    with app.app_context():
        an_article()
        with writing() as session:
            one, other = known(), known("印刷局")
            PUBLISHERS.remove(session, one, other, PUBLISHERS.version(one), HAND)
        assert db.session.scalars(select(Source)).one().publisher.name == "印刷局"
        assert known().name == "印刷局"


def test_a_publisher_of_sources_alone_is_in_use(app: Flask) -> None:
    with app.app_context(), writing() as session:
        publisher = known()
        session.add(
            Source(url="https://a.jp/", canonical_url="https://a.jp/", title="a", publisher=publisher)
        )
        session.flush()
        with pytest.raises(FieldError):
            PUBLISHERS.remove(session, publisher, None, PUBLISHERS.version(publisher), HAND)


def test_one_that_nothing_cites_is_simply_deleted(app: Flask) -> None:
    with app.app_context(), writing() as session:
        publisher = known()
        PUBLISHERS.remove(session, publisher, None, PUBLISHERS.version(publisher), HAND)
        assert session.scalars(select(Publisher)).all() == []


def test_a_host_leads_to_its_publisher_and_so_do_hosts_below_it(app: Flask) -> None:
    with app.app_context(), writing() as session:
        known("国立印刷局").hosts = [PublisherHost(host="npb.go.jp")]
        known("国立印刷局の博物館").hosts = [PublisherHost(host="museum.npb.go.jp")]
        session.flush()

        def name_of(host: str) -> str | None:
            found = Publisher.of_host(session, host)
            return found.name if found else None

        assert name_of("www.npb.go.jp") == name_of("NPB.go.jp.") == name_of("a.b.npb.go.jp") == "国立印刷局"
        assert name_of("www.museum.npb.go.jp") == "国立印刷局の博物館"
        assert name_of("go.jp") is name_of("notnpb.go.jp") is name_of("localhost") is None


def test_the_outlets_are_many_and_named_but_once() -> None:
    told = tomllib.loads(outlets.FILE.read_text("utf-8"))
    names = [name for kind in told.values() for name in kind]
    hosts = [host for kind in told.values() for each in kind.values() for host in each["hosts"]]
    assert len(names) == len({*names}) >= 60
    assert len(hosts) == len({*hosts})
    assert all(host_of(host) == host for host in hosts)
    assert {*told} <= {*PublisherKind}
    agencies = {each.get("agency", "") for kind in told.values() for each in kind.values()}
    assert agencies - {""} <= {*told["agency"]}


def test_outlets_are_introduced_once_and_what_editors_made_stays(app: Flask) -> None:
    with app.app_context():
        an_article()
        with writing() as session:
            known("日本銀行").kind = PublisherKind.COMPANY
            known("気象庁").host_names = "jma.example"
            assert outlets.introduce(session) > 60
            assert outlets.introduce(session) == 0
        assert known("日本銀行").host_names == "boj.or.jp"
        assert known("気象庁").host_names == "jma.example"
        assert known("北海道新聞").agency == "共同通信"
        asahi = known("朝日新聞")
        with writing() as session:
            asahi = known("朝日新聞")
            values = PUBLISHERS.values(asahi) | {"name": "朝日"}
            PUBLISHERS.change(session, asahi, values, PUBLISHERS.version(asahi), HAND)
            assert outlets.introduce(session) == 0
            found = Publisher.of_host(session, "www.asahi.com")
            assert found
            assert found.name == "朝日"


def test_what_is_known_to_publish_the_thing_itself_makes_its_sources_primary(app: Flask) -> None:
    with app.app_context():
        an_article()
        with writing() as session:
            outlets.complete(session, known(), PublisherKind.INSTITUTION, ["npb.go.jp"])
            assert [source.primary for source in session.scalars(select(Source))] == [True]
        an_article("other", sections=2)
        assert {source.primary for source in db.session.scalars(select(Source))} == {True}


def test_a_host_belongs_to_one_publisher_and_goes_along_when_two_become_one(app: Flask) -> None:
    with app.app_context(), writing() as session:
        one, other = known("朝日"), known("朝日新聞")
        one.host_names, other.host_names = "asahi.example", "asahi.com"
        known("地方紙").agency = "朝日"
        session.flush()
        values = PUBLISHERS.values(one) | {"host_names": "asahi.com asahi.example"}
        with pytest.raises(FieldError):
            PUBLISHERS.change(session, one, values, PUBLISHERS.version(one), HAND)
        PUBLISHERS.remove(session, one, other, PUBLISHERS.version(one), HAND)
        assert other.host_names == "asahi.com asahi.example"
        assert known("地方紙").agency == "朝日新聞"
