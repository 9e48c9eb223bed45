"""Later pages of an article: loaded in place beneath the one before, each under its own address."""

from playwright.sync_api import Locator, Page, expect

from tests.support.browsers import Visitor, ja

ARTICLE = "/articles/leap-second"  # three pages


def way_on(page: Page) -> Locator:
    return page.locator("main a[rel=next]")


def load_next(page: Page, number: int) -> None:
    """Follow the way on by keyboard, and wait for page `number` beneath."""
    way_on(page).press("Enter")
    expect(page.locator(f"#page-{number}")).to_be_visible()


def numbers(page: Page) -> list[str]:
    """The pages that are there, in the order in which they stand."""
    ids: list[str] = page.locator("main section.page").evaluate_all("all => all.map(each => each.id)")
    return ids


def test_pages_load_in_place(page: Page) -> None:
    page.goto(ARTICLE)
    for number in (2, 3):
        load_next(page, number)
        expect(page.locator(f"#page-{number} h2").first).to_be_focused()
        expect(page).to_have_url(f"{ARTICLE}/{number}")
        expect(page.locator("#announcer")).to_contain_text(str(number))
    assert numbers(page) == ["page-1", "page-2", "page-3"]
    expect(way_on(page)).to_have_count(0)


def test_nothing_is_ever_there_twice(page: Page) -> None:
    page.goto(ARTICLE)
    way_on(page).evaluate("link => { link.click(); link.click(); }")
    expect(page.locator("#page-2")).to_be_visible()
    load_next(page, 3)
    assert numbers(page) == ["page-1", "page-2", "page-3"]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("h1").count() == 1


def test_the_address_is_that_of_the_page_being_read(page: Page) -> None:
    page.goto(ARTICLE)
    title = page.title()
    load_next(page, 2)
    expect(page).to_have_url(f"{ARTICLE}/2")
    assert page.title() != title
    page.evaluate("document.querySelector('#page-1').scrollIntoView()")
    expect(page).to_have_url(ARTICLE)
    expect(page).to_have_title(title)


def test_reload_shows_the_page_that_was_read_as_a_whole(page: Page) -> None:
    page.goto(ARTICLE)
    load_next(page, 2)
    expect(page).to_have_url(f"{ARTICLE}/2")
    page.reload()
    assert numbers(page) == ["page-2"]
    expect(page.locator("h1")).to_be_visible()
    load_next(page, 3)
    assert numbers(page) == ["page-2", "page-3"]


def test_back_leaves_the_article(page: Page) -> None:
    page.goto("/topics/science")
    page.locator(f"main h3 a[href='{ARTICLE}']").click()
    load_next(page, 2)
    load_next(page, 3)
    expect(page).to_have_url(f"{ARTICLE}/3")
    page.go_back()
    expect(page).to_have_url("/topics/science")
    page.go_forward()
    expect(page).to_have_url(f"{ARTICLE}/3")
    expect(page.locator("#page-3")).to_be_visible()
    assert numbers(page) in (["page-3"], ["page-1", "page-2", "page-3"])


def test_the_next_page_is_fetched_before_it_is_asked_for(page: Page) -> None:
    page.goto(ARTICLE)
    with page.expect_request("**/_/articles/leap-second/2"):
        way_on(page).scroll_into_view_if_needed()
    assert numbers(page) == ["page-1"]


def test_a_reader_can_have_it_load_by_itself(page: Page) -> None:
    page.goto("/")
    page.locator("#menu-opener").click()
    page.get_by_role("dialog").get_by_text(ja("Load the next page by itself")).click()
    page.goto(ARTICLE)
    for number in (2, 3):
        way_on(page).scroll_into_view_if_needed()
        expect(page.locator(f"#page-{number}")).to_be_attached()
    # Nobody asked: the reader's place is left alone.
    assert page.evaluate("document.activeElement === document.body")
    assert numbers(page) == ["page-1", "page-2", "page-3"]


def test_nothing_loads_by_itself_unless_it_is_wanted(page: Page) -> None:
    page.goto(ARTICLE)
    with page.expect_response("**/_/articles/leap-second/2"):
        way_on(page).scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert numbers(page) == ["page-1"]


def test_the_contents_lead_to_pages_that_are_here_and_to_others(page: Page) -> None:
    page.goto(ARTICLE)
    load_next(page, 2)
    contents = page.get_by_role("navigation", name=ja("Contents"))
    if not contents.locator("ol").first.is_visible():
        contents.locator("summary").click()
    contents.locator(f"a[href='{ARTICLE}/2#page-2']").click()
    assert numbers(page) == ["page-1", "page-2"]
    expect(page.locator("#page-2")).to_be_in_viewport()
    if not contents.locator("ol").first.is_visible():
        contents.locator("summary").click()
    contents.locator(f"a[href='{ARTICLE}/3#page-3']").click()
    expect(page.locator("#page-3")).to_be_visible()


def test_where_loading_in_place_fails_the_way_on_is_a_link(page: Page, visitor: Visitor) -> None:
    visitor.expected.add(404)
    page.goto(ARTICLE)
    page.route("**/_/**", lambda route: route.fulfill(status=404, body=""))
    way_on(page).press("Enter")
    expect(page).to_have_url(f"{ARTICLE}/2")
    expect(page.locator("#page-2")).to_be_visible()
    assert numbers(page) == ["page-2"]
