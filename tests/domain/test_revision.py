"""The history of a draft: one state for each person and ten minutes, and none that matters is lost."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from digest.domain.article import Draft
from digest.domain.revision import Revision
from digest.domain.tree_json import tree_to_json
from digest.store import db, writing
from tests.support.factories import a_tree, an_article
from tests.support.hands import a_hand, draft_tree, history, save_lead


@pytest.fixture(autouse=True)
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def article() -> int:
    return an_article(at=None).id


def leads(article: int) -> list[str]:
    return [state.tree.lead for state in history(article)]


def mark(article: int, note: str, who: str = "editor", minutes: float = 0) -> None:
    hand = a_hand(who, minutes)
    with writing() as session:
        Revision.mark(session, session.get_one(Draft, article), hand, note)


def test_the_first_change_keeps_what_was_there_before(article: int) -> None:
    first = draft_tree(article).lead
    save_lead(article, "一", a_hand())
    assert leads(article) == ["一", first]
    assert [(s.note, s.version, s.user, s.saves) for s in history(article)[1:]] == [("beginning", 1, None, 0)]


def test_what_one_person_saves_within_ten_minutes_is_one_state(article: int) -> None:
    for minutes in (0, 4, 9.9):
        save_lead(article, f"{minutes}分", a_hand(minutes=minutes))
    newest = history(article)[0]
    assert leads(article)[0] == "9.9分"
    assert (newest.saves, newest.version, len(history(article))) == (3, 4, 2)
    assert (newest.started_at, newest.saved_at) == (a_hand().at, a_hand(minutes=9.9).at)


def test_after_ten_minutes_a_new_state_begins_though_nobody_paused(article: int) -> None:
    for minutes in (0, 6, 12):
        save_lead(article, f"{minutes}分", a_hand(minutes=minutes))
    assert leads(article)[:2] == ["12分", "6分"]


def test_states_of_two_people_are_two(article: int) -> None:
    for number, who in enumerate(("editor", "colleague", "editor")):
        save_lead(article, f"{who}{number}", a_hand(who, number))
    assert leads(article)[:3] == ["editor2", "colleague1", "editor0"]


def test_what_commands_change_is_never_grouped(article: int) -> None:
    hand = a_hand()
    for number in range(2):
        save_lead(article, f"{number}", type(hand)(None, "", hand.at))
    assert leads(article)[:2] == ["1", "0"]


def test_a_clock_that_goes_back_begins_a_new_state(article: int) -> None:
    save_lead(article, "先", a_hand(minutes=5))
    save_lead(article, "後", a_hand(minutes=1))
    assert leads(article)[:2] == ["後", "先"]


def test_a_state_with_a_note_is_not_written_over(article: int) -> None:
    save_lead(article, "公開した文", a_hand())
    mark(article, "published")
    save_lead(article, "次の文", a_hand(minutes=1))
    assert leads(article)[:2] == ["次の文", "公開した文"]
    assert [state.note for state in history(article)] == ["", "published", "beginning"]


def test_a_state_can_have_two_notes(article: int) -> None:
    for note in ("restored", "published", "published"):
        mark(article, note)
    assert [(s.note, s.version) for s in history(article)] == [("published", 1), ("restored", 1)]


def test_a_draft_without_history_can_be_marked(article: int) -> None:
    mark(article, "published", who="colleague")
    [state] = history(article)
    assert (state.note, state.user and state.user.name, state.tree) == (
        "published",
        "星野 湊",
        draft_tree(article),
    )


def test_the_newest_state_is_always_the_draft(article: int) -> None:
    for number in range(30):
        who = ("editor", "colleague", "author")[number * 7 % 3]
        save_lead(article, f"文{number}", a_hand(who, number))
        assert history(article)[0].tree == draft_tree(article)


def test_a_change_that_went_past_the_history_is_found(article: int) -> None:
    save_lead(article, "一", a_hand())
    with writing() as session:
        draft = session.get_one(Draft, article)
        draft.version += 1
    save_lead(article, "二", a_hand(minutes=1))
    assert [state.version for state in history(article)] == [4, 3, 2, 1]


def test_the_history_is_read_by_key_and_without_texts(article: int) -> None:
    for number in range(5):
        save_lead(article, f"{number}", a_hand(minutes=number * 11))
    sent: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
    numbers = [state.id for state in history(article)]
    later = db.session.scalars(Revision.of_article(article, before=numbers[1]).limit(2)).all()
    assert [state.id for state in later] == numbers[2:4]
    assert not any("revision.tree" in statement for statement in sent)


def test_a_state_belongs_to_its_article(article: int) -> None:
    save_lead(article, "一", a_hand())
    number = history(article)[0].id
    assert db.session.scalar(Revision.numbered(article, number))
    assert db.session.scalar(Revision.numbered(article + 1, number)) is None


def test_a_long_digest_takes_as_much_as_is_said() -> None:
    """The figure in the docstring of Revision."""
    size = len(json.dumps(tree_to_json(a_tree(pages=10, sections=10))))
    assert 50_000 < size < 150_000
