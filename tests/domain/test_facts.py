"""What the checklist is told of an article besides its tree."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import event, select

from digest.domain.checklist import findings
from digest.domain.facts import facts_of
from digest.domain.quotation import Limits
from digest.domain.source import Source, SourceAddress
from digest.domain.tree import Card, Point, Text
from digest.store import db, writing
from tests.support.factories import a_tree, an_article


def test_the_facts_are_those_of_the_article(app: Flask) -> None:
    with app.app_context():
        facts = facts_of(db.session, an_article("notes", topic="くらしと経済", picture=True, at=None))
    assert (facts.slug, facts.topic, facts.author) == ("notes", "くらしと経済", "秋山 菊乃")
    assert len(facts.stored_pictures) == 1


def test_the_topic_for_all_else_is_no_choice(app: Flask) -> None:
    with app.app_context():
        article = an_article("notes", topic="", at=None)
        found = findings(article.draft.tree, facts_of(db.session, article))
    assert "topic-missing" in {finding.code for finding in found}


def test_an_earlier_digest_that_is_almost_the_same_is_named(app: Flask) -> None:
    with app.app_context():
        an_article("earlier")
        article = an_article("notes", at=None)
        assert [earlier.slug for earlier in facts_of(db.session, article).similar] == ["earlier"]


@pytest.mark.parametrize("sections", [1, 60])
def test_the_number_of_statements_is_constant(app: Flask, sections: int) -> None:
    sent: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    with app.app_context():
        for number in range(3):
            an_article(f"earlier-{number}", sections=2)
        article = an_article("notes", at=None, picture=True)
        with writing():
            article.draft.tree = replace(article.draft.tree, pages=a_tree(sections=sections).pages)
        _ = (article.draft.tree, article.topic.name, article.author.name)
        event.listen(db.engine, "before_cursor_execute", remember)
        facts_of(db.session, article)
        event.remove(db.engine, "before_cursor_execute", remember)
        # One of them looks for other addresses of sources that are not known by their own.
        assert len(sent) == 8 + (sections > 2)


def test_the_texts_of_the_sources_are_those_that_the_cards_lead_to(app: Flask) -> None:
    with app.app_context():
        article = an_article("notes", sections=2)
        with writing() as session:
            first, second = session.scalars(select(Source).order_by(Source.id))
            first.text, second.text = "一つ目の本文。", ""
            moved = replace(article.draft.tree.cards()[1], id="c3", url="https://m.example.jp/?utm_source=x")
            session.add(SourceAddress(url="https://m.example.jp/", source_id=first.id))
        cards = (*article.draft.tree.cards(), moved, Card("c4", url="nowhere"))
        assert Source.texts(db.session, cards) == {"c1": "一つ目の本文。", "c3": "一つ目の本文。"}
        assert Source.texts(db.session, ()) == {}


def test_what_is_copied_from_a_source_is_a_finding_once_for_each_card(app: Flask) -> None:
    with app.app_context():
        article = an_article("notes")
        with writing() as session:
            point = "肖像が動いて見える仕組みは、世界で初めて銀行券に取り入れられた偽造を防ぐ工夫です。"
            session.scalars(select(Source)).one().text = f"発表。{point}以上。{point[::-1]}"
            card = article.draft.tree.cards()[0]
            copied = replace(card, points=(Point(text=point), Point(text=point[::-1])))
            tree = article.draft.tree
            section = replace(tree.pages[0].sections[0], blocks=(copied, Text(text="段落です。" * 20)))
            tree = replace(tree, pages=(replace(tree.pages[0], sections=(section,)),))
        found = findings(tree, facts_of(db.session, article, tree=tree))
        assert [(f.code, f.part) for f in found if "quotation" in f.code] == [("quotation-copied", "c1")]
        lenient = Limits(overlap_amber=90, overlap_red=90)
        calm = findings(tree, facts_of(db.session, article, lenient, tree))
        assert not [f for f in calm if "quotation" in f.code]
