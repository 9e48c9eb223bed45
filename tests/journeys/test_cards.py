"""Source cards: opened and closed one by one and all at once, and the choice is remembered."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsers import ja

ARTICLE = "/articles/leap-second"


@pytest.fixture
def cards(page: Page) -> Locator:
    page.goto(ARTICLE)
    return page.locator("main details.card")


def are_open(cards: Locator) -> list[bool]:
    found: list[bool] = cards.evaluate_all("all => all.map(each => each.open)")
    return found


def test_cards_are_open_until_they_are_closed(page: Page, cards: Locator) -> None:
    assert are_open(cards)
    assert all(are_open(cards))
    first = cards.first
    first.locator("summary").first.click()
    expect(first.get_by_role("link", name=ja("Read more ⇒"))).to_be_hidden()
    assert sum(are_open(cards)) == cards.count() - 1
    first.locator("summary").first.press("Enter")
    assert all(are_open(cards))


def test_one_closed_card_is_remembered(page: Page, cards: Locator) -> None:
    cards.first.locator("summary").first.click()
    page.reload()
    assert are_open(cards)[:2] == [False, True] or are_open(cards) == [False]


def test_all_cards_close_at_once_and_stay_closed(page: Page, cards: Locator) -> None:
    page.get_by_role("button", name=ja("Close all source cards")).click()
    assert not any(are_open(cards))
    page.reload()
    assert not any(are_open(cards))
    page.locator("main a[rel=next]").press("Enter")
    expect(page.locator("#page-2")).to_be_visible()
    assert cards.count() > 1
    assert not any(are_open(cards))
    page.goto("/articles/new-banknotes")
    assert not any(are_open(cards))
    page.get_by_role("button", name=ja("Open all source cards")).click()
    assert all(are_open(cards))
    page.reload()
    assert all(are_open(cards))


def test_a_way_to_a_closed_card_opens_it(page: Page, cards: Locator) -> None:
    page.get_by_role("button", name=ja("Close all source cards")).click()
    name = cards.first.get_attribute("id")
    page.locator(f"main a[href$='#{name}']").first.click()
    assert are_open(cards)[0]
    expect(cards.first).to_be_in_viewport()


def test_a_source_learns_the_site_and_not_the_page(page: Page, cards: Locator) -> None:
    for link in cards.get_by_role("link", name=ja("Read more ⇒")).all():
        assert (link.get_attribute("href") or "").startswith("https://")
        assert "noopener" in (link.get_attribute("rel") or "")
        assert link.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
