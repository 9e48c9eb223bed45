"""Keys that work on every page of the desk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import browsers, desks
from tests.support.browsers import ja


@pytest.fixture
def pictures(browser: Browser, migrated_folder: Path, tmp_path: Path) -> Iterator[Page]:
    """The library of pictures, which has a field to search in, open before an editor."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "instance"))
    with desks.desk(folder) as (address, secret), browsers.visiting(browser, address) as visitor:
        page = desks.sign_in(visitor.page(), address, secret)
        page.goto("/editor/pictures")
        yield page


def test_a_question_mark_shows_the_keys_and_a_slash_leads_to_the_search(pictures: Page) -> None:
    keys, search = pictures.get_by_role("dialog", name=ja("Keys")), pictures.locator("#q")
    pictures.keyboard.press("?")
    expect(keys).to_be_visible()
    pictures.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    pictures.keyboard.press("/")
    expect(search).to_be_focused()
    # Whoever is typing gets the mark that they typed.
    pictures.keyboard.type("?/")
    expect(search).to_have_value("?/")
    expect(keys).to_be_hidden()
