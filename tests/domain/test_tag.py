"""Tags: naming them anew, merging them, and which tag a name means afterwards."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import article_tag
from digest.domain.hand import Hand
from digest.domain.keeping import BATCH, TAGS, FieldError
from digest.domain.listing import batch, of_tag
from digest.domain.topic import Tag
from digest.store import db, writing
from tests.support.factories import NOW, an_article

HAND = Hand(None, "秋山 菊乃", NOW)


def merge(name: str, into: str) -> int:
    with writing() as session:
        one, other = (TAGS.called(session, each) for each in (name, into))
        assert one is not None
        assert other is not None
        TAGS.remove(session, one, other, TAGS.version(one), HAND)
        return other.id


def test_a_merged_tag_has_the_digests_of_both_once_and_in_order(app: Flask) -> None:
    with app.app_context():
        for number, tags in enumerate((("日銀",), ("日本銀行",), ("日銀", "日本銀行"), ("日銀",))):
            an_article(slug=f"a{number}", tags=tags, at=NOW - timedelta(hours=number))
        an_article(slug="draft", tags=("日銀",), at=None)
        number = merge("日銀", "日本銀行")
        found = batch(db.session(), of_tag(number, NOW)).editions
        assert [edition.slug for edition in found] == ["a0", "a1", "a2", "a3"]
        rows = db.session.execute(select(article_tag)).all()
    assert len(rows) == 5
    assert sorted(row.published_at is None for row in rows) == [False] * 4 + [True]


def test_a_tag_that_was_merged_away_stays_merged(app: Flask) -> None:
    with app.app_context():
        an_article(slug="a", tags=("日銀", "日本銀行"))
        number = merge("日銀", "日本銀行")
        an_article(slug="b", tags=("日銀", "日本銀行"))
        with writing() as session:
            assert [tag.id for tag in Tag.called(session, ("日銀",))] == [number]
        assert len(batch(db.session(), of_tag(number, NOW)).editions) == 2


def test_a_tag_is_found_by_its_name_when_its_address_is_another(app: Flask) -> None:
    with app.app_context(), writing() as session:
        (tag,) = Tag.called(session, ("日銀",))
        TAGS.change(session, tag, {"name": "日本銀行", "slug": "boj"}, TAGS.version(tag), HAND)
        assert Tag.called(session, ("日本銀行", "日銀", "boj")) == [tag]


def test_a_used_tag_is_not_deleted_without_another_in_its_place(app: Flask) -> None:
    with app.app_context():
        an_article(tags=("日銀",), at=None)
        with writing() as session:
            (tag,) = Tag.called(session, ("日銀",))
            with pytest.raises(FieldError):
                TAGS.remove(session, tag, None, TAGS.version(tag), HAND)


def test_the_list_goes_by_key(app: Flask) -> None:
    with app.app_context():
        with writing() as session:
            Tag.called(session, tuple(f"tag-{number:03}" for number in range(BATCH + 10)))
        first, after = TAGS.batch(db.session())
        rest, end = TAGS.batch(db.session(), after=after)
    assert (len(first), len(rest), end) == (BATCH, 10, "")
    assert [tag.slug for tag in (*first, *rest)] == sorted(tag.slug for tag in (*first, *rest))


@pytest.mark.parametrize("words", ["日銀", "ＢＯＪ", "boj"])
def test_a_tag_is_found_whatever_the_width_and_case(app: Flask, words: str) -> None:
    with app.app_context():
        with writing() as session:
            Tag.called(session, ("日銀BOJ", "札"))
        assert [tag.name for tag in TAGS.batch(db.session(), words)[0]] == ["日銀BOJ"]
