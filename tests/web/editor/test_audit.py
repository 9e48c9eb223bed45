"""The audit log, as admins read it."""

from datetime import timedelta

import pytest
from flask import Flask

from digest.domain.audit import record
from digest.store import writing
from digest.web.editor.audit_words import sentence
from tests.support.factories import NOW, an_article
from tests.support.people import Person
from tests.web.test_statements import counted

PAGE = "/editor/audit/"


def noted(
    app: Flask, count: int, action: str = "test.deed", subject: str = "", user_id: int | None = None
) -> None:
    with app.app_context(), writing() as session:
        for number in range(count):
            # Several at one instant: their number decides.
            at = NOW - timedelta(minutes=number // 3)
            record(session, at, f"{action}-{number}", subject=subject, user_id=user_id, user_name="菊乃")


def test_the_newest_comes_first_and_each_once(app: Flask, admin: Person) -> None:
    noted(app, 120)
    seen: list[str] = []
    address = PAGE
    while address:
        page = admin.get(address).text
        seen += [part.partition("<")[0] for part in page.split("<p>菊乃: ")[1:]]
        more = page.partition('href="/editor/audit/?before=')[2].partition('"')[0]
        address = f"{PAGE}?before={more}" if more else ""
    assert len(seen) == len(set(seen)) == 120
    assert int(seen[0].rpartition("-")[2]) < 3
    assert int(seen[-1].rpartition("-")[2]) > 116


def test_a_deed_is_a_sentence_and_says_what_it_was_done_to(app: Flask, admin: Person, author: Person) -> None:
    admin.post(f"/editor/users/{author.user_id}/disable")
    page = admin.get(PAGE).text
    assert "管理 人" in page
    assert "若葉 文</a>" in page
    assert "user.disable" not in page


def test_an_unknown_deed_is_shown_by_its_word(app: Flask) -> None:
    with app.test_request_context():
        assert sentence("tea.make", "菊乃", {}) == "菊乃: tea.make"
        assert "?" in sentence("user.role", "菊乃", {})


def test_markup_in_a_name_stays_text(app: Flask, admin: Person) -> None:
    with app.app_context(), writing() as session:
        record(session, NOW, "<script>", subject="<b>", user_name="<i>", address="<u>")
    assert "<script>," not in admin.get(PAGE).text


def test_it_can_be_about_one_person_or_one_thing(app: Flask, admin: Person, author: Person) -> None:
    with app.app_context():
        number = an_article().id
    noted(app, 1, "by-wakaba", user_id=author.user_id)
    noted(app, 1, "to-wakaba", subject=f"user:{author.user_id}")
    noted(app, 1, "to-article", subject=f"article:{number}")
    of_person = admin.get(f"{PAGE}?person={author.user_id}").text
    assert "by-wakaba-0" in of_person
    assert "to-wakaba-0" in of_person
    assert "to-article-0" not in of_person
    of_article = admin.get(f"{PAGE}?subject=article:{number}").text
    assert "to-article-0" in of_article
    assert "by-wakaba-0" not in of_article
    assert "新しいお札は何が変わった" in of_article


def test_what_a_filter_asks_for_goes_on_with_the_next_batch(app: Flask, admin: Person) -> None:
    noted(app, 60, subject="user:9")
    page = admin.get(f"{PAGE}?subject=user:9").text
    assert "subject=user:9" in page.partition("before=")[2]


@pytest.mark.parametrize("query", ["person=x", "person=-1", "person=٣", "person=99999999999", "before=x"])
def test_an_address_that_asks_for_nothing_known_leads_nowhere(admin: Person, query: str) -> None:
    assert admin.get(f"{PAGE}?{query}").status_code == 404


def test_more_entries_take_no_more_statements(app: Flask, admin: Person) -> None:
    noted(app, 2, subject="user:1")
    with counted(app) as few:
        admin.get(PAGE)
    noted(app, 40, subject="user:1")
    with counted(app) as many:
        admin.get(PAGE)
    assert len(many) == len(few)
