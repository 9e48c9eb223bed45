"""Sources at the desk: found, looked after, described by hand; what is decided there holds."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from digest.domain.audit import AuditEntry
from digest.domain.edition import Edition
from digest.domain.source import Source
from digest.domain.survival.checking import check_all
from digest.store import db, writing
from digest.store.fetch import Answer
from digest.web.background import Background
from digest.web.survival import kit
from tests.domain.test_publishing_in_time import GOOD
from tests.support import rows
from tests.support.factories import NOW, an_article
from tests.support.fake_fetch import FakeFetch, a_page
from tests.support.people import Person
from tests.web.editor.test_publications import a_draft
from tests.web.test_statements import counted

HOME = "/editor/sources/"
PAGE = f"{HOME}1"
URL = "https://www.npb.go.jp/1の1"
COPY = "https://archive.example/web/1"


@pytest.fixture
def network(app: Flask) -> FakeFetch:
    """What the site goes out to; a public digest cites one page of it."""
    fetch = FakeFetch()
    app.extensions["digest"] = replace(app.extensions["digest"], fetch=fetch)
    with app.app_context():
        an_article()
    return fetch


def source(app: Flask) -> Source:
    with app.app_context():
        return db.session.scalars(select(Source).order_by(Source.id)).first()  # type: ignore[return-value]


def let(app: Flask, number: int = 1, **values: Any) -> None:
    with app.app_context(), writing() as session:
        for name, value in values.items():
            setattr(session.get_one(Source, number), name, value)


def deeds(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "source:1")))


def test_the_record_is_kept_and_readers_see_the_copy_that_was_given(
    app: Flask, editor: Person, client: FlaskClient, network: FakeFetch
) -> None:
    assert 'value="国立印刷局"' in editor.get(PAGE).text
    typed = {"title": "新しい題", "publisher": "例の新聞", "published": "2024-07-03", "primary": "y"}
    assert rows.save(editor, PAGE, archive_url=COPY, **typed).status_code == 303
    editor.post(f"{PAGE}/losses")
    shown = client.get("/articles/notes").text
    assert COPY in shown
    assert "新しい題" not in shown
    public = client.get("/sources/1").text
    for text in ("新しい題", "例の新聞", "2024年7月3日", COPY):
        assert text in public
    with app.app_context():
        assert "特徴1の1" in str(db.session.scalars(select(Edition)).one().tree)
    assert deeds(app) == ["source.describe", "source.declare-gone"]


def test_what_two_people_write_is_not_lost_silently(editor: Person, network: FakeFetch) -> None:
    first = rows.fields(editor.get(PAGE), PAGE)
    assert rows.save(editor, PAGE, title="一人目の題").status_code == 303
    late = editor.post(PAGE, data=first | {"title": "二人目の題"})
    assert late.status_code == 409
    assert "二人目の題" in late.text
    assert rows.save(editor, PAGE, title="一人目の題").status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        {"title": " "},
        {"published": "あした"},
        {"archive_url": "ftp://a.jp/"},
        {"archive_url": "https://u:p@a.jp/"},
    ],
)
def test_what_will_not_do_is_given_back(editor: Person, network: FakeFetch, typed: dict[str, str]) -> None:
    assert rows.save(editor, PAGE, **typed).status_code == 422


def test_a_check_that_is_asked_for_is_done_in_the_background(
    app: Flask, editor: Person, network: FakeFetch
) -> None:
    network.tell(URL, 403)
    answer = editor.post(f"{PAGE}/checks")
    assert (answer.status_code, network.asked) == (303, [])
    assert "data-hx-trigger" in editor.get(f"{PAGE}/standing", htmx=True).text
    background: Background = app.extensions["digest.background"]
    assert background.run_all() == 1
    assert "data-hx-trigger" not in editor.get(f"{PAGE}/standing", htmx=True).text
    assert (source(app).concern, source(app).status) == ("failing", 403)
    assert deeds(app) == ["source.check"]


def test_what_was_declared_gone_stays_gone_and_what_was_found_is_doubted_no_more(
    app: Flask, editor: Person, client: FlaskClient, network: FakeFetch
) -> None:
    network.tell(URL, a_page("ページが見つかりません"))
    editor.post(f"{PAGE}/losses")
    assert "card-missed" in client.get("/articles/notes").text
    with app.app_context():
        assert [each.word for each in check_all(kit())] == ["gone"]
        db.session.rollback()
    editor.post(f"{PAGE}/confirmations")
    assert "card-missed" not in client.get("/articles/notes").text
    with app.app_context():
        assert [each.word for each in check_all(kit())] == ["alive"]
    assert deeds(app) == ["source.declare-gone", "source.confirm"]


def test_the_queue_comes_first_and_is_found_on_the_front_page(
    app: Flask, editor: Person, author: Person, network: FakeFetch
) -> None:
    with app.app_context():
        an_article("more", sections=4)
    for number, values in enumerate(
        (
            {"concern": "failing", "trouble": "status", "status": 404},
            {"concern": "doubtful", "trouble": "text"},
            {"concern": "gone", "state": "gone"},
            {"concern": "moved", "state": "moved", "moved_url": "https://a.jp/"},
        ),
        start=1,
    ):
        let(app, number, checked_at=NOW - timedelta(days=number), **values)
    page = editor.get(HOME).text
    places = [page.index(f'id="queue-{concern}"') for concern in ("doubtful", "failing", "gone", "moved")]
    assert places == sorted(places)
    assert "新しいお札は何が変わった" in page
    front = editor.get("/editor/").text
    assert [f'href="{HOME}{number}"' in front for number in (1, 2, 3, 4)] == [True, True, True, False]
    let(app, 3, archive_url=COPY)
    assert f'href="{HOME}3"' not in editor.get("/editor/").text
    assert HOME not in author.get("/editor/").text.replace(f'href="{HOME}"', "")
    assert "新しいお札" not in author.get(HOME).text


def test_sources_are_found_by_title_address_and_concern(
    app: Flask, editor: Person, network: FakeFetch
) -> None:
    with app.app_context():
        an_article("more", sections=2)
    let(app, 2, concern="gone", title="ＡＩの話", url="https://example.com/ai")
    for query in ("?q=ai", "?q=example.com", "?concern=gone", "?concern=gone&q=ＡＩ"):
        page = editor.get(HOME + query).text
        assert f'href="{HOME}2"' in page
        assert f'href="{HOME}1"' not in page
    assert f'href="{HOME}2"' not in editor.get(f"{HOME}?concern=moved").text
    for wrong in ("?concern=tired", "?before=x", "?before=99999999999"):
        assert editor.get(HOME + wrong).status_code == 404


def test_the_list_goes_on_by_number_in_as_many_statements(
    app: Flask, editor: Person, network: FakeFetch
) -> None:
    with counted(app) as few:
        editor.get(HOME)
    with app.app_context():
        an_article("more", sections=25)
    with counted(app) as many:
        first = editor.get(HOME).text
    assert len(many) == len(few)
    way = first.split('class="more-link" href="')[1].split('"')[0]
    piece = editor.get(way, htmx=True).text
    assert "<html" not in piece
    shown = [{n for n in range(1, 26) if f'href="{HOME}{n}"' in text} for text in (first, piece)]
    assert (len(shown[0]), shown[0] & shown[1], shown[0] | shown[1]) == (20, set(), set(range(1, 26)))


def test_authors_may_look_and_not_touch(author: Person, network: FakeFetch) -> None:
    assert author.get(HOME).status_code == 200
    page = author.get(PAGE).text
    assert 'name="title"' not in page
    for way in ("", "/checks", "/confirmations", "/losses"):
        assert author.post(f"{PAGE}{way}").status_code == 403


def test_copies_are_asked_for_after_a_publication_if_that_is_set(
    app: Flask, editor: Person, network: FakeFetch
) -> None:
    number = a_draft(app, "draft", GOOD)
    path = f"/editor/articles/{number}/publications"
    site = app.extensions["digest"]
    settings = replace(site.settings, archive_save="https://archive.example/save/")
    app.extensions["digest"] = replace(site, settings=settings)
    sent = rows.fields(editor.get(path), path)
    assert editor.post(path, data=sent).status_code == 303
    assert network.asked == []
    background: Background = app.extensions["digest.background"]
    assert background.run_all() >= 1
    assert all(method == "ASK" and "/save/" in url for method, url in network.asked)
    assert network.asked
    assert background.run_all() == 0


def test_a_page_of_hostile_facts_stays_text(app: Flask, editor: Person, network: FakeFetch) -> None:
    network.tell(URL, Answer("https://x.jp/<script>", 200, moved="https://x.jp/<script>"))
    with app.app_context():
        list(check_all(kit()))
    let(app, title="<script>alert(1)</script>", trouble="<b>", concern="failing")
    assert "<script>alert" not in editor.get(PAGE).text
    assert "<b>" not in editor.get(HOME).text
