"""The history of a draft: every state can be seen, compared and brought back, and no text is lost."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import event

from digest.domain.deletion import Deletion
from digest.domain.drafting import Result, delete, replace_tree, save_part
from digest.domain.part import Lead, part_of, version_of
from digest.domain.revision import Revision
from digest.domain.tree import Comment, Tree
from digest.store import db, writing
from tests.support.factories import a_tree, an_article
from tests.support.hands import a_hand, draft_tree, save_lead
from tests.support.people import Person

ARTICLE = "/editor/articles/1"


@pytest.fixture
def article(app: Flask, editor: Person) -> int:
    """An article whose lead was changed twice: states 1 (before), 2 and 3."""
    with app.app_context():
        number = an_article(at=None).id
        save_lead(number, "二番目のリード。", a_hand())
        save_lead(number, "三番目のリード。", a_hand("colleague", 30))
    return number


def set_aside(app: Flask, text: str = "言いそびれた文。") -> int:
    with app.app_context():
        hand = a_hand("colleague")
        with writing() as session:
            return save_part(session, 1, "lead", Lead(text), "0" * 12, hand).set_aside_id


def deleted(app: Flask, part: str) -> int:
    with app.app_context():
        hand = a_hand()
        with writing() as session:
            return delete(session, 1, part, hand).id


def lead(app: Flask) -> str:
    with app.app_context():
        return draft_tree(1).lead


def test_the_states_are_listed_newest_first(article: int, editor: Person) -> None:
    page = editor.get(f"{ARTICLE}/history")
    assert page.status_code == 200
    assert page.text.index("<b>星野 湊</b>") < page.text.index("<b>秋山 菊乃</b>")
    assert f"{ARTICLE}/comparison?from=2&amp;to=3" in page.text
    assert f"{ARTICLE}/history/1" in page.text


def test_a_draft_without_changes_says_how_its_history_begins(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(at=None)
    page = editor.get(f"{ARTICLE}/history")
    assert page.status_code == 200
    assert "comparison" not in page.text


def test_a_long_history_goes_on_by_key(app: Flask, article: int, editor: Person) -> None:
    with app.app_context():
        for number in range(40):
            save_lead(article, f"{number}", a_hand(minutes=60 + 11 * number))
    first = editor.get(f"{ARTICLE}/history")
    assert f"{ARTICLE}/history?before=14" in first.text
    assert f"{ARTICLE}/comparison?from=13&amp;to=14" in first.text
    second = editor.get(f"{ARTICLE}/history?before=14")
    assert f"{ARTICLE}/history/13" in second.text
    assert f"{ARTICLE}/history/14" not in second.text
    assert "before=" not in second.text


def test_a_state_is_shown_as_readers_would_have_seen_it(article: int, editor: Person) -> None:
    page = editor.get(f"{ARTICLE}/history/2")
    assert '<p class="article-lead">二番目のリード。</p>' in page.text
    assert 'id="c1"' in page.text


def test_an_empty_state_can_be_shown(app: Flask, article: int, editor: Person) -> None:
    with app.app_context():
        hand = a_hand(minutes=60)
        with writing() as session:
            replace_tree(session, article, Tree(language="en"), 3, hand)
    assert editor.get(f"{ARTICLE}/history/4").status_code == 200


def test_a_comparison_marks_words(article: int, editor: Person) -> None:
    page = editor.get(f"{ARTICLE}/comparison?from=2&to=3")
    assert "<del>二番目</del><ins>三番目</ins>のリード。" in page.text
    assert page.text.count("compared-part") == 1


def test_a_state_is_compared_with_the_draft_as_it_is_now(app: Flask, article: int, editor: Person) -> None:
    with app.app_context():
        save_lead(article, "四番目のリード。", a_hand(minutes=31))
    assert "<ins>四番目</ins>" in editor.get(f"{ARTICLE}/comparison?from=2&to=").text


@pytest.mark.parametrize(
    "path",
    [
        "history/99",
        "history?before=x",
        "comparison",
        "comparison?from=99",
        "comparison?from=1&to=-1",
        "comparison?from=1&to=99999999999999999999",
        "set-asides/1",
    ],
)
def test_what_is_not_there_is_not_found(article: int, editor: Person, path: str) -> None:
    assert editor.get(f"{ARTICLE}/{path}").status_code == 404


def test_a_state_of_another_article_is_not_found(app: Flask, article: int, editor: Person) -> None:
    with app.app_context():
        an_article("other", at=None)
    assert editor.get("/editor/articles/2/history/1").status_code == 404


def test_a_state_is_made_the_draft_again(app: Flask, article: int, editor: Person) -> None:
    before = a_tree().lead
    answer = editor.post(f"{ARTICLE}/history/1/restorations", data={"version": "3"})
    assert (answer.status_code, answer.location) == (303, f"{ARTICLE}/history?said=state-restored")
    assert lead(app) == before
    assert editor.get(answer.location).status_code == 200
    with app.app_context():
        newest = db.session.scalars(Revision.of_article(1)).first()
        assert newest
        assert newest.note == "restored"


@pytest.mark.parametrize("version", ["2", "", "x", "99999999999999999999"])
def test_a_state_is_not_put_over_what_was_not_seen(
    app: Flask, article: int, editor: Person, version: str
) -> None:
    answer = editor.post(f"{ARTICLE}/history/1/restorations", data={"version": version})
    assert answer.status_code == 409
    assert "星野 湊" in answer.text
    assert 'name="version" value="3"' in answer.text
    assert lead(app) == "三番目のリード。"


def test_a_text_set_aside_is_shown_beside_what_is_there_now(app: Flask, article: int, editor: Person) -> None:
    number = set_aside(app)
    assert "言いそびれた文。" in editor.get(f"{ARTICLE}/history").text
    page = editor.get(f"{ARTICLE}/set-asides/{number}")
    assert "<del>三番目のリード</del>。" in page.text
    assert ">言いそびれた文。</textarea>" in page.text


def test_a_text_set_aside_is_used(app: Flask, article: int, editor: Person) -> None:
    number, now = set_aside(app), version_of(Lead("三番目のリード。"))
    answer = editor.post(f"{ARTICLE}/set-asides/{number}/uses", data={"version": now})
    assert answer.location == f"{ARTICLE}/history?said=used"
    assert lead(app) == "言いそびれた文。"
    again = editor.post(f"{ARTICLE}/set-asides/{number}/uses", data={"version": now})
    assert again.location == f"{ARTICLE}/history?said=used-already"
    assert editor.get(again.location).status_code == 200


def test_a_text_set_aside_is_not_put_over_what_was_not_seen(app: Flask, article: int, editor: Person) -> None:
    number = set_aside(app)
    answer = editor.post(f"{ARTICLE}/set-asides/{number}/uses", data={"version": "0" * 12})
    assert answer.status_code == 409
    assert lead(app) == "三番目のリード。"


@pytest.mark.parametrize("who", ["editor", "colleague"])
def test_a_text_whose_part_is_gone_brings_that_back(
    request: pytest.FixtureRequest, app: Flask, article: int, who: str
) -> None:
    person = request.getfixturevalue(who)
    deleted(app, "b1")
    with app.app_context():
        hand = a_hand()
        with writing() as session:
            outcome = save_part(session, 1, "b1", Comment(lines=("まだ。",)), "0" * 12, hand)
    assert outcome.kind == Result.GONE
    path = f"{ARTICLE}/set-asides/{outcome.set_aside_id}"
    page = person.get(path)
    assert f"{path}/returns" in page.text
    assert f"{path}/uses" not in page.text
    assert person.post(f"{path}/returns").location == f"{ARTICLE}/history?said=used"
    assert person.post(f"{path}/returns").location == f"{ARTICLE}/history?said=used-already"
    with app.app_context():
        assert part_of(draft_tree(1), "b1") == Comment(id="b1", lines=("まだ。",))


def test_a_whole_text_set_aside_is_compared_and_used(app: Flask, article: int, editor: Person) -> None:
    with app.app_context():
        tree, hand = replace(draft_tree(1), title="本文ごと直した題"), a_hand()
        with writing() as session:
            number = replace_tree(session, 1, tree, 1, hand).set_aside_id
    assert "compared-part" in editor.get(f"{ARTICLE}/set-asides/{number}").text
    editor.post(f"{ARTICLE}/set-asides/{number}/uses", data={"version": "3"})
    with app.app_context():
        assert draft_tree(1) == tree


def test_what_was_deleted_is_brought_back(app: Flask, article: int, editor: Person) -> None:
    number = deleted(app, "c1")
    assert "特徴1の1" in editor.get(f"{ARTICLE}/history").text
    sent = {"deletion": str(number)}
    assert editor.post(f"{ARTICLE}/returns", data=sent).location == f"{ARTICLE}?said=restored#part-c1"
    with app.app_context():
        assert "c1" in [node.id for node in draft_tree(1).nodes()]
        assert db.session.scalars(Deletion.of_article(1)).all() == []


@pytest.mark.parametrize("path", ["history/1/restorations", "set-asides/1/uses", "set-asides/1/returns"])
def test_a_field_that_does_not_belong_is_refused(app: Flask, article: int, editor: Person, path: str) -> None:
    set_aside(app)
    assert editor.post(f"{ARTICLE}/{path}", data={"role": "admin"}).status_code == 400


@pytest.mark.parametrize("path", ["history", "history/1", "comparison?from=1", "set-asides/1"])
def test_the_history_of_others_is_not_for_authors(
    app: Flask, article: int, author: Person, path: str
) -> None:
    set_aside(app)
    assert author.get(f"{ARTICLE}/{path}").status_code == 403


def test_the_number_of_statements_does_not_grow(app: Flask, article: int, editor: Person) -> None:
    paths = ("history", "history/3", "comparison?from=1", "set-asides/1")
    set_aside(app, "文")
    before = {path: statements(app, editor, f"{ARTICLE}/{path}") for path in paths}
    with app.app_context():
        for number in range(20):
            save_lead(article, f"{number}", a_hand(f"person{number % 3}", 60 + 11 * number))
            a_hand()
        tree = a_tree(pages=3, sections=5)
        hand = a_hand(minutes=600)
        with writing() as session:
            replace_tree(session, article, tree, 23, hand)
    for number in range(5):
        set_aside(app, f"文{number}")
    deleted(app, "c1")
    deleted(app, "s2")
    assert {path: statements(app, editor, f"{ARTICLE}/{path}") for path in paths} == before
    assert max(before.values()) <= 9


def statements(app: Flask, person: Person, path: str) -> int:
    sent: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", remember)
        assert person.get(path).status_code == 200
        event.remove(db.engine, "before_cursor_execute", remember)
    return len([each for each in sent if not each.startswith("BEGIN")])
