"""Text mode: the draft as one text, saved with its ids, refused with line numbers, never overwritten."""

import re

from flask import Flask
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.digest_text import format_text
from digest.domain.importing import export_manuscript
from digest.domain.people import Speaker
from digest.domain.revision import Revision
from digest.domain.set_aside import SetAside
from digest.domain.tree import Tree
from digest.domain.tree_json import load_json
from digest.web.site import session
from tests.support.factories import an_article
from tests.support.people import NAMES, Person

PATH = "/editor/articles/1/text"


def begun(app: Flask, **more: str) -> str:
    """An article's text."""
    with app.app_context():
        article = an_article(slug="notes", at=None, **more)
        return format_text(export_manuscript(session(), session().merge(article)))


def draft(app: Flask) -> tuple[Tree, int]:
    with app.app_context():
        article = session().scalars(select(Article)).one()
        return article.draft.tree, article.draft.version


def test_the_field_holds_the_whole_draft(app: Flask, editor: Person) -> None:
    text = begun(app)
    page = editor.get(PATH).text
    assert text.splitlines()[1] in page
    assert 'name="version" value="1"' in page


def test_saving_it_unchanged_changes_nothing(app: Flask, editor: Person) -> None:
    text = begun(app)
    before = draft(app)
    assert editor.post(PATH, data={"text": text, "version": 1}).status_code == 303
    assert draft(app) == before


def test_a_change_is_saved_with_its_history_and_keeps_the_ids(app: Flask, editor: Person) -> None:
    text = begun(app)
    before, _ = draft(app)
    answer = editor.post(PATH, data={"text": text.replace("段落です。", "直した段落です。"), "version": 1})
    assert answer.status_code == 303
    after, version = draft(app)
    assert version == 2
    assert [node.id for node in after.nodes()] == [node.id for node in before.nodes()]
    with app.app_context():
        assert session().scalars(select(Revision.version).order_by(Revision.id)).all() == [1, 2]


def test_a_text_without_its_marks_keeps_the_ids_of_what_stayed(app: Flask, editor: Person) -> None:
    text = begun(app)
    before, _ = draft(app)
    bare = re.sub(r" ?\{#[^}]*\}$", "", text, flags=re.M).replace("段落です。", "直した段落です。")
    editor.post(PATH, data={"text": bare, "version": 1})
    after, _ = draft(app)
    assert [node.id for node in after.nodes()] == [node.id for node in before.nodes()]


def test_a_line_that_cannot_be_placed_is_named_and_the_text_given_back(app: Flask, editor: Person) -> None:
    text = begun(app)
    answer = editor.post(PATH, data={"text": text.replace("題名: ", "題目: "), "version": 1})
    assert answer.status_code == 422
    assert 'data-line="2"' in answer.text
    assert "題目: " in answer.text.split("<textarea")[1]
    assert draft(app)[1] == 1


def test_a_text_that_lost_its_first_line_is_not_guessed_at(app: Flask, editor: Person) -> None:
    text = begun(app).removeprefix("%digest 1\n")
    assert editor.post(PATH, data={"text": text, "version": 1}).status_code == 422
    assert editor.post(f"{PATH}/readings", data={"text": text, "version": 1}).status_code == 422


def test_two_who_rewrite_at_once_lose_nothing(app: Flask, editor: Person, colleague: Person) -> None:
    text = begun(app)
    mine, theirs = text.replace("段落です。", "私の段落。"), text.replace("段落です。", "同僚の段落。")
    assert colleague.post(PATH, data={"text": theirs, "version": 1}).status_code == 303
    answer = editor.post(PATH, data={"text": mine, "version": 1})
    assert answer.status_code == 409
    assert "私の段落。" in answer.text.split("<textarea")[1]
    assert "同僚" in answer.text
    assert NAMES["colleague"] in answer.text
    with app.app_context():
        assert "私の段落。" in session().scalars(select(SetAside)).one().text
    assert 'name="version" value="2"' in answer.text
    assert editor.post(PATH, data={"text": mine, "version": 2}).status_code == 303


def test_what_the_text_says_of_the_article_is_changed_with_it(app: Flask, editor: Person) -> None:
    text = begun(app)
    said = text.replace("話題: くらしと経済", "話題: 宇宙\nタグ: 月").replace(
        "言語: ja", "言語: ja\n話者: 湊\n役割: 聞き手"
    )
    said = said.replace("【コメント】 菊子", "【コメント】 湊")
    assert editor.post(PATH, data={"text": said, "version": 1}).status_code == 303
    with app.app_context():
        article = session().scalars(select(Article)).one()
        assert article.topic.name == "宇宙"
        assert [tag.name for tag in article.tags] == ["月"]
        assert session().scalar(select(Speaker.role).where(Speaker.name == "湊")) == "聞き手"
        actions = set(session().scalars(select(AuditEntry.action)))
        assert {"article.topic", "article.tags"} <= actions


def test_the_address_is_never_changed_in_passing(app: Flask, editor: Person) -> None:
    text = begun(app).replace("スラッグ: notes", "スラッグ: other")
    answer = editor.post(PATH, data={"text": text, "version": 1})
    assert "said=left" in (answer.location or "")
    assert editor.get(answer.location).status_code == 200
    with app.app_context():
        assert session().scalar(select(Article.slug)) == "notes"


def test_an_author_cannot_give_the_article_away(app: Flask, author: Person) -> None:
    text = begun(app, author=NAMES["author"])
    with app.app_context():
        an_article(slug="x", author="誰か")
    text = text.replace(f"筆者: {NAMES['author']}", "筆者: 誰か")
    assert "said=left" in (author.post(PATH, data={"text": text, "version": 1}).location or "")
    with app.app_context():
        assert session().scalars(select(Article)).first().author.name == NAMES["author"]  # type: ignore[union-attr]


def test_an_author_does_not_reach_the_text_of_others(app: Flask, author: Person) -> None:
    begun(app, author="誰か")
    for path in (PATH, f"{PATH}.txt", f"{PATH}.json"):
        assert author.get(path).status_code == 403


def test_checking_shows_the_report_and_saves_nothing(app: Flask, editor: Person) -> None:
    text = begun(app).replace("段落です。", "別の段落です。")
    answer = editor.post(f"{PATH}/readings", data={"text": text, "version": 1})
    assert answer.status_code == 200
    assert 'id="report"' in answer.text
    assert draft(app)[1] == 1


def test_the_draft_can_be_downloaded(app: Flask, editor: Person) -> None:
    text = begun(app)
    plain, exported = editor.get(f"{PATH}.txt"), editor.get(f"{PATH}.json")
    assert plain.text == text
    assert plain.headers["Cache-Control"] == "private, no-store"
    assert load_json(exported.text).tree == draft(app)[0]


def test_hostile_forms_change_nothing(app: Flask, editor: Person) -> None:
    text = begun(app)
    for data in (
        {"text": text.replace("段落です。", "改\u202e")},
        {"text": text.replace("段落です。", "改\0")},
        {"text": text.replace("段落です。", "改"), "role": "admin"},
        {"text": text.replace("段落です。", "改"), "version": "x"},
        {"text": ["%digest 1", "%digest 1"]},
    ):
        answer = editor.post(PATH, data={"version": 1} | data)
        assert 400 <= answer.status_code < 500
    assert draft(app)[1] == 1
