"""Searching by keyboard: suggestions while typing, the passages that were found, and filters."""

import re

from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.support.browsers import PHONE, Visitor, ja


def current(field: Locator) -> Locator:
    """The option that a screen reader reads out."""
    name = field.get_attribute("aria-activedescendant")
    return field.page.locator(f"#{name}[aria-selected=true]")


def test_a_digest_is_found_in_the_menu_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.locator("#menu-opener").press("Enter")
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("combobox", name=ja("Search the digests"))
    field.press_sequentially("うるう")
    options = dialog.get_by_role("option")
    expect(options).not_to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(dialog.locator("[role=status]")).to_have_text(re.compile(r"\d"))

    page.keyboard.press("ArrowUp")
    expect(current(field)).to_have_text(options.last.inner_text(), use_inner_text=True)
    page.keyboard.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    # The first Escape closes the list and keeps the words; only the next one closes the menu.
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("うるう")
    expect(field).to_be_focused()

    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    while "leap-second" not in (current(field).get_attribute("href") or ""):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/articles/leap-second")


def test_enter_without_a_choice_searches_and_a_passage_leads_to_its_section(page: Page) -> None:
    page.goto("/search")
    field = page.get_by_role("combobox")
    field.press_sequentially("うるう秒")
    expect(page.locator(".suggestion").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=[^&]+$"))
    passage = page.locator(".hit-passage[href*='/leap-second'][href*='#s']").first
    expect(passage.locator("mark").first).to_have_text("うるう秒")
    aim = (passage.get_attribute("href") or "").partition("#")[2]
    passage.press("Enter")
    expect(page.locator(f"#{aim}")).to_be_in_viewport()


def test_only_what_was_typed_last_is_suggested(visitor: Visitor) -> None:
    page = visitor.page()
    page.goto("/search")
    field = page.get_by_role("combobox")
    held: list[Route] = []
    stopped: list[Request] = []
    page.on("requestfailed", lambda request: stopped.append(request))
    page.route("**/_/search/suggestions?q=%E3%81%86", lambda route: held.append(route))
    with page.expect_request("**/_/search/suggestions?*"):
        field.press_sequentially("う")
    field.press_sequentially("るう")
    expect(page.locator(".suggestion mark").first).to_have_text("うるう")
    assert [request.url for request in stopped] == [route.request.url for route in held]


def test_the_list_closes_when_the_focus_leaves_and_while_nothing_fits(visitor: Visitor) -> None:
    page = visitor.page()
    page.goto("/search")
    field, options = page.get_by_role("combobox"), page.locator(".suggestion")
    field.press_sequentially("うるう")
    expect(options.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options.first).to_be_hidden()
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press_sequentially("無い")
    expect(options).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_suggestion_can_be_tapped(visitor: Visitor) -> None:
    page = visitor.page(PHONE, has_touch=True)
    page.goto("/search")
    page.get_by_role("combobox").press_sequentially("うるう")
    page.locator(".suggestion").first.tap()
    expect(page).to_have_url(re.compile("/(articles|tags)/"))


def test_an_address_names_only_the_filters_that_are_used(visitor: Visitor) -> None:
    page = visitor.page()
    page.goto("/search?q=秒")
    page.get_by_text(ja("Narrow down")).click()
    page.get_by_label(ja("Topic")).select_option("science")
    page.get_by_role("button", name=ja("Search")).click()
    expect(page).to_have_url("/search?q=%E7%A7%92&topic=science")
    page.get_by_role("link", name=ja("(take away)")).click()
    expect(page).to_have_url("/search?q=%E7%A7%92")


def test_without_script_the_filters_are_fields_of_a_form(visitor: Visitor) -> None:
    page = visitor.page(java_script_enabled=False)
    page.goto("/search?q=秒")
    page.locator(".filters > summary").click()
    page.get_by_label(ja("Speaker")).fill("菊子")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*speaker=%E8*")
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator(".combo-list")).to_be_hidden()
