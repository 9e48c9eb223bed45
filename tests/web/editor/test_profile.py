"""One's own profile, portrait, password and sign-ins."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain import password as passwords
from digest.domain.audit import AuditEntry
from digest.domain.people import Author
from digest.domain.sign_in import SignIn
from digest.domain.user import User
from digest.store import db, writing
from tests.support.factories import a_picture, an_article
from tests.support.people import Person, signed_in

PAGE, PASSWORD_PAGE = "/editor/profile/", "/editor/profile/password"
OLD, NEW = "three quiet herons 7", "four loud herons 8"
KNOWN = {"name": "秋山 菊乃", "slug": "editor-slug", "bio": "", "language": "ja"}


def the_user(name: str = "editor") -> User:
    return db.session.scalars(User.called(f"{name}@example.jp")).one()


def with_password(person: Person, password: str = OLD) -> None:
    with person.application.app_context(), writing() as session:
        kept = passwords.hashed(password) if password else ""
        session.get_one(User, person.user_id).password_hash = kept


@pytest.fixture
def newcomer(editor: Person) -> Person:
    """The editor, before a password was chosen."""
    with_password(editor, "")
    return editor


def test_name_address_and_text_are_those_that_readers_see(app: Flask, editor: Person) -> None:
    changed = {"name": "秋山 菊", "slug": "kiku", "bio": "くらしを書きます。", "language": "ja"}
    assert editor.post(PAGE, data=changed).location == f"{PAGE}?said=saved"
    page = editor.get("/authors/kiku").text
    assert "秋山 菊" in page
    assert "くらしを書きます。" in page


def test_the_address_of_before_leads_to_the_new_one(app: Flask, editor: Person) -> None:
    for slug in ("kiku", "kikuno", "editor-slug", "kiku"):
        assert editor.post(PAGE, data=KNOWN | {"slug": slug}).status_code == 303
    assert editor.get("/authors/kiku").status_code == 200
    for former in ("kikuno", "editor-slug"):
        answer = editor.get(f"/authors/{former}")
        assert (answer.status_code, answer.location) == (301, "/authors/kiku")


@pytest.mark.parametrize(
    "changed",
    [
        {"slug": "若葉"},
        {"slug": "a b"},
        {"slug": "A"},
        {"slug": "../x"},
        {"slug": "-a"},
        {"slug": ""},
        {"slug": "a" * 81},
        {"name": ""},
        {"name": " \u3000 "},
        {"name": "名" * 61},
        {"name": "a\u202eb"},
        {"bio": "長" * 401},
        {"bio": "a\0b"},
        {"language": "fr"},
    ],
)
def test_what_will_not_do_is_said_and_changes_nothing(
    app: Flask, editor: Person, changed: dict[str, str]
) -> None:
    with app.app_context(), writing() as session:
        session.add(Author(name="若葉", slug="若葉", bio=""))
    answer = editor.post(PAGE, data=KNOWN | {"bio": "打った文"} | changed)
    assert answer.status_code == 422
    assert "field-error" in answer.text
    with app.app_context():
        author = the_user().author
        assert (author.name, author.slug, author.bio) == ("秋山 菊乃", "editor-slug", "")


@pytest.mark.parametrize(
    "extra",
    [{"role": "admin"}, {"email": "x@example.jp"}, {"id": "1"}, {"password_hash": "x"}, {"user_id": "1"}],
)
def test_a_field_of_no_form_is_refused(app: Flask, editor: Person, extra: dict[str, str]) -> None:
    assert editor.post(PAGE, data=KNOWN | extra).status_code == 400
    with app.app_context():
        assert (the_user().role, the_user().email) == ("editor", "editor@example.jp")


def test_the_language_holds_from_the_next_page_on_for_this_user_alone(
    editor: Person, colleague: Person
) -> None:
    assert '<html lang="ja">' in editor.get(PAGE).text
    answer = editor.post(PAGE, data=KNOWN | {"language": "en"})
    page = editor.get(answer.location).text
    assert '<html lang="en">' in page
    assert "Saved." in page
    assert '<html lang="ja">' in colleague.get(PAGE).text
    assert '<html lang="ja">' in editor.get("/").text


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_portrait_is_kept_and_shown_at_ones_articles(app: Flask, editor: Person, form: str) -> None:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (300, 400), "teal").save(out, form)
    out.seek(0)
    answer = editor.post(f"{PAGE}portrait", data={"portrait": (out, "me.png")})
    assert answer.status_code == 303
    with app.app_context():
        an_article()
        portrait = the_user().author.portrait
        assert portrait is not None
        shown = f"{portrait.key}-{portrait.widths[0]}.webp"
    assert shown in editor.get(PAGE).text
    assert shown in editor.get("/articles/notes").text
    assert editor.get(f"/pictures/{shown}").status_code == 200


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", b"%PDF-1.7", a_picture()[:300]])
def test_what_is_no_picture_is_refused(app: Flask, editor: Person, data: bytes) -> None:
    answer = editor.post(f"{PAGE}portrait", data={"portrait": (BytesIO(data), "me.png")})
    assert answer.status_code == 422
    with app.app_context():
        assert the_user().author.portrait is None


def test_a_file_that_is_too_large_is_refused(editor: Person) -> None:
    data = b"x" * (12 * 1024 * 1024)
    answer = editor.post(f"{PAGE}portrait", data=data, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413


def test_no_file_at_all_is_refused(editor: Person) -> None:
    assert editor.post(f"{PAGE}portrait", data={}).status_code == 422


@pytest.mark.parametrize("page", ["/editor/", PAGE, "/editor/articles/new", "/editor/pictures"])
def test_whoever_has_no_password_is_led_to_choosing_one(newcomer: Person, page: str) -> None:
    answer = newcomer.get(page)
    assert (answer.status_code, answer.location) == (302, PASSWORD_PAGE)
    assert newcomer.get(page, htmx=True).headers["HX-Redirect"] == PASSWORD_PAGE
    newcomer.post(PASSWORD_PAGE, data={"new_password": NEW})
    assert newcomer.get(page).status_code == 200


def test_whoever_has_no_password_chooses_one(app: Flask, newcomer: Person) -> None:
    assert "present_password" not in newcomer.get(PASSWORD_PAGE).text
    assert newcomer.post(PASSWORD_PAGE, data={"new_password": NEW}).status_code == 303
    with app.app_context():
        assert passwords.verified(the_user().password_hash, NEW)


def test_changing_it_asks_for_the_present_one(app: Flask, editor: Person) -> None:
    with_password(editor)
    assert "present_password" in editor.get(PASSWORD_PAGE).text
    for present in ("", "wrong"):
        data = {"present_password": present, "new_password": NEW}
        answer = editor.post(PASSWORD_PAGE, data=data)
        assert answer.status_code == 422
        assert NEW not in answer.text
    with app.app_context():
        assert passwords.verified(the_user().password_hash, OLD)
    assert editor.post(PASSWORD_PAGE, data={"present_password": OLD, "new_password": NEW}).status_code == 303


def test_the_present_one_cannot_be_guessed_for_ever(editor: Person) -> None:
    with_password(editor)
    for _ in range(6):
        editor.post(PASSWORD_PAGE, data={"present_password": "wrong", "new_password": NEW})
    answer = editor.post(PASSWORD_PAGE, data={"present_password": OLD, "new_password": NEW})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "bad", ["", "short 7", "password", "editor@example.jp", "秋山菊乃秋山菊乃", "x" * 1001]
)
def test_a_password_that_is_easily_guessed_is_refused(app: Flask, newcomer: Person, bad: str) -> None:
    assert newcomer.post(PASSWORD_PAGE, data={"new_password": bad}).status_code == 422
    with app.app_context():
        assert the_user().password_hash == ""


def test_a_new_password_ends_every_other_sign_in(app: Flask, newcomer: Person) -> None:
    elsewhere = signed_in(app, "editor")
    newcomer.post(PASSWORD_PAGE, data={"new_password": NEW})
    assert newcomer.get("/editor/").status_code == 200
    assert elsewhere.get("/editor/").status_code == 302


def test_one_sees_where_one_is_signed_in(app: Flask, editor: Person) -> None:
    with app.app_context(), writing() as session:
        for row in session.scalars(select(SignIn)):
            row.browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    page = editor.get(PAGE).text
    assert "Firefox (Linux)" in page
    assert "2026年7月1日 12:00" in page


def test_one_sign_in_can_be_ended(app: Flask, editor: Person) -> None:
    here, there = signed_in(app, "editor"), signed_in(app, "editor")
    with app.app_context():
        number = db.session.scalars(select(SignIn.id).order_by(SignIn.id.desc())).first()
    assert editor.post(f"{PAGE}sign-ins/{number}/end").status_code == 303
    assert here.get("/editor/").status_code == 200
    assert there.get("/editor/").status_code == 302


def test_nobody_ends_the_sign_in_of_somebody_else(app: Flask, editor: Person, colleague: Person) -> None:
    with app.app_context():
        number = db.session.scalars(select(SignIn.id).where(SignIn.user_id == colleague.user_id)).one()
    assert editor.post(f"{PAGE}sign-ins/{number}/end").status_code == 404
    assert colleague.get("/editor/").status_code == 200


def test_all_others_can_be_ended(app: Flask, editor: Person, colleague: Person) -> None:
    there = signed_in(app, "editor")
    assert editor.post(f"{PAGE}sign-ins/end").status_code == 303
    assert there.get("/editor/").status_code == 302
    assert editor.get("/editor/").status_code == 200
    assert colleague.get("/editor/").status_code == 200


def test_each_deed_is_in_the_audit_log(app: Flask, newcomer: Person) -> None:
    newcomer.post(PAGE, data=KNOWN | {"slug": "kiku"})
    newcomer.post(PASSWORD_PAGE, data={"new_password": NEW})
    newcomer.post(f"{PAGE}sign-ins/end")
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [entry.action for entry in entries] == ["user.describe", "user.password", "sign-in.end-others"]
        assert {entry.user_name for entry in entries} <= {"秋山 菊乃"}
        assert NEW not in str([entry.detail for entry in entries])
