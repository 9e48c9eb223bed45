"""Drafts from links: an article at once, a page that fills in, a retry, and the way to the canvas."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from digest.domain.gathering import Gathering, advance
from digest.domain.retrieval import Progress, Retrieval
from digest.store import db, writing
from tests.support.factories import NOW, an_article
from tests.support.gathered import a_gathering
from tests.support.hands import draft_tree
from tests.support.people import NAMES, Person

LINKS = "https://news.example/1\nhttps://news.example/2 https://news.example/3"


def begun(author: Person, links: str = LINKS) -> str:
    answer = author.post("/editor/articles/gatherings", data={"links": links, "once": "k"})
    assert answer.status_code == 303
    return str(answer.location)


def progress_of(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Retrieval.progress).order_by(Retrieval.id)))


def end_all(app: Flask, progress: Progress, article: int = 1) -> None:
    with app.app_context(), writing() as session:
        for each in session.scalars(Retrieval.of_article(article)):
            each.progress, each.trouble = progress, "slow"
        advance(session, article, NOW)


def test_links_make_an_article_at_once_and_show_how_far_it_is(app: Flask, author: Person) -> None:
    where = begun(author)
    assert begun(author) == where, "a form that comes twice makes one article"
    assert progress_of(app) == [Progress.WAITING] * 3
    page = author.get(where)
    assert "https://news.example/3" in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    assert 'href="/editor/articles/1/gathering"' in author.get("/editor/articles/1").text
    piece = author.get(where, htmx=True)
    assert 'data-hx-trigger="every' in piece.text
    assert "<h1" not in piece.text


@pytest.mark.parametrize(
    "links", ["", "お札", "ftp://a.jp/", " ".join(f"https://a.jp/{n}" for n in range(11))]
)
def test_what_is_no_list_of_links_is_given_back(app: Flask, author: Person, links: str) -> None:
    answer = author.post("/editor/articles/gatherings", data={"links": links})
    assert answer.status_code == 422
    assert f">\r\n{links}</textarea>" in answer.text
    assert progress_of(app) == []


def test_a_page_that_failed_is_read_again_while_others_are_read(app: Flask, author: Person) -> None:
    where = begun(author)
    with app.app_context(), writing() as session:
        one = session.scalars(select(Retrieval).order_by(Retrieval.id)).first()
        assert one
        number, one.progress, one.trouble = one.id, Progress.FAILED, "slow"
    assert author.get(where).text.count("/gathering/retrievals") == 1
    author.post(f"{where}/retrievals", data={"retrieval": number})
    assert progress_of(app) == [Progress.WAITING] * 3


def test_when_all_have_ended_the_page_leads_to_the_canvas(app: Flask, author: Person) -> None:
    where = begun(author)
    end_all(app, Progress.FAILED)
    answer = author.get(where)
    assert (answer.status_code, answer.location) == (303, "/editor/articles/1?said=gathered-some")
    assert author.get(where, htmx=True).headers["HX-Redirect"] == answer.location
    canvas = author.get(answer.location)
    assert canvas.text.count('class="card"') == 3


def test_a_draft_that_was_written_in_is_left_alone_and_the_page_says_so(app: Flask, author: Person) -> None:
    with app.app_context():
        article = an_article(at=None, author=NAMES["author"]).id
        a_gathering(article, NOW)
        with writing() as session:
            session.scalars(Gathering.of_article(article)).one().composed_at = NOW
    page = author.get(f"/editor/articles/{article}/gathering")
    assert page.status_code == 200
    assert "data-hx-trigger" not in page.text.partition('id="gathering"')[2].partition(">")[0]
    assert "/gathering/retrievals" not in page.text
    links = re.search(r'name="links" value="([^"]*)"', page.text)
    assert links
    author.post(f"/editor/articles/{article}/links", data={"links": links[1], "once": "k"})
    with app.app_context():
        assert [card.url for card in draft_tree(article).cards()][-3:] == links[1].split()


def test_an_article_that_was_not_begun_from_links_has_no_such_page(app: Flask, author: Person) -> None:
    with app.app_context():
        article = an_article(at=None, author=NAMES["author"]).id
    assert author.get(f"/editor/articles/{article}/gathering").status_code == 404
