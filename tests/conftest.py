"""Fixtures that every test may ask for: a fresh site, its checking client, and the demo's site."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.support import browsers, people, quiet, servers, sites
from tests.support.factories import NOW


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker of tests that measure time."""
    config.addinivalue_line("markers", "alone: no other test runs at the same time")


def pytest_collection_finish() -> None:
    """Let the collector pass over the program itself, which the thousand sites of a run share."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests have counted, which they give to record_property("counted", …)."""
    for report in terminalreporter.getreports("passed"):
        for name, value in getattr(report, "user_properties", ()):
            if name == "counted" and report.when == "call":
                terminalreporter.write_line(f"COUNTED {report.nodeid.partition('::')[2]}: {value}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a test that measures time run while no other does."""
    folder = common_folder(item.config)
    with quiet.turn(folder, alone=item.get_closest_marker("alone") is not None):
        return (yield)


def common_folder(config: pytest.Config) -> Path:
    """The folder that all processes of this test run share."""
    base: Path = config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    return base.parent if hasattr(config, "workerinput") else base


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest) -> Path:
    """The folder that all processes of this test run share."""
    return common_folder(request.config)


@pytest.fixture(scope="session")
def migrated_folder(shared_folder: Path) -> Path:
    """An installation with an empty database: to be copied, not to be changed."""
    return sites.made_once(shared_folder / "migrated", sites.migrated)


@pytest.fixture(scope="session")
def demo_folder(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the demo, for this process: to be read, not to be changed."""
    made = sites.made_once(shared_folder / "demo", sites.with_demo)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("installations") / "demo"))


@pytest.fixture
def app(migrated_folder: Path, tmp_path: Path) -> Iterator[Flask]:
    """A site of its own for one test, with nothing in it, where it is NOW."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "instance"))
    with sites.site(folder, clock=lambda: NOW) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser on the fresh site, which checks every answer."""
    return app.test_client()


@pytest.fixture
def stranger(app: Flask) -> people.Person:
    """Somebody who is not signed in, with a browser that has seen the sign-in page."""
    person = people.Person(app, use_cookies=True)
    person.get("/session/new")
    return person


@pytest.fixture
def author(app: Flask) -> people.Person:
    """An author, signed in."""
    return people.signed_in(app, "author")


@pytest.fixture
def editor(app: Flask) -> people.Person:
    """An editor, signed in."""
    return people.signed_in(app, "editor")


@pytest.fixture
def colleague(app: Flask) -> people.Person:
    """A second editor, signed in."""
    return people.signed_in(app, "colleague")


@pytest.fixture
def admin(app: Flask) -> people.Person:
    """An admin, signed in."""
    return people.signed_in(app, "admin")


@pytest.fixture(scope="session")
def demo_site(demo_folder: Path) -> Iterator[Flask]:
    """The demo's site in Japanese, for all tests that only read."""
    with sites.site(demo_folder) as app:
        yield app


@pytest.fixture(scope="session")
def demo_site_in_english(demo_folder: Path) -> Iterator[Flask]:
    """The same digests on a site whose language is English."""
    with sites.site(demo_folder, locale="en") as app:
        yield app


@pytest.fixture(scope="session")
def server(demo_folder: Path) -> Iterator[str]:
    """The address of the demo's site, served for real."""
    with servers.serving(demo_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium; tests with it are skipped where there is none."""
    with browsers.browser() as running:
        yield running


@pytest.fixture
def visitor(browser: Browser, server: str) -> Iterator[browsers.Visitor]:
    """A reader with a browser; anything that goes wrong in a page fails the test."""
    with browsers.visiting(browser, server) as visitor:
        yield visitor
