"""Pictures that are sent, used and deleted in the same instant, on SQLite and on PostgreSQL."""

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, select, text

from digest.domain import library
from digest.domain.article import Article
from digest.domain.drafting import change, locked
from digest.domain.edition import Edition
from digest.domain.hand import Hand
from digest.domain.library import InUseError, take_in
from digest.domain.picture import Picture, widths_of
from digest.domain.publishing import Order, publish
from digest.domain.tree import PictureRef, Rights
from digest.store import db, writing
from digest.web.printing import SitePress
from digest.web.site import site
from tests.support import postgres, sites
from tests.support.factories import NOW, a_picture, an_article
from tests.support.hands import a_hand

ROUNDS = 15


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def racing(request: pytest.FixtureRequest, migrated_folder: Path, tmp_path: Path) -> Iterator[Flask]:
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "instance"))
    url = f"sqlite:///{folder / 'digest.db'}"
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("server"), tmp_path.name)
    with sites.site(folder, database_url=url) as app, app.app_context():
        upgrade()
        yield app


def new_database(server: str, name: str) -> str:
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.format(name=name)


def race(app: Flask, *deeds: Callable[[], None]) -> None:
    """Begin `deeds` in the same instant, each with a connection of its own."""
    start = threading.Barrier(len(deeds))

    def run(deed: Callable[[], None]) -> None:
        with app.app_context():
            start.wait()
            deed()

    db.session.rollback()
    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(run, deeds))


def deleting(number: int, hand: Hand, refused: list[int]) -> Callable[[], None]:
    def deed() -> None:
        try:
            library.delete(site().files, number, hand)
        except InUseError:
            refused.append(number)

    return deed


def test_a_picture_that_is_sent_while_it_is_deleted_has_a_row_and_files_or_neither(racing: Flask) -> None:
    data, hand = a_picture((300, 200)), a_hand()
    for _ in range(ROUNDS):
        number = take_in(site().files, data, "a.png", hand)[0].id
        race(
            racing,
            deleting(number, hand, []),
            lambda: void(take_in(site().files, data, "b.png", hand)),
            lambda: void(take_in(site().files, data, "c.png", hand)),
        )
        db.session.rollback()
        found = db.session.scalars(select(Picture)).all()
        for picture in found:
            assert site().files.has(picture.key, widths_of(picture.width))
        assert found or not list(site().files.folder.iterdir())


def test_a_page_that_is_printed_while_its_picture_is_deleted_has_no_gap(racing: Flask) -> None:
    hand, refused = a_hand(), []
    article = an_article("notes", at=None).id
    for number in range(ROUNDS):
        picture = take_in(site().files, a_picture((300, 200), f"#{number:02x}8080"), "a.png", hand)[0]
        key, identity = picture.key, picture.id

        def use(key: str = key) -> None:
            with writing() as session:
                if not Picture.named(session, {key}):
                    return
                draft = locked(session, article)
                ref = PictureRef(key, alt="旗", credit="本紙", rights=Rights.OWN)
                change(session, draft, replace(draft.tree, picture=ref), hand)
                found = session.get_one(Article, article)
                publish(session, found, Order(NOW, unchecked=True), SitePress())

        race(racing, deleting(identity, hand, refused), use)
        db.session.rollback()
        stored = db.session.scalar(Picture.keyed(key))
        edition = db.session.scalars(select(Edition).order_by(Edition.number.desc())).first()
        printed = edition is not None and any(key in page.html for page in edition.pages)
        shown = edition is not None and key in {each.key for each in edition.pictures}
        assert printed == shown
        assert stored is not None or not shown
        assert stored is None or site().files.has(key, stored.widths)
        db.session.rollback()


def void(_: object) -> None:
    """For deeds whose outcome does not matter."""
