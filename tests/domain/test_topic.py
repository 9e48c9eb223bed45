"""Topics: keeping their list, and what leads to a topic that was renamed or has gone."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from digest.domain.article import Article
from digest.domain.former_name import FormerName, NameKind
from digest.domain.hand import Hand
from digest.domain.keeping import TOPICS, Direction, FieldError, StaleError, UsedError
from digest.domain.listing import topic_counts
from digest.domain.topic import Topic
from digest.store import db, writing
from tests.support.factories import NOW, an_article

HAND = Hand(None, "秋山 菊乃", NOW)


def add(session: Session, name: str, slug: str, **more: str) -> Topic:
    return TOPICS.add(session, {"name": name, "slug": slug, "tint": "gold", "sign": "", **more}, HAND)


def rename(session: Session, topic: Topic, **changes: str) -> None:
    TOPICS.change(session, topic, TOPICS.values(topic) | changes, TOPICS.version(topic), HAND)


def remove(session: Session, topic: Topic, to: Topic | None = None) -> None:
    TOPICS.remove(session, topic, to, TOPICS.version(topic), HAND)


def test_a_former_address_leads_to_the_topic(app: Flask) -> None:
    with app.app_context(), writing() as session:
        topic = add(session, "くらし", "living")
        rename(session, topic, slug="life")
        assert FormerName.row(session, NameKind.TOPIC, Topic, "living") is topic
        assert Topic.called(session, "living") is topic


def test_an_address_that_comes_back_is_nobodys_former_one(app: Flask) -> None:
    with app.app_context(), writing() as session:
        topic = add(session, "くらし", "living")
        rename(session, topic, slug="life")
        rename(session, topic, slug="living")
        assert session.scalar(FormerName.holder(NameKind.TOPIC, "living")) is None
        assert session.scalar(FormerName.holder(NameKind.TOPIC, "life")) == topic.id


def test_a_new_topic_may_take_a_former_address(app: Flask) -> None:
    with app.app_context(), writing() as session:
        rename(session, add(session, "くらし", "living"), slug="life")
        new = add(session, "住まい", "living")
        assert Topic.called(session, "living") is new


@pytest.mark.parametrize(("name", "slug", "field"), [("くらし", "new", "name"), ("新", "living", "slug")])
def test_no_two_topics_share_a_name_or_an_address(app: Flask, name: str, slug: str, field: str) -> None:
    with app.app_context(), writing() as session:
        add(session, "くらし", "living")
        with pytest.raises(FieldError, match="くらし") as refused:
            add(session, name, slug)
    assert refused.value.field == field


def test_a_used_topic_is_not_deleted_without_another_in_its_place(app: Flask) -> None:
    with app.app_context():
        an_article(topic="くらし", at=None)
        with writing() as session, pytest.raises(FieldError):
            remove(session, Topic.called(session, "くらし"))
        with writing() as session:
            other = add(session, "経済", "economy")
            remove(session, Topic.called(session, "くらし"), other)
        assert db.session.scalar(select(Article)).topic.slug == "economy"
        assert Topic.called(db.session(), "くらし").slug == "economy"


def test_former_addresses_follow_a_merged_topic(app: Flask) -> None:
    with app.app_context(), writing() as session:
        one, two = add(session, "一", "one"), add(session, "二", "two")
        rename(session, one, slug="first")
        remove(session, one, two)
        assert {Topic.called(session, name).id for name in ("one", "first", "一")} == {two.id}


def test_a_deleted_number_that_is_given_again_has_no_former_addresses(app: Flask) -> None:
    with app.app_context(), writing() as session:
        one = add(session, "一", "one")
        rename(session, one, slug="first")
        remove(session, one)
        add(session, "二", "two")
        assert session.scalar(FormerName.holder(NameKind.TOPIC, "one")) is None


def test_nothing_replaces_itself(app: Flask) -> None:
    with app.app_context(), writing() as session:
        topic = add(session, "一", "one")
        with pytest.raises(FieldError):
            remove(session, topic, topic)


def test_the_topic_for_all_else_stays(app: Flask) -> None:
    with app.app_context(), writing() as session:
        other = Topic.called(session, "")
        with pytest.raises(UsedError):
            remove(session, other)
        with pytest.raises(FieldError):
            rename(session, other, slug="rest")


def test_who_started_from_an_older_state_changes_nothing(app: Flask) -> None:
    with app.app_context(), writing() as session:
        topic = add(session, "一", "one")
        before = TOPICS.version(topic)
        rename(session, topic, name="壱")
        with pytest.raises(StaleError):
            TOPICS.change(session, topic, TOPICS.values(topic) | {"name": "二"}, before, HAND)
        with pytest.raises(StaleError):
            TOPICS.remove(session, topic, None, before, HAND)
        assert topic.name == "壱"


def test_the_menu_has_the_order_of_the_desk_and_then_the_largest_first(app: Flask) -> None:
    with app.app_context():
        for number, topic in enumerate(("一", "二", "二", "三", "三", "三")):
            an_article(slug=f"a{number}", topic=topic)
        assert [topic.name for topic, _ in db.session.execute(topic_counts(NOW))] == ["三", "二", "一"]
        with writing() as session:
            TOPICS.move(session, Topic.called(session, "一"), Direction.UP, HAND)
            add(session, "四", "four")
        an_article(slug="a9", topic="四")
        assert [topic.name for topic, _ in db.session.execute(topic_counts(NOW))] == ["三", "一", "二", "四"]


def test_the_first_topic_cannot_move_up(app: Flask) -> None:
    with app.app_context(), writing() as session:
        first, second = add(session, "一", "one"), add(session, "二", "two")
        TOPICS.move(session, first, Direction.UP, HAND)
        assert [first.position, second.position] == [0, 0]
