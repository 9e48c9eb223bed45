"""What the checklist is told of an article besides its tree."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import event

from digest.domain.checklist import findings
from digest.domain.facts import facts_of
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
        assert len(sent) == 7 + (sections > 2)
