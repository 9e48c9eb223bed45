"""The pictures that other sites show of a digest."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from digest.domain.edition import Edition, live_named
from digest.domain.publishing import withdraw
from digest.store import db, writing
from digest.web.printing import SitePress
from digest.web.share_cards import KEPT
from digest.web.share_picture import news_pictures, share_picture
from tests.support.factories import NOW, an_article

HOST = "http://127.0.0.1:5000"


def test_a_picture_is_had_in_every_shape_as_long_as_its_digest_is_public(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context():
        article = an_article(at=NOW - timedelta(days=1), picture=True)
        edition = db.session.scalars(select(Edition)).one()
        urls = [share_picture(edition), *news_pictures(edition)]
    sizes = []
    for url in urls:
        answer = client.get(url.removeprefix(HOST))
        assert answer.mimetype == "image/jpeg"
        sizes.append(Image.open(BytesIO(answer.data)).size)
    assert sizes == [(1200, 630), (1200, 675), (1200, 900), (1200, 1200)]
    assert client.get(urls[1].removeprefix(HOST).replace("16x9", "2x1")).status_code == 404
    with app.app_context(), writing() as session:
        withdraw(session, session.merge(article), NOW, SitePress())
    assert {client.get(url.removeprefix(HOST)).status_code for url in urls} == {404}


def test_a_picture_whose_files_are_lost_has_no_shapes(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        an_article(picture=True)
        edition = db.session.scalars(select(Edition)).one()
        assert edition.picture
        app.extensions["digest"].files.remove(edition.picture.key)
        urls = news_pictures(edition)
    assert {client.get(url.removeprefix(HOST)).status_code for url in urls} == {404}


def test_a_digest_without_picture_has_a_card_drawn_in_every_shape(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        an_article()
        edition = db.session.scalars(select(Edition)).one()
        urls = [share_picture(edition), *news_pictures(edition)]
    answers = [client.get(url.removeprefix(HOST)) for url in urls]
    assert {answer.mimetype for answer in answers} == {"image/png"}
    assert {answer.headers["Cache-Control"] for answer in answers} == {KEPT}
    assert [Image.open(BytesIO(answer.data)).size for answer in answers] == [
        *((1200, 630), (1200, 675), (1200, 900), (1200, 1200))
    ]
    again = client.get(urls[0].removeprefix(HOST), headers={"If-None-Match": answers[0].headers["ETag"]})
    assert again.status_code == 304


def test_a_card_has_the_name_of_what_is_on_it_and_is_there_while_its_digest_is(
    app: Flask, client: FlaskClient
) -> None:
    with app.test_request_context():
        article = an_article("notes", at=NOW - timedelta(days=1))
        an_article("other", title="別の記事", at=NOW - timedelta(days=1))
        an_article("shown", picture=True, at=NOW - timedelta(days=1))
        card, other = (share_picture(edition_of(slug)).removeprefix(HOST) for slug in ("notes", "other"))
    assert client.get(card).status_code == 200
    for wrong in (
        other.replace("/other/", "/notes/"),
        card.replace("/notes/", "/shown/"),
        card.replace("/notes/", "/nothing/"),
        card.replace("-share", "-2x1"),
        card.replace(".png", ".jpg"),
    ):
        assert client.get(wrong).status_code == 404
    folder = Path(app.instance_path) / "drawn"
    assert [path.name.partition("-")[2] for path in folder.iterdir()] == [card.rpartition("/")[2]]
    with app.app_context(), writing() as session:
        withdraw(session, session.merge(article), NOW, SitePress())
    assert client.get(card).status_code == 404


def test_a_title_that_cannot_be_set_has_the_picture_of_the_site(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        an_article("korean", title="한국 뉴스")
        edition = edition_of("korean")
        assert news_pictures(edition) == [share_picture(edition)]
        url = share_picture(edition)
    assert "/static/img/share.png" in url
    assert Image.open(BytesIO(client.get(url.removeprefix(HOST)).data)).size == (1200, 630)


def edition_of(slug: str) -> Edition:
    return db.session.scalars(live_named(slug, NOW)).unique().one()
