"""The whole site without JavaScript: real links and native elements."""

from playwright.sync_api import Page, expect

from tests.support.browsers import ja

ARTICLE = "/articles/leap-second"


def test_the_menu_is_a_page(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.locator(".menu-opener").click()
    expect(plain_page).to_have_url("/menu")
    plain_page.locator("main a[href='/topics/science']").click()
    expect(plain_page).to_have_url("/topics/science")


def test_the_title_of_a_summary_is_the_way_in(plain_page: Page) -> None:
    plain_page.goto("/")
    summary = plain_page.locator(".summary").first
    expect(summary.locator("details")).to_be_hidden()
    address = summary.locator("h3 a").get_attribute("href") or ""
    summary.locator("h3 a").click()
    expect(plain_page).to_have_url(address)


def test_later_pages_are_pages(plain_page: Page) -> None:
    plain_page.goto(ARTICLE)
    for number in (2, 3):
        plain_page.locator("main a[rel=next]").click()
        expect(plain_page).to_have_url(f"{ARTICLE}/{number}")
        expect(plain_page.locator("main section.page")).to_have_count(1)
    plain_page.locator("main a[rel=prev]").click()
    expect(plain_page).to_have_url(f"{ARTICLE}/2")


def test_cards_are_native_and_open(plain_page: Page) -> None:
    plain_page.goto(ARTICLE)
    card = plain_page.locator("main details.card").first
    source = card.get_by_role("link", name=ja("Read more ⇒"))
    expect(source).to_be_visible()
    card.locator("summary").first.click()
    expect(source).to_be_hidden()
    card.locator("summary").first.click()
    expect(source).to_be_visible()


def test_what_needs_script_is_not_shown(plain_page: Page) -> None:
    plain_page.goto(ARTICLE)
    expect(plain_page.get_by_role("button", name=ja("Close all source cards"))).to_have_count(0)
    plain_page.goto("/menu")
    expect(plain_page.locator(".display")).to_be_hidden()


def test_a_search_is_a_form(plain_page: Page) -> None:
    plain_page.goto("/menu")
    plain_page.get_by_role("searchbox").fill("お札")
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("**/search?q=*")
    expect(plain_page.locator("main h3 a[href='/articles/new-banknotes']")).to_be_visible()
