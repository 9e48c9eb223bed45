"""What is wrong with a source is said in plain words."""

from pathlib import Path

from flask import Flask

from digest.store.fetch import Trouble
from digest.web.editor.troubles import trouble_text
from digest.web.site import site
from tests.support import sites
from tests.support.misbehaving import PAGE, answering, sources


def test_every_trouble_has_a_sentence_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        said = {trouble: trouble_text(trouble) for trouble in Trouble}
        statuses = [trouble_text(Trouble.STATUS, status) for status in (401, 402, 403, 404, 410, 429, 503)]
    assert all(said.values())
    assert len({*said.values(), *statuses}) == len(said) + len(statuses)


def test_the_status_is_named_where_it_is_all_that_is_known(app: Flask) -> None:
    with app.test_request_context():
        assert "304" in trouble_text("status", 304)
        assert "502" in trouble_text("status", 502)


def test_a_trouble_from_another_version_is_said_too(app: Flask) -> None:
    with app.test_request_context():
        assert trouble_text("tired")


def test_the_site_fetches_as_its_settings_say(tmp_path: Path) -> None:
    with sources({"/a": answering(PAGE)}) as server:
        allowed = frozenset({server.pair})
        given = {"testing": True, "fetch_allow": allowed, "site_url": "https://d.jp"}
        with sites.site(tmp_path, **given) as app, app.app_context():
            assert site().fetch.look(server.url("/a"), "GET").body == PAGE
        assert "User-Agent: ChrysanthemumDigest/" in server.heads[-1]
        assert "(+https://d.jp)" in server.heads[-1]
    assert list((tmp_path / "fetch").glob("*.last"))
