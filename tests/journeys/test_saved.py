"""What a browser keeps for its reader: digests saved for later, those that were read, marks at the rest."""

from playwright.sync_api import Page, expect

from tests.support.browsers import Visitor, ja
from tests.test_accessibility import violations

ONE, OTHER = "leap-second", "new-banknotes"


def save(page: Page, slug: str) -> None:
    """Save the digest by its button."""
    page.goto(f"/articles/{slug}")
    button = page.get_by_role("button", name=ja("Read later"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def titles(page: Page, shelf: str) -> list[str]:
    """The digests of a shelf, from the newest."""
    found: list[str] = page.locator(f"[data-shelf={shelf}] a").evaluate_all(
        "all => all.map(each => each.pathname.split('/')[2])"
    )
    return found


def test_a_saved_digest_stands_on_the_page_for_it(page: Page, visitor: Visitor) -> None:
    save(page, ONE)
    expect(page.locator("#announcer")).to_have_text(ja("Saved for later."))
    save(page, OTHER)
    page.goto("/saved")
    assert titles(page, "saved") == [OTHER, ONE]
    expect(page.locator("[data-shelf=saved] a").last).to_contain_text("うるう秒")
    assert violations(page) == []
    # Another browser knows nothing of it.
    stranger = visitor.page()
    stranger.goto("/saved")
    assert titles(stranger, "saved") == []
    expect(stranger.locator("[data-shelf=saved] .shelf-empty")).to_be_visible()


def test_what_is_removed_is_gone_and_the_focus_stays_near(page: Page) -> None:
    save(page, ONE)
    save(page, OTHER)
    page.goto("/saved")
    page.locator("[data-shelf=saved] .shelf-drop").first.press("Enter")
    assert titles(page, "saved") == [ONE]
    expect(page.locator("[data-shelf=saved] a")).to_be_focused()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-shelf=saved] .shelf-clear").click()
    expect(page.locator("#saved-title")).to_be_focused()
    page.reload()
    assert titles(page, "saved") == []
    page.goto(f"/articles/{ONE}")
    expect(page.get_by_role("button", name=ja("Read later"))).to_have_attribute("aria-pressed", "false")


def test_once_something_was_read_the_rest_is_marked(page: Page) -> None:
    page.goto("/topics/science")
    rows = page.locator(".summary")
    expect(rows.first).to_be_visible()
    expect(page.locator(".unread")).to_have_count(0)
    page.locator(f".summary a[href='/articles/{ONE}']").first.click()
    expect(page.locator("h1")).to_contain_text("うるう秒")
    page.goto("/topics/science")
    expect(page.locator(".summary .unread")).to_have_count(rows.count() - 1)
    expect(rows.filter(has=page.locator(f"a[href='/articles/{ONE}']")).locator(".unread")).to_have_count(0)
    page.goto("/saved")
    assert titles(page, "read") == [ONE]


def test_whoever_wants_no_history_has_none(page: Page) -> None:
    page.goto(f"/articles/{ONE}")
    page.goto("/")
    expect(page.locator(".unread").first).to_be_visible()
    page.locator("#menu-opener").click()
    page.locator("#menu label:has([data-setting=history])").click()
    expect(page.locator(".unread")).to_have_count(0)
    page.goto(f"/articles/{OTHER}")
    page.goto("/saved")
    assert titles(page, "read") == []


def test_words_of_others_in_the_storage_do_no_harm(page: Page) -> None:
    page.goto("/saved")
    hostile = '[{"slug": "../../session/new", "title": "<img src=x onerror=alert(1)>"}, {"slug": 5}, null]'
    page.evaluate("text => localStorage.setItem('digest-saved', text)", hostile)
    page.reload()
    link = page.locator("[data-shelf=saved] a")
    expect(link).to_have_text("<img src=x onerror=alert(1)>")
    assert str(link.evaluate("link => link.pathname")).startswith("/articles/")
    for broken in ("{", "{}", "null", "5"):
        page.evaluate("text => localStorage.setItem('digest-saved', text)", broken)
        page.reload()
        expect(page.locator("[data-shelf=saved] .shelf-empty")).to_be_visible()


def test_without_script_the_page_says_what_it_needs(plain_page: Page) -> None:
    plain_page.goto("/saved")
    expect(plain_page.locator(".without-script")).to_be_visible()
    expect(plain_page.locator(".shelf").first).to_be_hidden()
    plain_page.goto(f"/articles/{ONE}")
    expect(plain_page.locator(".reader-tools a")).to_be_visible()
    expect(plain_page.locator(".reader-tools button:visible")).to_have_count(0)
