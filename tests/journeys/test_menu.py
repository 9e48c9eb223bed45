"""The menu: opened and closed by keyboard, told to those who listen, fetched once."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsers import ja


@pytest.fixture
def opener(page: Page) -> Locator:
    page.goto("/")
    return page.locator("#menu-opener")


def walk_to(page: Page, target: Locator, most: int = 12) -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"not reached with {most} presses of Tab")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_it_opens_and_closes_by_keyboard(page: Page, opener: Locator, key: str) -> None:
    expect(opener).to_have_attribute("aria-expanded", "false")
    walk_to(page, opener)
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name=ja("Menu"))
    expect(dialog.get_by_role("combobox")).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_the_focus_is_in_the_menu_while_it_is_open(page: Page, opener: Locator) -> None:
    opener.click()
    page.get_by_role("dialog").get_by_role("combobox").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.closest('dialog, body').tagName")
        # Behind its last control a dialog lets the focus go to the browser's own bar.
        assert where == "DIALOG" or page.evaluate("document.activeElement === document.body")


def test_it_is_announced(page: Page, opener: Locator) -> None:
    opener.click()
    expect(page.locator("dialog [role=status]")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(page.locator("#announcer")).not_to_be_empty()


def test_it_is_fetched_once(page: Page, opener: Locator) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/_/menu" in request.url else None)
    for _ in range(3):
        opener.click()
        expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
    assert len(fetched) == 1


def test_it_leads_to_topics_digests_and_months(page: Page, opener: Locator) -> None:
    opener.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("a[href^='/articles/']").first).to_be_visible()
    expect(dialog.locator("a[href^='/archive/']").first).to_be_visible()
    dialog.locator("a[href='/topics/living']").click()
    expect(page).to_have_url("/topics/living")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_search_can_be_made_in_it(page: Page, opener: Locator) -> None:
    opener.click()
    page.get_by_role("dialog").get_by_role("combobox").fill("うるう秒")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.locator("a[href='/articles/leap-second']").first).to_be_visible()
