"""Several processes check sources at the same moment, on both databases: each source is looked at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select, update

from digest.domain.attention import matters
from digest.domain.edition import Edition, EditionPage
from digest.domain.source import Source
from digest.domain.survival.archive import KEPT
from digest.domain.survival.checking import Kit, check_asked, check_due
from digest.domain.survival.citing import citers
from digest.domain.survival.queue import batch, queue
from digest.domain.survival.saving import ask_copies, save_next
from digest.store import db, writing
from digest.store.fetch import Answer
from digest.web.printing import SitePress
from tests.domain.test_survival_checking import Someone
from tests.support.factories import NOW, an_article
from tests.support.fake_fetch import FakeFetch
from tests.test_races import race, racing, server  # noqa: F401 -- fixtures

WORKERS = 4
GATE, SAVE = "https://archive.example/", "https://archive.example/save/"


@dataclass(frozen=True)
class Editor:
    """A user at the desk."""

    id: int = 0
    role: str = "editor"
    author_id: int = 0


@pytest.fixture
def fetch(racing: Flask) -> FakeFetch:  # noqa: F811
    """Eight cited pages, each gone but for one more strike; the archive has a copy of each."""
    an_article("eight", sections=8)
    fetch = FakeFetch()
    with writing() as session:
        session.execute(update(Source).values(strikes=2))
        for source in session.scalars(select(Source)):
            copy = Answer(f"{GATE}copy/{source.id}", 200, {"memento-datetime": ""})
            fetch.tell(f"{GATE}{quote(source.url, safe=KEPT)}", copy)
    return fetch


def test_each_source_is_looked_at_once(racing: Flask, fetch: FakeFetch) -> None:  # noqa: F811
    kit = Kit(fetch, SitePress(), lambda: NOW, GATE)
    urls = list(db.session.scalars(select(Source.url)))
    together(racing, lambda: list(check_due(kit, 10)))
    assert sorted(asked for asked in fetch.asked if asked[0] == "HEAD") == [
        ("HEAD", url) for url in sorted(urls)
    ]
    db.session.rollback()
    assert db.session.execute(select(Source.state, Source.strikes)).all() == [("gone", 3)] * 8
    html = db.session.scalars(select(EditionPage.html)).one()
    assert [html.count(f'{GATE}copy/{number}"') for number in range(1, 9)] == [1] * 8

    with writing() as session:
        session.execute(update(Source).values(check_asked_at=NOW, archive_url=""))
        ask_copies(session, session.scalars(select(Edition.id)).one(), NOW)
    fetch.asked.clear()
    together(racing, partial(_until_done, check_asked, kit), partial(_until_done, save_next, fetch, SAVE))
    assert len([asked for asked in fetch.asked if asked[0] == "HEAD"]) == 8
    assert len({url for method, url in fetch.asked if url.startswith(SAVE)}) == 8
    assert len([url for method, url in fetch.asked if url.startswith(SAVE)]) == 8


def test_the_lists_of_the_desk_are_read_on_both(racing: Flask) -> None:  # noqa: F811
    editor, numbers = Someone("editor"), list(db.session.scalars(select(Source.id)))
    assert len(numbers) == 8
    cited = citers(db.session(), numbers, NOW, editor)
    assert {tuple(each.kind for each in found) for found in cited.values()} == {("edition", "draft")}
    assert [(concern, len(found.sources)) for concern, found in queue(db.session(), NOW, editor)] == [
        ("gone", 5)
    ]
    assert len(batch(db.session(), NOW, editor, words="NPB.go.jp").sources) == 8
    assert len(matters(db.session(), Editor(), NOW, ZoneInfo("Asia/Tokyo"))) == 1


def together(app: Flask, *works: Callable[[], object]) -> None:
    """Do each of `works` several times at once."""
    with ThreadPoolExecutor(WORKERS * len(works)) as pool:
        race(app, pool, [*works] * WORKERS)  # type: ignore[arg-type]


def _until_done(work: Callable[..., bool], *given: object) -> None:
    while work(*given):
        pass
