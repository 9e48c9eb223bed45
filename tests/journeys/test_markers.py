"""The marker behind a statement leads to the card that it rests on, and the card leads back."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsers import ja

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
    expect(page.get_by_role("link", name=ja("Back to the statement"))).to_be_focused()
    page.keyboard.press("Enter")
    focused(page, marker)


def test_a_marker_leads_to_its_card_and_back(page: Page) -> None:
    page.goto(ARTICLE)
    there_and_back(page, *NEAR)
    assert page.evaluate("location.hash") == f"#{NEAR[0]}"
    page.get_by_role("button", name=ja("Close all source cards")).click()
    there_and_back(page, *NEAR)


def test_a_marker_leads_to_a_page_that_is_not_here_yet(page: Page) -> None:
    page.goto(ARTICLE)
    page.get_by_role("button", name=ja("Close all source cards")).click()
    there_and_back(page, *FAR)
    expect(page).to_have_url(f"{ARTICLE}#{FAR[0]}")


def test_a_page_that_is_here_is_not_loaded_again(page: Page) -> None:
    page.goto(ARTICLE)
    page.locator("main a[rel=next]").press("Enter")
    expect(page.locator("#page-2")).to_be_visible()
    there_and_back(page, *FAR)
    expect(page.locator("#page-2")).to_be_visible()


def test_one_way_back_is_offered_at_a_time(page: Page) -> None:
    page.goto(ARTICLE)
    back = page.get_by_role("link", name=ja("Back to the statement"))
    expect(back).to_have_count(0)
    for statement, card in (("k1", "c4"), NEAR):
        page.locator(f"#{statement} a.cite[href$='#{card}']").press("Enter")
        if "/2" not in page.url:
            expect(back).to_have_count(1)


@pytest.mark.parametrize(("statement", "card"), [NEAR, FAR])
def test_markers_and_ways_back_are_links_without_script(plain_page: Page, statement: str, card: str) -> None:
    plain_page.goto(ARTICLE)
    plain_page.locator(f"#{statement} a.cite[href$='#{card}']").press("Enter")
    expect(plain_page.locator(f"#{card}")).to_be_in_viewport()
    expect(plain_page.get_by_role("link", name=ja("Back to the statement"), exact=True)).to_have_count(0)
    plain_page.locator(f"#{card} a.card-back[href$='#{statement}']").press("Enter")
    expect(plain_page).to_have_url(f"{ARTICLE}#{statement}")
    expect(plain_page.locator(f"#{statement}")).to_be_in_viewport()
