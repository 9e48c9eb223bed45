"""Publishers: a new name reaches every draft that cites one, and the old one still leads to it."""

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Draft
from digest.domain.hand import Hand
from digest.domain.keeping import PUBLISHERS, FieldError
from digest.domain.publisher import Publisher, PublisherHost
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
