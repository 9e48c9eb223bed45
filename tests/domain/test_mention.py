"""What a draft names is known at any time, so that uses can be found and nothing in use is deleted."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import delete, event, select

from digest.domain import mention
from digest.domain.drafting import new_draft_article, replace_tree
from digest.domain.mention import NAME_MOST, Mention, MentionKind, mentions_of
from digest.domain.tree import Card, Comment, Page, PictureRef, Section, Tree
from digest.store import db, writing
from tests.support.factories import a_tree, an_article
from tests.support.hands import a_hand, draft_tree


@pytest.fixture(autouse=True)
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def with_blocks(*blocks: Comment | Card) -> Tree:
    return Tree(title="題", pages=(Page(sections=(Section(heading="節", blocks=blocks),)),))


def known(article: int) -> set[tuple[str, str]]:
    db.session.rollback()
    rows = select(Mention.kind, Mention.name).where(Mention.article_id == article)
    return {(kind, name) for kind, name in db.session.execute(rows)}


def test_pictures_speakers_publishers_and_sources_are_mentioned() -> None:
    card = Card(url="https://Example.jp/a?utm_source=x#top", publisher="通信社", picture=PictureRef("k1"))
    tree = replace(with_blocks(Comment(speaker="菊子"), Comment(), card), picture=PictureRef("k2"))
    assert mentions_of(tree) == {
        ("picture", "k1"),
        ("picture", "k2"),
        ("speaker", "菊子"),
        ("publisher", "通信社"),
        ("source", "https://example.jp/a"),
    }


def test_what_is_named_twice_is_mentioned_once_and_what_is_empty_not_at_all() -> None:
    assert mentions_of(with_blocks(Card(publisher="A"), Card(publisher="A", url="mailto:x"))) == {
        ("publisher", "A")
    }


def test_an_imported_article_has_its_mentions() -> None:
    article = an_article(at=None, picture=True).id
    assert known(article) == mentions_of(draft_tree(article))
    assert {kind for kind, _ in known(article)} == set(MentionKind)


def test_a_new_article_has_its_mentions(app: Flask) -> None:
    hand, zone = a_hand(), app.extensions["digest"].settings.zone
    with writing() as session:
        number = new_draft_article(session, a_tree(), hand, author_id=1, zone=zone).id
    assert known(number) == mentions_of(a_tree())


def test_a_change_brings_mentions_up_to_date_and_writes_only_what_differs() -> None:
    article, hand, sent = an_article(at=None).id, a_hand(), []
    tree = with_blocks(Comment(speaker="菊子"), Card(publisher="新聞社"))
    event.listen(db.engine, "before_cursor_execute", lambda *args: sent.append((args[2], args[3])))
    with writing() as session:
        replace_tree(session, article, tree, 1, hand)
    assert known(article) == {("speaker", "菊子"), ("publisher", "新聞社")}
    written = [given for statement, given in sent if "INTO mention" in statement]
    assert "菊子" not in str(written)


def test_the_articles_that_mention_something_are_found() -> None:
    numbers = [an_article(f"a{n}", at=None).id for n in range(2)]
    found = db.session.scalars(Mention.articles(MentionKind.PUBLISHER, "国立印刷局")).all()
    assert sorted(found) == numbers
    assert not db.session.scalars(Mention.articles(MentionKind.SPEAKER, "国立印刷局")).all()


def test_a_name_too_long_for_an_index_is_found_by_its_beginning() -> None:
    name = "鶴" * (NAME_MOST + 5)
    article, hand = an_article(at=None).id, a_hand()
    with writing() as session:
        replace_tree(session, article, with_blocks(Card(publisher=name)), 1, hand)
    assert db.session.scalars(Mention.articles(MentionKind.PUBLISHER, name)).all() == [article]


def test_a_command_makes_mentions_anew(app: Flask) -> None:
    article = an_article(at=None).id
    with writing() as session:
        session.execute(delete(Mention))
        session.add(Mention(article_id=article, kind=MentionKind.SPEAKER, name="いない人"))
    app.test_cli_runner().invoke(args=["site", "reprint"], catch_exceptions=False)
    assert known(article) == mentions_of(draft_tree(article))


def test_nothing_to_change_is_nothing_to_write() -> None:
    article, sent = an_article(at=None).id, []
    event.listen(db.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    with writing() as session:
        mention.update(session, article, a_tree())
    assert not any(statement.startswith(("INSERT", "DELETE")) for statement in sent)
