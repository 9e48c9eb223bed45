"""Topic and tags are proposed from the digests that are alike, and from nowhere else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from digest.domain.article import Article
from digest.domain.suggesting import Subjects, suggested_subjects
from digest.domain.tree import Card, Page, Section, Tree
from digest.store import db
from tests.support.factories import NOW, a_tree, an_article
from tests.support.part_forms import set_tree
from tests.web.test_statements import counted

BEFORE = NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def inside(app: Flask) -> object:
    with app.app_context():
        yield


def proposed(tree: Tree, topic: str = "") -> Subjects:
    number = an_article("draft", at=None, topic=topic).id
    set_tree(number, tree)
    return suggested_subjects(db.session(), db.session.get_one(Article, number), NOW)


def names(found: Subjects) -> tuple[str, list[str]]:
    return (found.topic.name if found.topic else "", [tag.name for tag in found.tags])


def test_the_subjects_of_a_digest_on_the_same_are_proposed() -> None:
    an_article("notes", topic="くらし", tags=("お札", "税"), at=BEFORE)
    an_article("moon", "月の裏側はなぜ見えない？", topic="宇宙", tags=("月",), at=BEFORE)
    found = proposed(replace(a_tree("新しいお札の肖像は誰？"), pages=()))
    assert names(found) == ("くらし", ["お札"]), "of one digest alone only the tags that stand in the text"
    assert found.because[0] == "新しいお札は何が変わった？"


def test_a_tag_that_two_have_is_proposed_without_standing_in_the_text() -> None:
    for slug in ("one", "two"):
        an_article(slug, topic="くらし", tags=("造幣",), at=BEFORE)
    assert names(proposed(a_tree())) == ("くらし", ["造幣"])


def test_a_shared_source_is_enough() -> None:
    an_article("notes", topic="くらし", at=BEFORE)
    cites = Tree(
        "別の話", pages=(Page(sections=(Section(blocks=(Card(url="https://www.npb.go.jp/1の1"),)),)),)
    )
    assert names(proposed(cites))[0] == "くらし"


@pytest.mark.parametrize("at", [None, NOW + timedelta(days=1)])
def test_what_is_not_public_has_no_say(at: object) -> None:
    an_article("notes", topic="くらし", tags=("お札",), at=at)  # type: ignore[arg-type]  # none, or an instant
    assert proposed(a_tree()) == Subjects()


def test_a_topic_that_was_chosen_is_left_alone() -> None:
    an_article("notes", topic="くらし", at=BEFORE)
    assert proposed(a_tree(), topic="経済").topic is None


def test_the_statements_do_not_grow_with_the_library(app: Flask) -> None:
    sent = []
    for number in (1, 6):
        for each in range(number):
            an_article(f"notes-{number}-{each}", topic="くらし", tags=("お札",), at=BEFORE)
        article = an_article(f"draft-{number}", at=None, topic="").id
        with counted(app) as found:
            suggested_subjects(db.session(), db.session.get_one(Article, article), NOW)
        sent.append(len(found))
    assert sent[0] == sent[1] <= 12
