"""Readers with real browsers: on a phone and on a desk, with script and without."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import steps
from tests.support import browsers, servers, sites
from tests.support.factories import NOW, an_article

SIZES = {"phone": browsers.PHONE, "desk": browsers.DESKTOP}
LONG = 45  # digests: a list of three batches


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The window of a phone, then that of a desk."""
    return SIZES[request.param]


@pytest.fixture
def page(visitor: browsers.Visitor, size: dict[str, int]) -> Page:
    """A reader's page on the demo's site."""
    return visitor.page(size)


@pytest.fixture
def plain_page(visitor: browsers.Visitor, size: dict[str, int]) -> Page:
    """The page of a reader without script."""
    return visitor.page(size, java_script_enabled=False)


@pytest.fixture(scope="session")
def long_server(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose lists go on and on."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("long") / "instance"))
    with sites.site(folder) as app, app.app_context():
        for number in range(LONG):
            an_article(f"digest-{number}", f"{number}番目の記事", at=NOW)
    with servers.serving(folder) as address:
        yield address


@pytest.fixture
def long_visitor(browser: Browser, long_server: str) -> Iterator[browsers.Visitor]:
    """A reader of the long site."""
    with browsers.visiting(browser, long_server) as visitor:
        yield visitor


@pytest.fixture
def empty_desk(migrated_folder: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a site with nothing on it but a topic and an editor."""
    with steps.desk(Path(shutil.copytree(migrated_folder, tmp_path / "desk"))) as address:
        yield address


@pytest.fixture
def desk_visitor(browser: Browser, empty_desk: str) -> Iterator[browsers.Visitor]:
    """Somebody with a browser at that desk, for whom a withdrawn digest is nothing unexpected."""
    with browsers.visiting(browser, empty_desk) as visitor:
        visitor.expected.add(410)
        yield visitor
