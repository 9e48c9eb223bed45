"""The desk speaks the language of whoever sits at it, also where the site speaks another."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys import steps
from tests.support import browsers
from tests.support.editing import Hand


def test_an_editor_who_chose_english_has_an_english_desk(
    browser: Browser, migrated_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "desk"))
    with steps.desk(folder, language="en") as address, browsers.visiting(browser, address) as visitor:
        page = visitor.page()
        steps.sign_in(Hand(page))
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("heading", name="Articles")).to_be_visible()
        page.get_by_role("link", name="New article").click()
        page.get_by_label("Title", exact=True).fill("A map of the sea floor")
        page.get_by_role("button", name="Begin").click()
        lead = page.get_by_role("group", name="Lead")
        expect(lead).to_contain_text("Lead (still empty)")
        lead.hover()
        lead.get_by_role("link", name="Edit").click()
        expect(page.get_by_role("textbox", name="Lead")).to_be_focused()
        expect(page.get_by_role("button", name="Save, then the next")).to_be_visible()
        expect(page.get_by_role("complementary")).to_contain_text("The lead is missing")
        page.goto("/")
        expect(page.locator("html")).to_have_attribute("lang", "ja")
