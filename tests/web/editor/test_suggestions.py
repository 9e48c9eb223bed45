"""Suggestions: listed with their place, taken up one by one, and never over what somebody typed."""

import json
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.retrieval import Retrieval
from digest.domain.source import Source
from digest.domain.tree import Card, KeyPoint, Tree
from digest.store import db, writing
from tests.support.factories import NOW, a_tree, an_article
from tests.support.gathered import TEXT, read_sources
from tests.support.hands import draft_tree
from tests.support.part_forms import full_tree, set_tree
from tests.support.people import NAMES, Person

CARD = "/editor/articles/1/suggestions/c1"
START = re.compile(r'name="start" value="(\d+)"')
MARK = re.compile(r'name="mark" value="([0-9a-f]+)"')


@pytest.fixture
def number(app: Flask) -> int:
    with app.app_context():
        article = an_article("draft", at=None, topic="", author=NAMES["author"]).id
        set_tree(article, full_tree())
        read_sources(article, NOW)
    return article


def card_of(app: Flask) -> Card:
    with app.app_context():
        return draft_tree(1).cards()[0]


def first(person: Person, address: str = CARD) -> str:
    found = START.search(person.get(address).text)
    assert found
    return found[1]


def test_sentences_of_the_source_are_listed_with_their_place(author: Person, number: int) -> None:
    piece, page = author.get(CARD, htmx=True).text, author.get(CARD).text
    assert "<h1" not in piece
    for text in (piece, page):
        assert "前のお札も引き続き使える。" in text
        assert 'suggested-text">なぜ今なのだろうか。' not in text, "a question is no point"
        assert "8文中" in text or "of 8" in text
    assert len(START.findall(piece)) == 6


def test_what_was_picked_when_the_page_was_read_is_kept(app: Flask, author: Person, number: int) -> None:
    with app.app_context(), writing() as session:
        source = session.scalars(select(Source).where(Source.text != "")).one()
        source.suggested = [[source.text.index("千円札"), 0], [source.text.index("お札の肖像"), 0]]
    assert "お札の肖像が変わるのは" in author.get(CARD).text
    assert len(START.findall(author.get(CARD).text)) == 1


def test_the_canvas_asks_for_them_when_they_are_opened(author: Person, number: int) -> None:
    canvas = author.get("/editor/articles/1").text
    for part in ("c1", "key-points"):
        assert f'data-hx-get="/editor/articles/1/suggestions/{part}" data-hx-trigger="toggle once"' in canvas
        assert f'<a href="/editor/articles/1/suggestions/{part}">' in canvas
    assert "お札の肖像が変わるのは" not in canvas, "the text of a source is not on the page"


def test_one_becomes_a_point_that_rests_on_it_in_the_open_form(
    app: Flask, author: Person, number: int
) -> None:
    before, start = card_of(app), first(author)
    answer = author.post("/editor/articles/1/points", data={"card": "c1", "start": start}, htmx=True)
    point = card_of(app).points[-1]
    assert point.text == point.passage
    assert card_of(app).points[:-1] == before.points
    assert answer.headers["HX-Retarget"] == "#part-c1"
    assert f"{point.text}</textarea>" in answer.text
    assert json.loads(answer.headers["HX-Trigger-After-Settle"])["reword"] == {"id": "f-c1-points", "line": 2}
    assert '<details class="suggestions" open>' in answer.text
    assert len(START.findall(answer.text)) == 5, "what is taken up is marked and cannot be taken again"


def test_without_script_the_form_of_the_card_follows(app: Flask, author: Person, number: int) -> None:
    answer = author.post("/editor/articles/1/points", data={"card": "c1", "start": first(author)})
    assert (answer.status_code, answer.location) == (303, "/editor/articles/1/parts/c1")
    assert card_of(app).points[-1].text in author.get(answer.location).text


def test_a_sentence_is_taken_once(app: Flask, author: Person, number: int) -> None:
    sent = {"card": "c1", "start": first(author)}
    for _ in range(2):
        author.post("/editor/articles/1/points", data=sent)
    assert len(card_of(app).points) == 3


