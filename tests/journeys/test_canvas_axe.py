"""axe finds nothing to object to on the canvas, with forms open and in a conflict, in light and in dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import browsers, desks, sites
from tests.support.browsers import DESKTOP, PHONE
from tests.support.part_forms import KINDS, a_draft
from tests.test_accessibility import violations


@pytest.fixture(scope="module")
def desk(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("axe") / "instance"))
    with sites.site(folder) as app:
        a_draft(app)
    with desks.desk(folder) as desk:
        yield desk


@pytest.fixture
def visitor(browser: Browser, desk: tuple[str, str]) -> Iterator[browsers.Visitor]:
    with browsers.visiting(browser, desk[0]) as visitor:
        yield visitor


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, visitor: browsers.Visitor, desk: tuple[str, str]) -> Page:
    """An editor's page with its colours."""
    return desks.sign_in(visitor.page(DESKTOP, color_scheme=request.param), *desk)


def objections(page: Page) -> list[str]:
    """What axe says of the page on a desk and on a phone."""
    found = violations(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return found + violations(page)


def test_the_canvas_has_no_violation(page: Page) -> None:
    page.goto("/editor/articles/1")
    expect(page.locator(".checks")).to_be_visible()
    page.locator("#part-b1").hover()
    page.locator("#part-b1 > .plus").click()
    expect(page.locator(".kinds")).to_be_visible()
    assert objections(page) == []


def test_open_forms_have_no_violation(page: Page) -> None:
    page.goto("/editor/articles/1")
    for part in KINDS:
        page.evaluate(f"document.querySelector('#part-{part} > .tools > a').click()")
        expect(page.locator(f"#form-{part}")).to_be_visible()
    assert objections(page) == []


@pytest.mark.parametrize("path", ["parts/c1", "additions/new?after=b1", "deletions", "findings"])
def test_the_pages_for_browsers_without_script_have_no_violation(page: Page, path: str) -> None:
    page.goto(f"/editor/articles/1/{path}")
    assert objections(page) == []
