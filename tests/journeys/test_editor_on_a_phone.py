"""A small digest is written and published on a phone, and nothing there is wider than its window."""

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.support.browsers import PHONE, Visitor, ja
from tests.support.editing import Thumb


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_small_digest_is_written_and_published(desk_visitor: Visitor) -> None:
    hand = Thumb(desk_visitor.page(PHONE, has_touch=True, is_mobile=True))
    steps.sign_in(hand)
    steps.begin(hand)
    assert fits(hand.page)
    hand.edit(hand.part("Lead"))
    hand.write(hand.field("text"), steps.LEAD)
    assert fits(hand.page)
    hand.save()
    part = steps.write_a_section(
        hand, hand.part("Introduction"), "測り方", "なぜ音で測る？", "光が届かないからです。"
    )
    steps.write_a_card(hand, part, *steps.SOURCES[1], published="2026-06-20")
    hand.edit(hand.part("Key points"))
    hand.write(hand.field("lines"), "残りの海は無人の船が音で測ります。[1]\n人の乗る船より安い。[1]")
    hand.save()
    assert fits(hand.page)
    steps.room(hand, "Publishing")
    assert fits(hand.page)
    hand.press(hand.page.get_by_role("button", name=ja("Publish or schedule")))
    expect(hand.page.get_by_text(ja("Published. Readers see it from now on."))).to_be_visible()
    steps.look(hand, "/")
    expect(hand.page.locator(".lead-title")).to_have_text(steps.TITLE)
