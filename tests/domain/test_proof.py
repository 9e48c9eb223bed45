"""Proofs: what publishing would make, without a row being written, however unfinished the draft is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event, func, inspect, select
from sqlalchemy.orm import Session

from digest.domain.article import Article, Draft
from digest.domain.edition import Edition
from digest.domain.people import Author
from digest.domain.proof import printable, proof, shown_picture
from digest.domain.publishing import Order, publish
from digest.domain.source import Source
from digest.domain.topic import Topic
from digest.domain.tree import Card, Page, PictureRef, Section, Text, Tree
from digest.store import db, writing
from digest.web.printing import SitePress
from tests.domain.strategies import trees
from tests.support.factories import NOW, an_article

DERIVED = (
    *("title", "title_html", "subtitle", "lead", "language", "minutes", "source_count", "page_count"),
    *("key_points", "contents", "number"),
)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.test_request_context():
        yield db.session()


def an_unfinished(tree: Tree) -> Article:
    """An article that is in no session, with `tree` for its draft."""
    return Article(
        id=1,
        slug="unfinished",
        topic=Topic(name="くらし", slug="life"),
        author=Author(name="秋山", slug="a"),
        draft=Draft(tree=tree),
    )


def test_a_proof_says_what_the_edition_will_say(session: Session) -> None:
    article = an_article(at=None, pages=2, sections=2, picture=True)
    made = proof(session, article, SitePress(), NOW)
    with writing() as writer:
        edition = publish(writer, writer.merge(article), Order(NOW, unchecked=True), SitePress())
    assert {name: getattr(made, name) for name in DERIVED} == {n: getattr(edition, n) for n in DERIVED}
    assert made.published_at == edition.published_at == NOW
    assert made.picture is edition.picture is not None
    assert [p.key for p in made.pictures] == [p.key for p in edition.pictures]
    assert [(p.number, p.title, p.title_html) for p in made.pages] == [
        (p.number, p.title, p.title_html) for p in edition.pages
    ]
    shown = [(c.number, c.card_id, c.page_number, c.title, c.publisher) for c in made.citations]
    assert shown == [(c.number, c.card_id, c.page_number, c.title, c.publisher) for c in edition.citations]


def test_the_pages_of_a_proof_are_those_of_the_edition_to_the_letter(session: Session) -> None:
    article = an_article(pages=2, picture=True)
    edition = session.scalars(select(Edition)).one()
    made = proof(session, article, SitePress(), NOW)
    assert [page.html for page in made.pages] == [page.html for page in edition.pages]


def test_a_proof_writes_nothing_and_belongs_to_no_session(session: Session) -> None:
    article = an_article(at=None, picture=True)
    written: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: written.append(a[2]))
    made = proof(session, article, SitePress(), NOW)
    assert {statement.split()[0] for statement in written} <= {"BEGIN", "SELECT"}
    assert inspect(made).transient
    assert [*session.new, *session.dirty, *session.deleted] == []
    assert session.scalar(select(func.count()).select_from(Source)) == 0


def test_it_takes_no_more_statements_for_more_cards(session: Session) -> None:
    counts = []
    for slug, sections in (("few", 1), ("many", 20)):
        article = an_article(slug, at=None, sections=sections)
        session.refresh(article, ["draft", "author", "topic"])
        asked: list[str] = []
        listener = lambda *a, asked=asked: asked.append(a[2])  # noqa: E731 -- it must be removed by name
        event.listen(db.engine, "before_cursor_execute", listener)
        proof(session, article, SitePress(), NOW)
        event.remove(db.engine, "before_cursor_execute", listener)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


def test_two_cards_on_one_new_source_count_once(session: Session) -> None:
    cards = tuple(
        Card(title=t, url=f"https://www.npb.go.jp/{tail}") for t, tail in (("a", "#x"), ("b", "#y"))
    )
    article = an_unfinished(Tree(title="題", pages=(Page(sections=(Section(blocks=cards),)),)))
    assert proof(session, article, SitePress(), NOW).source_count == 1


def test_a_changed_article_keeps_its_first_day_and_the_mark_of_its_update(session: Session) -> None:
    article = an_article(at=NOW - timedelta(days=3))
    made = proof(session, article, SitePress(), NOW)
    assert (made.published_at, made.updated_at) == (NOW - timedelta(days=3), None)


def test_a_scheduled_article_would_be_published_now(session: Session) -> None:
    article = an_article(at=NOW + timedelta(days=3))
    assert proof(session, article, SitePress(), NOW).published_at == NOW


@pytest.mark.parametrize(
    "tree",
    [
        Tree(),
        Tree(title="題だけ"),
        Tree(pages=(Page(),)),
        Tree(pages=(Page(title="題だけ"),)),
        Tree(pages=(Page(sections=(Section(),)), Page())),
        Tree(pages=(Page(sections=(Section(blocks=(Card(), Text())),)),)),
        Tree(pages=(Page(sections=(Section(blocks=(Card(url="javascript:alert(1)"),)),)),)),
        Tree(picture=PictureRef("0" * 20), pages=(Page(sections=(Section(heading="見出し"),)),)),
    ],
)
def test_an_unfinished_draft_has_a_proof(session: Session, tree: Tree) -> None:
    made = proof(session, an_unfinished(tree), SitePress(), NOW)
    assert made.page_count == len(made.pages) >= 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=trees())
def test_every_tree_has_a_proof(session: Session, tree: Tree) -> None:
    made = proof(session, an_unfinished(tree), SitePress(), NOW)
    assert len(made.pages) == len(made.contents) == made.page_count


def test_pages_with_only_a_title_are_not_shown_while_there_are_others() -> None:
    read = Page(id="p1", sections=(Section(blocks=(Text(text="本文"),)),))
    tree = Tree(pages=(Page(id="p2", title="題だけ"), read))
    assert [page.id for page in printable(tree).pages] == ["p1"]
    assert printable(replace(tree, pages=tree.pages[:1])).pages[0].title == "題だけ"


def test_the_pictures_of_a_draft_are_its_own_and_the_portraits_in_it(session: Session) -> None:
    article = an_article(at=None, picture=True)
    other = an_article("other", at=None)
    key = article.draft.tree.pictures()[0].key
    found = shown_picture(session, article, key)
    assert found is not None
    assert found.key == key
    assert shown_picture(session, other, key) is None
    with writing() as writer:
        writer.get_one(Author, other.author_id).portrait_id = found.id
    assert shown_picture(session, session.get_one(Article, other.id), key) is not None
