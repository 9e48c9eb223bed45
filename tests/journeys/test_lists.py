"""Lists: a summary opens in place, and the next digests come in place."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LONG
from tests.support.browsers import DESKTOP, Visitor, ja


@pytest.mark.parametrize("by", ["click", "keyboard"])
def test_a_summary_opens_in_place_and_is_fetched_once(page: Page, by: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "key-points" in request.url else None)
    page.goto("/")
    summary = page.locator(".summary").first
    opener = summary.locator("details > summary").first
    expect(opener).to_have_text(ja("What you will learn"))
    for _ in range(3):
        if by == "click":
            opener.click()
        else:
            opener.press("Enter")
    assert summary.locator("details").first.evaluate("it => it.open")
    expect(summary.locator("details li").nth(1)).to_be_visible()
    assert len(fetched) == 1
    expect(page).to_have_url("/")


def test_the_next_digests_come_in_place(long_visitor: Visitor, size: dict[str, int]) -> None:
    page = long_visitor.page(size)
    page.goto("/")
    titles = page.locator("main h2 a[href^='/articles/'], main h3 a[href^='/articles/']")
    expect(titles).to_have_count(20)
    for count in (40, LONG):
        before = page.url
        page.get_by_role("link", name=ja("Show more")).click()
        expect(titles).to_have_count(count)
        # Whoever goes on with the keyboard goes on at the first of the new ones.
        first_new = 20 if count == 40 else 40
        expect(titles.nth(first_new)).to_be_focused()
        assert page.url == before
    expect(page.get_by_role("link", name=ja("Show more"))).to_have_count(0)
    found = titles.evaluate_all("all => all.map(each => each.pathname)")
    assert len(set(found)) == LONG
    expect(page.locator("#announcer")).not_to_be_empty()


def test_the_next_digests_have_a_page_of_their_own(long_visitor: Visitor) -> None:
    page = long_visitor.page(DESKTOP, java_script_enabled=False)
    page.goto("/")
    seen: list[str] = []
    while True:
        links = page.locator("main h2 a[href^='/articles/'], main h3 a[href^='/articles/']")
        seen += [link.get_attribute("href") or "" for link in links.all()]
        more = page.get_by_role("link", name=ja("Show more"))
        if not more.count():
            break
        more.click()
    assert len(seen) == len(set(seen)) == LONG
