"""Search finds what a plain scan finds, in the same order, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from digest.domain.search import finding
from digest.domain.search.checking import check
from digest.domain.search.finding import Filters, find
from digest.domain.search.query import Query
from digest.domain.topic import Tag, Topic
from digest.store import db, writing
from tests.support import collection, postgres, sites
from tests.support.collection import AT, TOKYO, Narrowed

MADE = collection.collection()
QUESTIONS = 500


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("filled") / "instance"))
    if request.param == "sqlite":
        yield from _filled(folder, f"sqlite:///{folder / 'digest.db'}")
    else:
        with postgres.cluster() as url:
            yield from _filled(folder, url.format(name="postgres"))


def _filled(folder: Path, url: str) -> Iterator[Flask]:
    with sites.site(folder, clock=lambda: AT, database_url=url) as app, app.app_context():
        upgrade()
        with writing() as session:
            collection.fill(session, MADE)
        yield app


def walked(query: Query, narrowed: Narrowed, at: datetime, size: int = 30) -> list[int]:
    """Everything that is found, page by page, by the number of its edition."""
    session = db.session()
    topic = session.get(Topic, narrowed.topic) if narrowed.topic else None
    tag = session.get(Tag, narrowed.tag) if narrowed.tag else None
    filters = Filters(topic, tag, narrowed.publisher, narrowed.speaker, narrowed.since, narrowed.until)
    numbers: list[int] = []
    after = None
    while True:
        found = find(session, query, filters, at, TOKYO, after, size)
        numbers += [hit.edition.id for hit in found.hits]
        assert len(found.hits) <= size
        if found.after is None:
            return numbers
        after = finding.Place.read(str(found.after))
        assert after == found.after


def test_500_queries_find_what_a_plain_scan_finds(
    filled: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "WINDOW", 25)
    count = 0
    for number, (query, narrowed) in enumerate(collection.questions(QUESTIONS)):
        at = AT + timedelta(days=(number % 5 - 2) * 100)
        expected = collection.scan(MADE, query, narrowed, at, window=25)
        assert walked(query, narrowed, at) == expected, (query, narrowed, at)
        count += len(expected)
    assert count > 1000


def test_the_check_finds_no_fault(filled: Flask) -> None:
    assert list(check(db.session(), AT)) == []
