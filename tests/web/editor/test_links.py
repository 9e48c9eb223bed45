"""Cards from links: pasted into one field, there at once, filled in when their pages have been read."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from digest.domain.audit import AuditEntry
from digest.domain.deletion import Deletion
from digest.domain.publisher import Publisher, PublisherKind
from digest.domain.tree import Card, Tree
from digest.store import db, writing
from digest.store.fetch import FetchError, Trouble
from tests.support.links import A_LINK, FakePages, a_page
from tests.support.part_forms import a_draft, fields, tree_of
from tests.support.people import Person
from tests.web.editor.test_arranging import order, triggered

Send = Callable[..., TestResponse]
B_LINK = "https://b-shinpo.jp/2"
TITLE = "新しいお札の印刷が始まる"


@pytest.fixture
def number(app: Flask) -> int:
    return a_draft(app)


@pytest.fixture
def pages(app: Flask) -> FakePages:
    """What is behind links on this site, instead of a network."""
    fake = FakePages()
    app.extensions["digest"] = replace(app.extensions["digest"], fetch=fake)
    return fake


@pytest.fixture
def send(editor: Person, number: int) -> Send:
    def post(what: str = "links", htmx: bool = False, **values: Any) -> TestResponse:
        return editor.post(f"/editor/articles/{number}/{what}", data=values, htmx=htmx)

    return post


@pytest.fixture
def poll(editor: Person, number: int) -> Send:
    def get(reading: int = 1, htmx: bool = True, query: str = "") -> TestResponse:
        return editor.get(f"/editor/articles/{number}/retrievals/{reading}{query}", htmx=htmx)

    return get


def work(app: Flask) -> int:
    done: int = app.extensions["digest.background"].run_all()
    return done


def card(app: Flask, number: int, name: str = "c2") -> Card:
    return next(each for each in tree_of(app, number).cards() if each.id == name)


def test_pasted_links_are_cards_at_once_and_nobody_waits_for_their_pages(
    app: Flask, number: int, send: Send, pages: FakePages
) -> None:
    answer = send(htmx=True, links=f"まず{A_LINK}、\n次に {B_LINK}", after="b1", once="a")
    assert order(app, number)[1:4] == ["b1", "c2", "c3"]
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#part-b1", "afterend")
    assert answer.text.index('id="part-c2"') < answer.text.index('id="part-c3"')
    assert answer.text.count('<p class="reading">') == 2
    assert 'data-hx-trigger="load delay:1000ms"' in answer.text
    assert "段落です。" not in answer.text
    assert "2" in triggered(answer)["told"]["text"]
    assert pages.asked == []
    assert send(htmx=True, links=f"{A_LINK} {B_LINK}", after="b1", once="a").status_code == 200
    assert len(tree_of(app, number).cards()) == 3
    assert work(app) == 2


def test_the_canvas_asks_until_a_page_was_read_and_shows_the_card_then(
    app: Flask, number: int, send: Send, poll: Send, pages: FakePages
) -> None:
    send(links=A_LINK, after="b1")
    waiting = poll()
    assert waiting.text.strip().startswith("<span data-hx-get=")
    assert "HX-Trigger" not in waiting.headers
    work(app)
    ended = poll()
    assert 'id="view-c2" data-hx-swap-oob="true"' in ended.text
    assert "あさひ新報" in ended.text
    assert "data-hx-get" not in ended.text
    told = triggered(ended)["told"]
    assert TITLE in told["text"]
    assert not told["bad"]
    assert poll(htmx=False).location == f"/editor/articles/{number}#part-c2"
    assert poll(99).status_code == 404


def test_a_page_that_cannot_be_read_leaves_its_link_the_reason_and_a_retry(
    app: Flask, editor: Person, number: int, send: Send, poll: Send, pages: FakePages
) -> None:
    pages.pages = {A_LINK: FetchError(Trouble.STATUS, 503)}
    send(links=A_LINK, after="b1")
    work(app)
    ended = poll()
    assert triggered(ended)["told"]["bad"]
    for text in (ended.text, editor.get(f"/editor/articles/{number}").text):
        assert "503" in text
        assert f'formaction="/editor/articles/{number}/retrievals" name="card" value="c2"' in text
        assert f'href="{A_LINK}"' in text
    pages.pages = {A_LINK: a_page()}
    again = send("retrievals", htmx=True, card="c2")
    assert again.headers["HX-Retarget"] == "#view-c2"
    assert "retrievals/2" in again.text
    assert send("retrievals", card="c2").location.endswith("?said=reading#part-c2")
    assert work(app) == 1
    assert card(app, number).title == TITLE
    assert "503" not in editor.get(f"/editor/articles/{number}").text


def test_every_trouble_is_said_in_words(
    app: Flask, editor: Person, number: int, send: Send, pages: FakePages
) -> None:
    troubles = {f"https://{trouble}.jp/1": trouble for trouble in Trouble}
    pages.pages = {
        url: FetchError(each, 404 if each is Trouble.STATUS else 0) for url, each in troubles.items()
    }
    pages.pages["https://moved-away.jp/1"] = a_page("https://moved-away.jp/")
    send(links=" ".join(pages.pages), after="b1")
    work(app)
    page = editor.get(f"/editor/articles/{number}").text
    said = re.findall(r'class="reading reading-failed"><strong>.*?</strong> (.*?)</p>', page)
    assert len(said) == len(pages.pages)
    assert len(set(said)) == len(said)
    assert all(len(each) > 8 and each not in troubles.values() for each in said)


def test_links_that_are_cited_already_are_said_and_not_doubled(
    app: Flask, number: int, send: Send, pages: FakePages
) -> None:
    known = "https://www.npb.go.jp/"
    answer = send(htmx=True, links=f"{known} {A_LINK}", after="b1")
    assert len(tree_of(app, number).cards()) == 2
    assert triggered(answer)["told"]["text"].count("1") == 2
    answer = send(htmx=True, links=known, after="b1")
    assert answer.headers["HX-Reswap"] == "none"
    assert "c1" in answer.headers["HX-Trigger-After-Settle"]
    assert send(links=known).location.endswith("?said=linked-already#part-c1")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_text_that_no_cards_can_be_made_of_is_given_back(
    app: Flask, number: int, send: Send, htmx: bool
) -> None:
    before = tree_of(app, number)
    many = " ".join(f"https://a.jp/{n}" for n in range(21))
    for links in ("", "リンクはありません", many, f"{A_LINK}\u202e"):
        answer = send(htmx=htmx, links=links, after="b1")
        assert answer.status_code == 422
        assert "field-error" in answer.text
        assert htmx or links in answer.text
        assert not htmx or answer.headers["HX-Retarget"] == "#links-said"
    assert tree_of(app, number) == before


def test_links_go_behind_a_part_that_is_still_there(app: Flask, number: int, send: Send) -> None:
    before = tree_of(app, number)
    assert send(htmx=True, links=A_LINK, after="b99").status_code == 409
    assert "part-gone" in send(links=A_LINK, after="b99").location
    assert send("retrievals", htmx=True, card="c99").status_code == 409
    assert tree_of(app, number) == before


def test_links_in_an_empty_draft_bring_what_holds_their_cards(
    app: Flask, editor: Person, pages: FakePages
) -> None:
    number = a_draft(app, Tree())
    path = f"/editor/articles/{number}"
    answer = editor.post(f"{path}/links", data={"links": f"{A_LINK} {B_LINK}", "after": ""}, htmx=True)
    assert answer.headers["HX-Retarget"] == "#part-intro"
    section = tree_of(app, number).pages[0].sections[0]
    for part in (f"hold-{section.id}", "part-c1", "part-c2"):
        assert f'id="{part}"' in answer.text


def test_without_script_the_field_is_on_the_page_of_additions(
    app: Flask, editor: Person, number: int, send: Send, pages: FakePages
) -> None:
    page = editor.get(f"/editor/articles/{number}/additions/new?after=b1").text
    assert f'action="/editor/articles/{number}/links"' in page
    assert page.count('name="after" value="b1"') == 2
    assert send(links=A_LINK, after="b1").location == f"/editor/articles/{number}?said=reading#part-c2"
    assert f'href="/editor/articles/{number}/retrievals/1"' in editor.get(f"/editor/articles/{number}").text


def test_a_form_of_a_card_reads_its_page_and_offers_what_it_says(
    app: Flask, editor: Person, number: int, poll: Send, pages: FakePages
) -> None:
    path = f"/editor/articles/{number}/parts/c1"
    sent = fields(editor.get(path)) | {"url": A_LINK, "title": "わたしの題", "then": "read"}
    assert editor.post(path, data=sent).location == f"/editor/articles/{number}#part-c1"
    assert "出典" in editor.get(path).text
    work(app)
    with app.app_context(), writing() as session:
        session.scalars(select(Publisher).where(Publisher.name == "あさひ新報")).one().page_life_days = 90
    ended = poll(query="?form=1")
    assert "90日" in ended.text
    with app.app_context(), writing() as session:
        shown_by = session.scalars(select(Publisher).where(Publisher.name == "あさひ新報")).one()
        shown_by.page_life_days, shown_by.kind = None, PublisherKind.AGGREGATOR
    assert "他社の記事を載せる" in editor.get(path).text
    assert 'id="facts-c1" tabindex="-1" data-hx-swap-oob="true"' in ended.text
    form = editor.get(path)
    for name in ("title", "publisher", "published", "credit"):
        assert f'value="use-{name}"' in form.text
    assert card(app, number, "c1").title == "わたしの題"
    used = editor.post(path, data=fields(form) | {"then": "use-title"}, htmx=True)
    assert used.status_code == 200
    assert 'value="use-title"' not in used.text
    assert card(app, number, "c1").title == TITLE
    plain = editor.post(path, data=fields(editor.get(path)) | {"then": "use-published"})
    assert (plain.status_code, card(app, number, "c1").published) == (200, date(2026, 6, 30))


@pytest.mark.parametrize("htmx", [False, True])
def test_a_card_without_an_address_has_nothing_to_be_read(
    app: Flask, editor: Person, number: int, htmx: bool
) -> None:
    path = f"/editor/articles/{number}/parts/c1"
    sent = fields(editor.get(path)) | {"url": "国立印刷局", "then": "read"}
    answer = editor.post(path, data=sent, htmx=htmx)
    assert answer.status_code == 422
    assert card(app, number, "c1").url == "https://www.npb.go.jp/"
    assert editor.post(path, data=fields(editor.get(path)) | {"then": "use-nothing"}).status_code == 303


def test_asking_for_pages_is_in_the_audit_log_and_filling_in_the_history(
    app: Flask, editor: Person, admin: Person, number: int, send: Send, pages: FakePages
) -> None:
    send(links=f"{A_LINK} {B_LINK}", after="b1")
    send("retrievals", card="c2")
    work(app)
    with app.app_context():
        asked = db.session.query(AuditEntry).filter_by(action="source.ask").all()
        assert [each.detail["count"] for each in asked] == [2, 1]
    assert "秋山 菊乃" in editor.get(f"/editor/articles/{number}/history").text


def test_the_text_of_a_source_is_shown_nowhere(
    app: Flask, editor: Person, number: int, send: Send, poll: Send, pages: FakePages
) -> None:
    secret = "ここだけの秘密の本文がここに書かれています。"
    pages.pages = {A_LINK: a_page(text=secret * 3)}
    send(links=A_LINK, after="b1")
    work(app)
    for path in (f"/editor/articles/{number}", f"/editor/articles/{number}/parts/c2"):
        assert secret not in editor.get(path).text
    assert secret not in poll().text + poll(query="?form=1").text


def test_a_card_that_is_deleted_while_its_page_is_read_comes_back_as_it_was_and_can_be_read_again(
    app: Flask, editor: Person, number: int, send: Send, poll: Send, pages: FakePages
) -> None:
    send(links=A_LINK, after="b1")
    path = f"/editor/articles/{number}"
    pages.meanwhile = lambda: send("deletions", part="c2")
    work(app)
    pages.meanwhile = lambda: None
    assert "c2" not in order(app, number)
    assert poll().status_code == 200
    with app.app_context():
        deletion = db.session.scalars(Deletion.of_article(number)).one().id
    assert send("returns", deletion=str(deletion)).status_code == 303
    assert card(app, number) == Card(id="c2", url=A_LINK)
    for where in (path, f"{path}/parts/c2", f"{path}/suggestions/c2", f"{path}/coverage"):
        assert editor.get(where).status_code == 200
    send("retrievals", card="c2")
    work(app)
    assert card(app, number).title == TITLE


def test_the_link_of_many_drafts_fills_each_and_what_its_page_says_later_changes_none(
    app: Flask, editor: Person, pages: FakePages
) -> None:
    drafts = [a_draft(app, slug=f"notes-{at}") for at in range(5)]
    for each in drafts:
        editor.post(f"/editor/articles/{each}/links", data={"links": A_LINK, "after": "b1"})
    assert work(app) == 5
    assert {card(app, each).title for each in drafts} == {TITLE}
    pages.pages = {A_LINK: a_page(title="別の題になった", text="まったく別の文章になりました。")}
    editor.post(f"/editor/articles/{drafts[0]}/retrievals", data={"card": "c2"})
    assert work(app) == 1
    assert {card(app, each).title for each in drafts} == {TITLE}
    form = editor.get(f"/editor/articles/{drafts[1]}/parts/c2").text
    assert "別の題になった" in form
    assert 'value="use-title"' in form
