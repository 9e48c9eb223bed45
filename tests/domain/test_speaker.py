"""Speakers: a new name reaches every draft, and the old one still leads to the person."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Draft
from digest.domain.drafting import change
from digest.domain.edition import Edition, EditionPage
from digest.domain.hand import Hand
from digest.domain.keeping import SPEAKERS, FieldError
from digest.domain.people import Speaker
from digest.domain.press import Copy
from digest.domain.publishing import reprint
from digest.domain.revision import Revision
from digest.domain.tree import Comment, Page, Section, Tree
from digest.store import db, writing
from digest.web.printing import Book, SitePress
from tests.support.factories import NOW, an_article
from tests.support.people import a_user


@pytest.fixture
def hand(app: Flask) -> Hand:
    with app.app_context():
        user = a_user("editor")
        return Hand(user.id, user.name, NOW)


def a_speaker(name: str, **more: str) -> Speaker:
    with writing() as session:
        speaker = Speaker(name=name, **{"role": "", "side": "", **more})
        session.add(speaker)
    return speaker


def rename(name: str, new: str, hand: Hand) -> None:
    with writing() as session:
        speaker = SPEAKERS.called(session, name)
        assert speaker is not None
        values = SPEAKERS.values(speaker) | {"name": new}
        SPEAKERS.change(session, speaker, values, SPEAKERS.version(speaker), hand)


def test_a_new_name_is_written_into_every_draft(app: Flask, hand: Hand) -> None:
    with app.app_context():
        a_speaker("菊子")
        an_article(slug="one", at=None)
        an_article(slug="two")
        rename("菊子", "菊乃", hand)
        drafts = db.session.scalars(select(Draft)).all()
        assert [draft.tree.speakers() for draft in drafts] == [("菊乃",), ("菊乃",)]
        assert all(draft.version == 2 for draft in drafts)


def test_the_history_says_who_did_it(app: Flask, hand: Hand) -> None:
    with app.app_context():
        a_speaker("菊子")
        article_id = an_article(at=None).id
        rename("菊子", "菊乃", hand)
        assert Revision.last_hand(db.session(), article_id) == hand.name


def test_an_edition_that_is_printed_again_still_finds_the_person(app: Flask, hand: Hand) -> None:
    with app.app_context():
        a_speaker("菊子", role="観測員")
        an_article()
        rename("菊子", "菊乃", hand)
        with writing() as session:
            reprint(session, session.scalars(select(Edition)).one(), SitePress())
        html = db.session.scalars(select(EditionPage)).one().html
    assert "菊子" in html
    assert 'data-role="観測員"' in html


def test_former_names_are_looked_up_together_with_todays(app: Flask, hand: Hand) -> None:
    with app.app_context():
        a_speaker("菊子")
        a_speaker("星野")
        rename("菊子", "菊乃", hand)
        found = Speaker.named(db.session(), ("菊子", "菊乃", "星野", "誰か"))
        assert {name: speaker.name for name, speaker in found.items()} == {
            "菊子": "菊乃",
            "菊乃": "菊乃",
            "星野": "星野",
        }


def test_another_speaks_the_lines_of_one_who_is_deleted(app: Flask, hand: Hand) -> None:
    with app.app_context():
        for name in ("菊子", "星野"):
            a_speaker(name)
        an_article(at=None)
        with writing() as session:
            one, other = (SPEAKERS.called(session, name) for name in ("菊子", "星野"))
            assert one is not None
            with pytest.raises(FieldError):
                SPEAKERS.remove(session, one, None, SPEAKERS.version(one), hand)
            SPEAKERS.remove(session, one, other, SPEAKERS.version(one), hand)
        assert db.session.scalars(select(Draft)).one().tree.speakers() == ("星野",)
        assert Speaker.named(db.session(), ("菊子",))["菊子"].name == "星野"


def test_a_speaker_whom_only_readers_still_see_is_in_use(app: Flask, hand: Hand) -> None:
    with app.app_context():
        a_speaker("菊子")
        article = an_article()
        with writing() as session:
            draft = session.get(Draft, article.id)
            assert draft is not None
            change(session, draft, replace(draft.tree, pages=()), hand)
            speaker = SPEAKERS.called(session, "菊子")
            assert speaker is not None
            with pytest.raises(FieldError):
                SPEAKERS.remove(session, speaker, None, SPEAKERS.version(speaker), hand)


def test_a_side_of_ones_own_goes_before_turns() -> None:
    comments = tuple(Comment(speaker=name, lines=("はい。",)) for name in ("一", "二", "三"))
    tree = Tree(title="題", pages=(Page(sections=(Section(blocks=comments),)),))
    speakers = {"一": Speaker(name="一", role="", side="right"), "二": Speaker(name="二", role="", side="")}
    book = Book(Copy("slug", tree, speakers=speakers))
    assert [book.speaker(name).side for name in ("一", "二", "三")] == ["right", "right", "left"]
