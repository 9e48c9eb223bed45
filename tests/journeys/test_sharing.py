"""Sharing: the system's sheet where there is one, else a small menu; quotations that name their source."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsers import PHONE, Visitor, ja
from tests.test_accessibility import violations

ARTICLE = "/articles/leap-second"
COPY = {"permissions": ["clipboard-read", "clipboard-write"]}
NO_CLIPBOARD = """Object.defineProperty(navigator, "clipboard", {value: undefined});
document.execCommand = () => false;"""
SHEET = """window.shared = [];
navigator.share = async (given) => { shared.push(given); };"""


@pytest.fixture
def page(visitor: Visitor, size: dict[str, int]) -> Page:
    return visitor.page(size, **COPY)


def copied(page: Page) -> str:
    """What the clipboard holds."""
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def share_button(page: Page) -> Any:
    return page.locator(".tool-share")


def test_without_a_system_sheet_a_small_menu_copies_the_link(page: Page, server: str) -> None:
    page.goto(f"{ARTICLE}/2")
    button = share_button(page)
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    copy = page.get_by_role("button", name=ja("Copy the link"))
    expect(copy).to_be_focused()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]  # type: ignore[index]
    copy.press("Enter")
    expect(page.locator("#announcer")).to_have_text(ja("Copied"))
    expect(copy).to_have_attribute("data-label", ja("Copied"))
    assert copied(page) == f"{server}{ARTICLE}"
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(copy).to_be_hidden()
    button.click()
    page.locator("h1").click()
    expect(copy).to_be_hidden()


def test_where_nothing_can_be_copied_the_link_is_selected(visitor: Visitor, server: str) -> None:
    page = visitor.page()
    page.add_init_script(NO_CLIPBOARD)
    page.goto(ARTICLE)
    share_button(page).click()
    page.get_by_role("button", name=ja("Copy the link")).click()
    expect(page.locator("#announcer")).to_have_text(ja("It could not be copied."))
    assert page.evaluate("getSelection().toString()") == f"{server}{ARTICLE}"


def test_a_system_sheet_is_used_where_there_is_one(visitor: Visitor, server: str) -> None:
    page = visitor.page(PHONE)
    page.add_init_script(SHEET)
    page.goto(ARTICLE)
    share_button(page).click()
    given = page.evaluate("shared")
    assert [each["url"] for each in given] == [f"{server}{ARTICLE}"]
    assert "うるう秒" in given[0]["title"]
    expect(page.locator(".share-menu")).to_be_hidden()


def test_the_lead_is_quoted_with_its_source(page: Page, server: str) -> None:
    page.goto(ARTICLE)
    lead = page.locator(".article-lead").inner_text()
    page.locator(".tool-quote").click()
    expect(page.locator("#announcer")).to_have_text(ja("Copied"))
    quotation, source, address = copied(page).split("\n")
    assert lead in quotation
    assert "うるう秒はなくなるのか" in source
    assert "菊花ダイジェスト" in source
    assert re.search("20[0-9]{2}年[0-9]+月[0-9]+日", source)
    assert address == f"{server}{ARTICLE}"


def test_what_is_marked_is_quoted_with_its_place(page: Page, server: str) -> None:
    page.goto(f"{ARTICLE}/2")
    answer = page.locator(".section .answer").last
    section = answer.evaluate("it => it.closest('.section').id")
    answer.evaluate("it => getSelection().selectAllChildren(it)")
    pill = page.locator(".quote-pill")
    expect(pill).to_be_visible()
    pill.click()
    expect(page.locator("#announcer")).to_have_text(ja("Copied"))
    quotation, _, address = copied(page).rsplit("\n", 2)
    assert answer.inner_text().splitlines()[-1].removeprefix("A").strip()[:12] in quotation
    assert address == f"{server}{ARTICLE}/2#{section}"
    page.evaluate("getSelection().removeAllRanges()")
    expect(pill).to_be_hidden()


def test_print_prints_all_pages(page: Page) -> None:
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page.goto(f"{ARTICLE}/2")
    page.locator(".tool-print").click()
    page.wait_for_url(f"**{ARTICLE}/all")
    page.wait_for_function("window.printed === 1")
    expect(page.locator("section.page")).to_have_count(3)
    page.locator(".tool-print").click()
    assert page.evaluate("window.printed") == 2
