"""The marker behind a statement leads to the card that it rests on, and the card leads back."""

from playwright.sync_api import Page, expect

from tests.support.browsers import PHONE, Visitor, ja

ARTICLE = "/articles/new-banknotes"
# The second key point rests on a card of the first page, the last one on a card of the second.
NEAR, FAR = ("k2", "c1"), ("k4", "c5")


def focused(page: Page, selector: str) -> None:
    """That the focus is at `selector`, where it can be seen."""
    place = page.locator(selector)
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()


def there_and_back(page: Page, statement: str, card: str) -> None:
    """From the marker to its card and back, with nothing but keys."""
    marker = f"#{statement} a.cite[href$='#{card}']"
    page.locator(marker).focus()
    page.keyboard.press("Enter")
    focused(page, f"#{card} > summary")
    assert page.locator(f"#{card}").evaluate("card => card.open")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=ja("Back to the statement"), exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    focused(page, marker)


def test_a_marker_leads_to_its_card_and_back(page: Page) -> None:
    page.goto(ARTICLE)
    back = page.get_by_role("link", name=ja("Back to the statement"), exact=True)
    expect(back).to_have_count(0)
    there_and_back(page, *NEAR)
    assert page.evaluate("location.hash") == f"#{NEAR[0]}"
    page.get_by_role("button", name=ja("Close all source cards")).click()
    there_and_back(page, *NEAR)
    # One way back is offered at a time, from wherever one came last.
    there_and_back(page, "k3", "c3")
    expect(page.locator(".card-return:not([hidden])")).to_have_count(1)


def test_a_marker_leads_to_a_page_that_is_not_here_yet(page: Page) -> None:
    page.goto(ARTICLE)
    page.get_by_role("button", name=ja("Close all source cards")).click()
    there_and_back(page, *FAR)
    expect(page).to_have_url(f"{ARTICLE}#{FAR[0]}")
    page.locator("main a[rel=next]").press("Enter")
    expect(page.locator("#page-2")).to_be_visible()
    there_and_back(page, *FAR)
    # It was here, and is not loaded again.
    expect(page.locator("#page-2")).to_be_visible()


def test_markers_and_ways_back_are_links_without_script(visitor: Visitor) -> None:
    page = visitor.page(PHONE, java_script_enabled=False)
    for statement, card in (NEAR, FAR):
        page.goto(ARTICLE)
        page.locator(f"#{statement} a.cite[href$='#{card}']").press("Enter")
        expect(page.locator(f"#{card}")).to_be_in_viewport()
        expect(page.get_by_role("link", name=ja("Back to the statement"), exact=True)).to_have_count(0)
        page.locator(f"#{card} a.card-back[href$='#{statement}']").press("Enter")
        expect(page).to_have_url(f"{ARTICLE}#{statement}")
        expect(page.locator(f"#{statement}")).to_be_in_viewport()


def test_a_passage_is_shown_in_its_source_by_its_words(visitor: Visitor) -> None:
    page = visitor.page()
    page.goto(ARTICLE)
    link = page.locator("#c1 .passage-link").first
    expect(link).to_be_hidden()
    page.locator("#c1 .passage > summary").first.press("Enter")
    expect(link).to_be_visible()
    address = link.get_attribute("href") or ""
    assert address.startswith("https://www.boj.or.jp/")
    assert "#:~:text=" in address
    assert link.get_attribute("rel") == "external noopener"
