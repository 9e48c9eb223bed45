"""Speakers at the desk: who they are, how they are shown, and where they speak."""

from flask import Flask
from sqlalchemy import select

from digest.domain.article import Draft
from digest.domain.hand import Hand
from digest.domain.library import take_in
from digest.domain.people import Speaker
from digest.store import db
from tests.support import rows
from tests.support.factories import NOW, a_picture, an_article
from tests.support.people import Person

HOME = "/editor/speakers/"


def stored(app: Flask) -> str:
    """The key of a picture in the library."""
    with app.app_context():
        files = app.extensions["digest"].files
        return take_in(files, a_picture(), "face.png", Hand(None, "秋山 菊乃", NOW))[0].key


def speakers(app: Flask) -> list[Speaker]:
    with app.app_context():
        return list(db.session.scalars(select(Speaker).order_by(Speaker.id)))


def test_a_speaker_is_introduced(app: Flask, editor: Person) -> None:
    answer = rows.create(editor, HOME, name="菊子", role="観測員", side="right")
    assert answer.status_code == 303
    (made,) = speakers(app)
    assert (made.name, made.role, made.side) == ("菊子", "観測員", "right")
    assert "観測員" in editor.get(HOME).text


def test_a_speaker_has_a_portrait_from_the_library(app: Flask, editor: Person) -> None:
    key = stored(app)
    rows.create(editor, HOME, name="菊子", portrait_key=key)
    assert f"/editor/pictures/files/{key}" in editor.get(HOME).text
    assert f'value="{key}"' in editor.get(f"{HOME}1").text
    rows.save(editor, f"{HOME}1", portrait_key="")
    assert speakers(app)[0].portrait_id is None


def test_a_portrait_that_is_not_in_the_library_is_refused(app: Flask, editor: Person) -> None:
    assert rows.create(editor, HOME, name="菊子", portrait_key="0" * 20).status_code == 422
    assert speakers(app) == []


def test_a_portrait_that_somebody_else_chose_is_not_lost(
    app: Flask, editor: Person, colleague: Person
) -> None:
    key = stored(app)
    rows.create(editor, HOME, name="菊子")
    mine = rows.fields(editor.get(f"{HOME}1"), f"{HOME}1") | {"role": "観測員"}
    rows.save(colleague, f"{HOME}1", portrait_key=key)
    answer = editor.post(f"{HOME}1", data=mine)
    assert answer.status_code == 409
    assert "face.png" in answer.text


def test_there_is_no_third_side(app: Flask, editor: Person) -> None:
    assert rows.create(editor, HOME, name="菊子", side="above").status_code == 422
    assert speakers(app) == []


def test_a_new_name_reaches_the_drafts(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(at=None)
    rows.create(editor, HOME, name="菊子")
    assert rows.save(editor, f"{HOME}1", name="菊乃").status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Draft)).one().tree.speakers() == ("菊乃",)


def test_the_list_says_in_how_many_digests_each_speaks(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(slug="one", at=None)
        an_article(slug="two", at=None)
    rows.create(editor, HOME, name="菊子")
    assert ">2" in editor.get(HOME).text


def test_who_speaks_somewhere_is_deleted_only_when_another_takes_over(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article(at=None)
    rows.create(editor, HOME, name="菊子")
    rows.create(editor, HOME, name="星野")
    assert rows.delete(editor, f"{HOME}1").status_code == 422
    assert rows.delete(editor, f"{HOME}1", "星野").status_code == 303
    assert [speaker.name for speaker in speakers(app)] == ["星野"]
    with app.app_context():
        assert db.session.scalars(select(Draft)).one().tree.speakers() == ("星野",)
