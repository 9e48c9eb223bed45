"""Publishers at the desk: their names, their home pages, and which of them are one."""

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.article import Draft
from digest.domain.publisher import Publisher
from digest.store import db
from tests.support import rows
from tests.support.factories import an_article
from tests.support.people import Person

HOME = "/editor/publishers/"


@pytest.fixture
def page(app: Flask) -> str:
    """The desk's page of 国立印刷局, which a public digest cites."""
    with app.app_context():
        an_article()
        return f"{HOME}{db.session.scalars(select(Publisher.id)).one()}"


def cited(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(select(Draft)).one().tree.cards()[0].publisher


@pytest.mark.parametrize(
    "url", ["data:text/html,x", "ftp://npb.go.jp/", "npb.go.jp", "https://", "http://u:p@npb.go.jp/"]
)
def test_a_home_page_is_on_the_web(editor: Person, page: str, url: str) -> None:
    refused = rows.save(editor, page, url=url)
    assert refused.status_code == 422
    assert f'value="{url}"' in refused.text


def test_a_home_page_is_kept(app: Flask, editor: Person, page: str) -> None:
    assert rows.save(editor, page, url="https://www.npb.go.jp/").status_code == 303
    assert "npb.go.jp" in editor.get(HOME).text


def test_a_new_name_reaches_the_cards_of_drafts(app: Flask, editor: Person, page: str) -> None:
    assert rows.save(editor, page, name="印刷局").status_code == 303
    assert cited(app) == "印刷局"


def test_one_that_is_cited_is_merged_and_not_lost(app: Flask, editor: Person, page: str) -> None:
    rows.create(editor, HOME, name="印刷局")
    assert rows.delete(editor, page).status_code == 422
    assert rows.delete(editor, page, "印刷局").status_code == 303
    assert cited(app) == "印刷局"
    with app.app_context():
        assert Publisher.called(db.session(), "国立印刷局").name == "印刷局"


def test_publishers_are_found_by_a_part_of_their_name(app: Flask, editor: Person, page: str) -> None:
    rows.create(editor, HOME, name="The Example Times")
    assert "Example" in editor.get(f"{HOME}?q=example").text
    assert "印刷局" not in editor.get(f"{HOME}?q=example").text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("host_names", "npb go"),
        ("host_names", "https://"),
        ("page_life_days", "0"),
        ("page_life_days", "soon"),
    ],
)
def test_hosts_are_hosts_and_days_are_days(editor: Person, page: str, field: str, typed: str) -> None:
    assert rows.save(editor, page, **{field: typed}).status_code == 422


def test_hosts_kind_agency_and_days_are_kept(app: Flask, editor: Person, page: str) -> None:
    typed = {
        "kind": "government",
        "host_names": "https://WWW.npb.go.jp/a banknotes.example",
        "agency": "共同通信",
    }
    assert rows.save(editor, page, page_life_days="30", **typed).status_code == 303
    with app.app_context():
        kept = Publisher.called(db.session(), "国立印刷局")
        assert kept.host_names == "banknotes.example npb.go.jp"
        assert (kept.kind, kept.agency, kept.page_life_days) == ("government", "共同通信", 30)
    assert rows.save(editor, page).status_code == 303  # nothing changed
