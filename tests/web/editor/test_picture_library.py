"""The library of pictures at the desk: taking in, describing, finding, choosing, deleting."""

from io import BytesIO
from typing import Any

import pytest
from flask import Blueprint, Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from digest.domain.article import Article
from digest.domain.audit import AuditEntry
from digest.domain.mention import Mention, MentionKind
from digest.domain.people import Author, Speaker
from digest.domain.permission import Action
from digest.domain.picture import Picture
from digest.store import writing
from digest.web.editor.access import rule
from digest.web.formats import picture_url
from digest.web.site import session, site
from tests.support.factories import a_picture, an_article
from tests.support.people import Person
from tests.web.test_statements import counted


def send(person: Person, *files: tuple[bytes, str], field: str = "", **options: Any) -> TestResponse:
    given: list[tuple[str, Any]] = [("file", FileStorage(BytesIO(data), name)) for data, name in files]
    given += [("field", field)] if field else []
    # The client would put a large body into a file that it does not close.
    boundary, body = encode_multipart(MultiDict(given))
    kind = f"multipart/form-data; boundary={boundary}"
    return person.post("/editor/pictures", data=body, content_type=kind, **options)


def stored(app: Flask, person: Person, name: str = "flag.png", colour: str = "teal", **said: Any) -> Picture:
    """A picture that `person` has sent."""
    send(person, (a_picture(colour=colour), name))
    with app.app_context(), writing() as writer:
        picture = writer.scalars(select(Picture).order_by(Picture.id.desc())).first()
        assert picture is not None
        for column, value in said.items():
            setattr(picture, column, value)
    return pictures(app)[-1]


def pictures(app: Flask) -> list[Picture]:
    with app.app_context():
        return list(session().scalars(select(Picture).order_by(Picture.id)))


