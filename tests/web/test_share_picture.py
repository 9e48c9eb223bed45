"""The pictures that other sites show of a digest."""

from datetime import timedelta
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from digest.domain.edition import Edition
from digest.domain.publishing import withdraw
from digest.store import db, writing
from digest.web.printing import SitePress
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


def test_a_digest_without_picture_has_one_all_the_same(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        an_article()
        edition = db.session.scalars(select(Edition)).one()
        [url] = news_pictures(edition)
        assert share_picture(edition) == url
    assert Image.open(BytesIO(client.get(url.removeprefix(HOST)).data)).size == (1200, 630)