@pytest.mark.parametrize("what", ["points", "key-points"])
def test_a_sentence_that_is_another_by_now_is_not_taken(
    app: Flask, author: Person, number: int, what: str
) -> None:
    before, shown = card_of(app), author.get(CARD).text
    sent = {"card": "c1", "start": START.findall(shown)[0], "mark": MARK.findall(shown)[0]}
    with app.app_context():
        read_sources(number, NOW, TEXT.replace("三日", "五日"))
        keys = draft_tree(number).key_points
    answer = author.post(f"/editor/articles/{number}/{what}", data=sent, htmx=True)
    assert answer.status_code == 409
    assert card_of(app) == before
    with app.app_context():
        read_sources(number, NOW)
        assert draft_tree(number).key_points == keys
    assert author.post(f"/editor/articles/{number}/{what}", data=sent).status_code == 303
    with app.app_context():
        tree = draft_tree(number)
    assert (tree.cards()[0], tree.key_points) != (before, keys)


def test_a_key_point_names_its_card(app: Flask, author: Person, number: int) -> None:
    start = first(author, "/editor/articles/1/suggestions/key-points")
    answer = author.post("/editor/articles/1/key-points", data={"card": "c1", "start": start}, htmx=True)
    with app.app_context():
        added = draft_tree(1).key_points[-1]
    assert isinstance(added, KeyPoint)
    assert added.cards == ("c1",)
    assert answer.headers["HX-Retarget"] == "#part-key-points"
    assert f"{added.text} [1]</textarea>" in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {"card": "c1", "start": "3"},
        {"card": "c1", "start": "x"},
        {"card": "c1"},
        {"card": "c99", "start": "0"},
        {"card": "b1", "start": "0"},
        {"card": "lead", "start": "0"},
        {"card": "c1", "start": "9" * 40},
    ],
)
@pytest.mark.parametrize("way", ["points", "key-points"])
def test_what_is_no_sentence_of_the_source_is_refused(
    app: Flask, author: Person, number: int, way: str, sent: dict[str, str]
) -> None:
    with app.app_context():
        before = draft_tree(1)
    assert author.post(f"/editor/articles/1/{way}", data=sent, htmx=True).status_code == 409
    assert author.post(f"/editor/articles/1/{way}", data=sent).status_code == 303
    with app.app_context():
        assert draft_tree(1) == before


def test_a_source_that_was_not_read_has_nothing_to_suggest(app: Flask, author: Person, number: int) -> None:
    with app.app_context():
        read_sources(1, NOW, "")
    for part in ("c1", "key-points"):
        assert START.findall(author.get(f"/editor/articles/1/suggestions/{part}").text) == []
    assert author.get("/editor/articles/1/suggestions/c99").status_code == 410
    assert author.get("/editor/articles/1/suggestions/lead").status_code == 410


def test_topic_and_tags_of_digests_that_are_alike_are_proposed_and_taken(
    app: Flask, author: Person, number: int
) -> None:
    with app.app_context():
        for slug in ("one", "two"):
            an_article(slug, at=NOW - timedelta(days=1), topic="くらし", tags=("お札",))
        set_tree(1, a_tree())
    page = author.get("/editor/articles/1/subjects")
    piece = author.get("/editor/articles/1/subjects", htmx=True)
    assert "<h1" not in piece.text
    for name in ("くらし", "お札"):
        assert name in page.text
    for field in ("topic", "tag"):
        found = re.search(rf'name="{field}" value="(\d+)"', piece.text)
        assert found
        answer = author.post("/editor/articles/1/subjects", data={field: found[1]}, htmx=field == "tag")
        assert answer.status_code in (200, 303)
    with app.app_context():
        article = db.session.get_one(Article, 1)
        assert (article.topic.name, [tag.name for tag in article.tags]) == ("くらし", ["お札"])
    assert 'name="topic"' not in author.get("/editor/articles/1/subjects").text


def test_nothing_is_proposed_where_nothing_is_alike(app: Flask, author: Person, number: int) -> None:
    with app.app_context():
        an_article("moon", "月の裏側", at=NOW - timedelta(days=1), topic="宇宙", tags=("月",))
        set_tree(1, Tree(title="ラグビーの試合"))
        assert list(db.session.scalars(Retrieval.of_article(1))) == []
    assert "<form" not in author.get("/editor/articles/1/subjects", htmx=True).text