def deeds(app: Flask) -> list[str]:
    with app.app_context():
        return list(session().scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_sent_picture_has_a_page(app: Flask, author: Person) -> None:
    answer = send(author, (a_picture(), "旗.png"))
    [picture] = pictures(app)
    assert answer.status_code == 303
    assert picture.file_name == "旗.png"
    page = author.get(answer.location)
    assert "旗.png" in page.text
    assert f"/editor/pictures/files/{picture.key}-480.webp" in page.text
    assert deeds(app) == ["picture.upload"]


def test_the_same_picture_is_found_again(app: Flask, author: Person) -> None:
    first, second = (send(author, (a_picture(), name)).location for name in ("one.png", "two.png"))
    assert first == second
    assert [picture.file_name for picture in pictures(app)] == ["one.png"]


def test_several_are_taken_at_once(app: Flask, author: Person) -> None:
    answer = send(author, (a_picture(colour="red"), "1.png"), (a_picture(colour="blue"), "2.png"))
    assert answer.location == "/editor/pictures?said=stored"
    assert len(pictures(app)) == 2


def test_what_is_no_picture_is_named_and_the_others_are_kept(app: Flask, author: Person) -> None:
    answer = send(author, (a_picture(), "good.png"), (b"<svg/>", "<bad>.svg"))
    assert answer.status_code == 422
    assert "&lt;bad&gt;.svg" in answer.text
    assert len(pictures(app)) == 1


def test_no_file_and_too_many_are_said(app: Flask, author: Person) -> None:
    assert send(author).status_code == 422
    many = send(author, *((b"", f"{n}.png") for n in range(12)))
    assert many.status_code == 422
    assert "11.png" in many.text


def test_a_picture_larger_than_may_be_is_refused_alone(app: Flask, author: Person) -> None:
    answer = send(author, (b"\x89PNG\r\n\x1a\n" + b"\0" * 10 * 2**20, "large.png"))
    assert answer.status_code == 422
    assert "10 MB" in answer.text


def test_more_than_a_request_may_hold_is_refused(author: Person) -> None:
    answer = send(author, *((b"\0" * 9 * 2**20, f"{n}.png") for n in range(5)))
    assert answer.status_code == 413


def test_a_long_text_does_not_take_the_room_of_files(author: Person) -> None:
    assert send(author, field="a" * 600_000).status_code == 413


def test_the_picker_gets_its_new_choice(app: Flask, author: Person) -> None:
    answer = send(author, (a_picture(), "flag.png"), field="portrait_key", htmx=True)
    assert f'name="portrait_key" value="{pictures(app)[0].key}"' in answer.text


def test_an_unknown_field_of_the_form_changes_nothing(app: Flask, author: Person) -> None:
    data = {"file": (BytesIO(a_picture()), "a.png"), "role": "admin"}
    assert author.post("/editor/pictures", data=data, content_type="multipart/form-data").status_code == 400
    assert send(author, (a_picture(), "a.png"), field="<x>").status_code == 422
    assert not pictures(app)


def test_a_picture_is_described(app: Flask, author: Person) -> None:
    number = stored(app, author).id
    said = {"picture_alt": " 旗 ", "picture_credit": "本紙", "picture_rights": "licensed"}
    answer = author.post(f"/editor/pictures/{number}", data=said | {"picture_licence": "CC BY 4.0"})
    assert answer.status_code == 303
    [picture] = pictures(app)
    assert (picture.alt, picture.credit, picture.rights, picture.licence) == (
        "旗",
        "本紙",
        "licensed",
        "CC BY 4.0",
    )
    assert deeds(app) == ["picture.upload", "picture.describe"]


@pytest.mark.parametrize(
    "said", [{"picture_rights": "stolen"}, {"picture_alt": "a" * 501}, {"picture_alt": "a\u202e"}]
)
def test_an_unsound_description_is_shown_again(app: Flask, author: Person, said: dict[str, str]) -> None:
    number = stored(app, author).id
    assert author.post(f"/editor/pictures/{number}", data=said).status_code == 422
    assert not pictures(app)[0].alt


def test_pictures_are_found_by_what_is_said_of_them(app: Flask, author: Person) -> None:
    stored(app, author, "IMG_1.png", "red", alt="新しいＡＢＣ紙幣", credit="造幣局")
    stored(app, author, "IMG_2.png", "blue", alt="みかん", credit="農協 100%")
    for words, found in (
        ("abc", True),
        ("造幣局 紙幣", True),
        ("img_1", True),
        ("%", False),
        ("みかん 紙幣", False),
    ):
        assert ("新しい" in author.get("/editor/pictures", query_string={"q": words}).text) is found


def test_the_library_goes_on_by_key(app: Flask, author: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.domain.library.batch.__defaults__", ("", None, 2))
    for colour in ("red", "blue", "green"):
        stored(app, author, f"{colour}.png", colour)
    first = author.get("/editor/pictures")
    assert "green.png" in first.text
    assert "red.png" not in first.text
    more = first.text.split('data-hx-get="')[1].split('"')[0].replace("&amp;", "&")
    assert "red.png" in author.get(more, htmx=True).text
    assert "red.png" in author.get(more).text


def test_files_are_for_those_who_work_here(app: Flask, author: Person, stranger: Person) -> None:
    key = stored(app, author).key
    answer = author.get(f"/editor/pictures/files/{key}-480.webp")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"
    assert stranger.get(f"/editor/pictures/files/{key}-480.webp").status_code == 302
    assert stranger.get(f"/pictures/{key}-480.webp").status_code == 404


@pytest.mark.parametrize("name", ["{key}-481.webp", "{key}.webp", "../digest.db", "{key}-480.webp%00", "x"])
def test_no_other_file_is_to_be_had(app: Flask, author: Person, name: str) -> None:
    key = stored(app, author).key
    answer = author.get(f"/editor/pictures/files/{name.format(key=key)}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_unused_picture_is_deleted_with_its_files(app: Flask, editor: Person) -> None:
    picture = stored(app, editor)
    answer = editor.post(f"/editor/pictures/{picture.id}/deletions")
    assert answer.location == "/editor/pictures?said=deleted"
    assert not pictures(app)
    with app.app_context():
        assert not list(site().files.folder.iterdir())
    assert deeds(app) == ["picture.upload", "picture.delete"]


def test_an_author_deletes_no_picture(app: Flask, author: Person) -> None:
    assert author.post(f"/editor/pictures/{stored(app, author).id}/deletions").status_code == 403
    assert pictures(app)


def test_a_picture_of_an_old_edition_stays(app: Flask, editor: Person) -> None:
    with app.app_context():
        an_article("notes", picture=True)
        with writing() as writer:
            draft = writer.scalars(select(Article)).one().draft
            draft.version += 1
    [picture] = pictures(app)
    answer = editor.post(f"/editor/pictures/{picture.id}/deletions")
    assert answer.status_code == 409
    assert "新しいお札は何が変わった？" in answer.text
    assert editor.get(f"/pictures/{picture.key}-480.webp").status_code == 200


def test_a_picture_of_a_draft_or_a_person_stays(app: Flask, editor: Person) -> None:
    drafted, portrait = stored(app, editor, "1.png", "red"), stored(app, editor, "2.png", "blue")
    with app.app_context():
        article = an_article("notes", at=None)
        with writing() as writer:
            writer.add(Mention(article_id=article.id, kind=MentionKind.PICTURE, name=drafted.key))
            writer.scalars(select(Author).limit(1)).one().portrait_id = portrait.id
    for picture in (drafted, portrait):
        assert editor.post(f"/editor/pictures/{picture.id}/deletions").status_code == 409
    assert len(pictures(app)) == 2


def test_choices_are_radio_buttons_for_script_and_links_without(app: Flask, author: Person) -> None:
    key = stored(app, author, alt="旗", credit="本紙").key
    piece = author.get("/editor/pictures/choices?field=portrait_key", htmx=True).text
    assert f'name="portrait_key" value="{key}"' in piece
    assert 'data-credit="本紙"' in piece
    page = author.get("/editor/pictures/choices?back=/editor/articles/1/parts/picture").text
    assert f'href="/editor/articles/1/parts/picture?picture={key}"' in page


@pytest.mark.parametrize(
    "back", ["//evil.example/editor/", "https://evil.example/editor/", "/session/end", "/editor\\x"]
)
def test_choosing_leads_nowhere_else(app: Flask, author: Person, back: str) -> None:
    stored(app, author)
    page = author.get("/editor/pictures/choices", query_string={"back": back})
    assert "evil.example" not in page.text
    assert "?picture=" not in page.text


def test_a_field_that_is_no_name_has_no_choices(author: Person) -> None:
    assert author.get("/editor/pictures/choices?field=%22%3E").status_code == 404


def test_what_the_desk_publishes_shows_readers_addresses(app: Flask, editor: Person) -> None:
    pages = Blueprint("tried", __name__, url_prefix="/editor")

    @pages.post("/publish")
    @rule(Action.PUBLISH)
    def publish_now() -> dict[str, str]:
        an_article("notes", picture=True)
        return {"here": picture_url(session().scalars(select(Picture)).one(), 480)}

    app.register_blueprint(pages)
    assert editor.post("/editor/publish").json["here"].startswith("/editor/pictures/files/")
    page = editor.get("/articles/notes").text
    assert "/editor/" not in page
    assert f"/pictures/{pictures(app)[0].key}-480.webp" in page


def test_the_library_asks_the_same_number_of_statements_however_long(app: Flask, author: Person) -> None:
    counts = []
    for colours in (("red",), ("blue", "green", "white", "black")):
        for colour in colours:
            stored(app, author, colour, colour)
        with counted(app) as seen:
            author.get("/editor/pictures")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_every_use_leads_to_where_it_is_worked_on(app: Flask, editor: Person) -> None:
    with app.app_context():
        article = an_article("notes", picture=True).id
        with writing() as writer:
            picture = writer.scalars(select(Picture)).one()
            speaker = Speaker(name="菊子", role="", portrait_id=picture.id)
            writer.add_all([speaker, Author(name="筆 者", slug="hissha", bio="", portrait_id=picture.id)])
            writer.flush()
            number, met = picture.id, speaker.id
    page = editor.get(f"/editor/pictures/{number}").text
    for address in (f"/editor/articles/{article}", f"/editor/speakers/{met}", "/authors/hissha"):
        assert f'href="{address}"' in page
        assert editor.get(address).status_code in (200, 404)
