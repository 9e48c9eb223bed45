"""The keys of readers: through sections and lists, onward, to search and menu; never while somebody types."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsers import DESKTOP, Visitor, ja
from tests.test_accessibility import violations

ARTICLE = "/articles/leap-second"


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor.page(DESKTOP)


def press(page: Page, *keys: str) -> None:
    """One key after another, wherever the focus is."""
    for key in keys:
        page.keyboard.press(key)


def place(page: Page) -> str:
    """Where the focus is: an id, or the address of a link."""
    found: str = page.evaluate(
        "document.activeElement.id || document.activeElement.getAttribute('href') || ''"
    )
    return found


def test_j_and_k_go_through_an_article(page: Page) -> None:
    page.goto(ARTICLE)
    stops = page.locator(".key-points, .section").evaluate_all("all => all.map(each => each.id)")
    seen = []
    for _ in stops:
        press(page, "j")
        expect(page.locator(":focus")).to_be_in_viewport()
        seen.append(place(page))
    assert seen == stops
    press(page, "j", "k")
    assert place(page) == stops[-2]
    # From wherever somebody has scrolled to, the next one is the next below.
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    press(page, "j")
    assert place(page) == stops[0]


def test_n_s_and_k_on_the_next_page(page: Page) -> None:
    page.goto(ARTICLE)
    press(page, "n")
    expect(page.locator("#page-2")).to_be_visible()
    expect(page.locator("#page-2 .page-title")).to_be_focused()
    press(page, "s")
    button = page.locator(".tool-save")
    expect(button).to_have_attribute("aria-pressed", "true")
    press(page, "s")
    expect(button).to_have_attribute("aria-pressed", "false")
    press(page, "k")
    assert place(page) == page.locator("#page-1 .section").last.get_attribute("id")


def test_j_and_enter_open_a_digest_of_a_list(page: Page) -> None:
    page.goto("/")
    links = page.locator(".lead-title a, .summary-title a").evaluate_all(
        "all => all.map(each => each.getAttribute('href'))"
    )
    press(page, "j", "j", "j", "k")
    assert place(page) == links[1]
    press(page, "Enter")
    expect(page).to_have_url(links[1])


def test_search_and_menu(page: Page) -> None:
    page.goto("/")
    press(page, "/")
    field = page.locator("#menu input[type=search]")
    expect(field).to_be_focused()
    press(page, "j", "m", "?")
    expect(field).to_have_value("jm?")
    press(page, "Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    # Until then the key still goes to the field, which is hidden already.
    expect(page.locator("#menu-opener")).to_be_focused()
    press(page, "m")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    press(page, "/")
    expect(field).to_be_focused()
    page.goto("/search")
    press(page, "/")
    expect(page.locator("main input[type=search]")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_names_the_keys(visitor: Visitor, scheme: str) -> None:
    page = visitor.page(color_scheme=scheme)
    page.goto(ARTICLE)
    press(page, "?")
    sheet = page.get_by_role("dialog", name=ja("Keys for reading"))
    expect(sheet.locator("kbd").first).to_be_visible()
    assert violations(page) == []
    press(page, "j", "s", "Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator(".tool-save")).to_have_attribute("aria-pressed", "false")


def test_they_can_be_switched_off(page: Page) -> None:
    page.goto(ARTICLE)
    press(page, "?")
    page.locator("#reader-keys .switch").click()
    press(page, "Escape")
    press(page, "s", "m", "?", "j")
    expect(page.locator(".tool-save")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.reload()
    press(page, "s")
    expect(page.locator(".tool-save")).to_have_attribute("aria-pressed", "false")
    # And on again, in the settings, where their list is to be had too.
    page.locator("#menu-opener").click()
    page.locator("#menu label:has([data-setting=keys])").click()
    page.locator("#menu .keys-opener").click()
    expect(page.locator("#reader-keys [data-setting=keys]")).to_be_checked()


@pytest.mark.parametrize("held", ["ctrl", "alt", "meta"])
def test_a_key_with_another_one_held_is_not_ours(page: Page, held: str) -> None:
    page.goto(ARTICLE)
    page.evaluate(
        """held => document.body.dispatchEvent(new KeyboardEvent("keydown",
            {key: "s", bubbles: true, cancelable: true, [`${held}Key`]: true}))""",
        held,
    )
    expect(page.locator(".tool-save")).to_have_attribute("aria-pressed", "false")
