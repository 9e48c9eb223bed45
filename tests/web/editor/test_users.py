"""Who may sign in is kept by admins, and there is always one left."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from digest.domain.audit import AuditEntry
from digest.domain.people import Author
from digest.domain.user import Role, User
from digest.store import db, writing
from tests.support.people import Person, a_user, signed_in

PAGE = "/editor/users/"
MINATO = {"email": "minato@example.jp", "name": "星野 湊", "role": "author"}


def user(app: Flask, email: str = "minato@example.jp") -> User | None:
    with app.app_context():
        return db.session.scalar(User.called(email))


def link_in(page: str) -> str:
    found = re.search(r'value="http://127\.0\.0\.1:5000(/session/links/[\w-]{43})"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["author", "editor"])
def test_only_admins_may(app: Flask, request: pytest.FixtureRequest, name: str) -> None:
    person: Person = request.getfixturevalue(name)
    for path in (PAGE, f"{PAGE}new", f"{PAGE}1", "/editor/settings/", "/editor/audit/"):
        assert person.get(path).status_code == 403
    for path in (PAGE, f"{PAGE}1", f"{PAGE}1/links", f"{PAGE}1/disable", f"{PAGE}1/enable"):
        assert person.post(path, data=MINATO).status_code == 403
    assert user(app) is None


def test_an_invitation_leads_to_the_desk(app: Flask, admin: Person, stranger: Person) -> None:
    answer = admin.post(PAGE, data=MINATO)
    assert answer.status_code == 200
    link = link_in(answer.text)
    assert "星野 湊" in stranger.get(link).text
    stranger.post(link)
    stranger.post("/editor/profile/password", data={"new_password": "three quiet herons 7"})
    assert stranger.get("/editor/").status_code == 200
    found = user(app)
    assert found
    assert (found.role, found.password_hash[:9]) == ("author", "$argon2id")


def test_a_form_that_comes_twice_invites_once(app: Flask, admin: Person) -> None:
    first = admin.post(PAGE, data=MINATO | {"once": "k1"})
    again = admin.post(PAGE, data=MINATO | {"once": "k1"})
    assert first.status_code == 200
    assert again.status_code == 303
    assert admin.get(again.location).status_code == 200
    link = link_in(first.text)
    assert admin.get(link).status_code == 200


def test_an_author_without_an_account_becomes_that_user(app: Flask, admin: Person) -> None:
    with app.app_context(), writing() as session:
        session.add(Author(name="星野 湊", slug="minato", bio=""))
    admin.post(PAGE, data=MINATO)
    with app.app_context():
        found = db.session.scalar(User.called("minato@example.jp"))
        assert found
        assert found.author.slug == "minato"


def test_two_people_of_one_name_have_two_pages(app: Flask, admin: Person) -> None:
    admin.post(PAGE, data=MINATO)
    admin.post(PAGE, data=MINATO | {"email": "other@example.jp"})
    with app.app_context():
        slugs = db.session.scalars(
            select(Author.slug).where(Author.name == "星野 湊").order_by(Author.id)
        ).all()
    assert slugs == ["星野-湊", "星野-湊-2"]


@pytest.mark.parametrize(
    "changed",
    [
        {"email": "admin@example.jp"},
        {"email": "ADMIN@example.jp"},
        {"email": "nobody"},
        {"email": "a b@example.jp"},
        {"email": "a@b@example.jp"},
        {"email": ""},
        {"email": "e" * 250 + "@x.jp"},
        {"email": "x\0@example.jp"},
        {"name": ""},
        {"name": "名" * 61},
        {"role": "owner"},
        {"role": ""},
    ],
)
def test_what_will_not_do_invites_nobody(app: Flask, admin: Person, changed: dict[str, str]) -> None:
    answer = admin.post(PAGE, data=MINATO | changed)
    assert answer.status_code == 422
    assert "field-error" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count(User.id))) == 1


@pytest.mark.parametrize(
    "extra",
    [
        {"password_hash": "x"},
        {"id": "1"},
        {"author_id": "1"},
        {"disabled_at": ""},
        {"language": "en"},
        {"roles-0": "admin"},
        {"role-0-role": "admin"},
    ],
)
def test_a_field_of_no_form_is_refused(app: Flask, admin: Person, extra: dict[str, str]) -> None:
    assert admin.post(PAGE, data=MINATO | extra).status_code == 400
    assert admin.post(f"{PAGE}{admin.user_id}/disable", data=extra).status_code == 400
    assert user(app) is None


def test_a_role_twice_is_refused(app: Flask, admin: Person) -> None:
    assert admin.post(PAGE, data=MINATO | {"role": ["author", "admin"]}).status_code == 400
    assert user(app) is None


def test_role_name_and_e_mail_can_be_changed(app: Flask, admin: Person, author: Person) -> None:
    changed = {"email": "wakaba@example.jp", "name": "若葉", "role": "editor"}
    answer = admin.post(f"{PAGE}{author.user_id}", data=changed)
    assert answer.status_code == 303
    found = user(app, "wakaba@example.jp")
    assert found
    assert found.role == "editor"
    with app.app_context():
        actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert actions == ["user.role", "user.email", "user.describe"]
    assert "若葉" in admin.get(PAGE).text


def test_nothing_changed_is_nothing_noted(app: Flask, admin: Person, author: Person) -> None:
    same = {"email": "author@example.jp", "name": "若葉 文", "role": "author"}
    admin.post(f"{PAGE}{author.user_id}", data=same)
    with app.app_context():
        assert db.session.scalar(select(func.count(AuditEntry.id))) == 0


def test_a_change_that_is_refused_in_part_is_refused_whole(app: Flask, admin: Person, author: Person) -> None:
    changed = {"email": "admin@example.jp", "name": "若葉", "role": "editor"}
    assert admin.post(f"{PAGE}{author.user_id}", data=changed).status_code == 422
    found = user(app, "author@example.jp")
    assert found
    assert found.role == "author"


def test_the_new_role_holds_from_the_next_request_on(app: Flask, admin: Person) -> None:
    other = signed_in(app, "second", Role.ADMIN)
    same = {"email": "second@example.jp", "name": "second", "role": "author"}
    assert other.get(PAGE).status_code == 200
    admin.post(f"{PAGE}{other.user_id}", data=same)
    assert other.get(PAGE).status_code == 403


def test_the_last_admin_stays(app: Flask, admin: Person) -> None:
    mine = {"email": "admin@example.jp", "name": "管理 人", "role": "editor"}
    with app.app_context():
        a_user("gone", Role.ADMIN)
        with writing() as session:
            session.scalars(User.called("gone@example.jp")).one().disabled_at = app.extensions[
                "digest"
            ].clock()
    assert admin.post(f"{PAGE}{admin.user_id}", data=mine).status_code == 422
    assert admin.post(f"{PAGE}{admin.user_id}/disable").status_code == 422
    assert admin.get(PAGE).status_code == 200


def test_with_another_one_an_admin_may_go(app: Flask, admin: Person) -> None:
    with app.app_context():
        a_user("second", Role.ADMIN)
    assert admin.post(f"{PAGE}{admin.user_id}/disable").status_code == 303
    assert admin.get(PAGE).status_code == 302


def test_disabling_ends_every_sign_in_and_link(app: Flask, admin: Person, author: Person) -> None:
    link = link_in(admin.post(f"{PAGE}{author.user_id}/links").text)
    admin.post(f"{PAGE}{author.user_id}/disable")
    assert author.get("/editor/").status_code == 302
    assert admin.post(f"{PAGE}{author.user_id}/links").status_code == 409
    admin.post(f"{PAGE}{author.user_id}/enable")
    assert admin.get(link).status_code == 410
    assert author.get("/editor/").status_code == 302


def test_a_new_link_is_shown_once_and_ends_the_one_before(app: Flask, admin: Person, author: Person) -> None:
    first = link_in(admin.post(f"{PAGE}{author.user_id}/links").text)
    second = link_in(admin.post(f"{PAGE}{author.user_id}/links").text)
    assert admin.get(first).status_code == 410
    assert admin.get(second).status_code == 200
    assert second not in admin.get(f"{PAGE}{author.user_id}").text


def test_who_is_not_there_is_not_found(admin: Person) -> None:
    for path in (f"{PAGE}4711", f"{PAGE}99999999999"):
        assert admin.get(path).status_code == 404
    for path in (f"{PAGE}4711", f"{PAGE}4711/links", f"{PAGE}4711/enable", f"{PAGE}4711/disable"):
        assert admin.post(path, data=MINATO if path.endswith("4711") else {}).status_code == 404


def test_the_list_says_who_cannot_sign_in(app: Flask, admin: Person, author: Person) -> None:
    admin.post(f"{PAGE}{author.user_id}/disable")
    page = admin.get(PAGE).text
    assert "row-off" in page
    assert page.index("管理 人") < page.index("若葉 文")
