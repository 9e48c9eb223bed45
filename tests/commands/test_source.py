"""flask source check: one line a source, and what the exit status says."""

from dataclasses import replace

import pytest
from flask import Flask

from digest.store import db
from digest.store.fetch import Trouble
from tests.support.factories import an_article
from tests.support.fake_fetch import FakeFetch, a_page

URLS = [f"https://www.npb.go.jp/1の{number}" for number in (1, 2, 3)]


@pytest.fixture
def network(app: Flask) -> FakeFetch:
    """What the site goes out to; a public digest cites three pages of it."""
    fetch = FakeFetch()
    app.extensions["digest"] = replace(app.extensions["digest"], fetch=fetch)
    with app.app_context():
        an_article(sections=3)
        db.session.rollback()
    return fetch


def check(app: Flask, *args: str) -> tuple[int, list[str], str]:
    result = app.test_cli_runner().invoke(args=["source", "check", *args])
    return result.exit_code, result.stdout.splitlines(), result.stderr


def test_each_source_is_a_line_and_notes_go_elsewhere(app: Flask, network: FakeFetch) -> None:
    network.tell(URLS[0], a_page("特徴"))
    network.tell(URLS[1], 403)
    code, lines, notes = check(app)
    assert (code, lines) == (0, [f"alive\t{URLS[0]}", f"failing\t{URLS[1]}", f"failing\t{URLS[2]}"])
    assert "3" in notes
    assert check(app)[:2] == (0, [])
    assert len(check(app, "--all", "--most", "2")[1]) == 2


def test_a_machine_that_is_cut_off_is_a_stated_failure(app: Flask, network: FakeFetch) -> None:
    for url in URLS:
        network.tell(url, Trouble.UNREACHABLE)
    code, lines, notes = check(app)
    assert (code, lines, len(notes.splitlines())) == (1, [], 1)


def test_so_many_at_most_and_wrong_usage(app: Flask, network: FakeFetch) -> None:
    assert len(check(app, "--most", "2")[1]) == 2
    assert check(app, "--most", "0")[0] == 2
    assert check(app, "--mot", "2")[0] == 2
