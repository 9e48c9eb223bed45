"""A copied digest is pasted, looked at, accepted, mended as the checklist asks, and published whole."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import steps
from tests.support.browsers import Visitor, ja
from tests.support.editing import Hand

SAMPLE = Path(__file__).parents[1] / "domain" / "samples" / "banknotes.digest.txt"
PARTS = {
    ".key-points li": 3,
    "section.section": 2,
    "details.card": 2,
    ".comment": 6,
    ".question": 2,
    ".answer": 2,
}


def test_a_sample_is_pasted_accepted_and_published_with_every_part(desk_visitor: Visitor) -> None:
    hand = Hand(desk_visitor.page())
    page = hand.page
    steps.sign_in(hand)
    hand.press(page.locator(".desk-top a.button"))
    hand.write(page.locator("#text"), SAMPLE.read_text("utf-8"))
    hand.press(page.get_by_role("region", name=ja("From a text")).get_by_role("button"))
    expect(page.locator(".paste-result")).to_contain_text("肖像が回る。")
    hand.press(page.get_by_role("button", name=ja("Make a draft of it")))
    choose_the_topic(hand)
    delete_the_announced_page(hand)
    steps.room(hand, "Publishing")
    for reason in page.locator(".finding").get_by_role("textbox").all():
        hand.write(reason, "もとの記事のまま")
    hand.press(page.get_by_role("button", name=ja("Publish or schedule")))
    hand.press(page.locator(".standing-address a"))
    for part, count in PARTS.items():
        expect(page.locator(f"main {part}")).to_have_count(count)
    for words in (
        "それでは、新しいお札の中身を",
        "対応は業種で差",
        "お札を傾けたくなりますね。",
        "裏面には、東京駅",
    ):
        expect(page.locator("main")).to_contain_text(words)


def choose_the_topic(hand: Hand) -> None:
    steps.room(hand, "Publishing")
    finding = hand.page.locator(".finding-error", has_text=ja("No topic has been chosen"))
    hand.press(finding.get_by_role("link", name=ja("Mend it")))
    hand.choose(hand.page.locator("#topic"), steps.TOPIC)
    hand.press(hand.page.locator(".about-form").get_by_role("button", name=ja("Save")))
    expect(hand.page.get_by_text(ja("Saved."))).to_be_visible()


def delete_the_announced_page(hand: Hand) -> None:
    """The copied text ends by announcing a page that it does not have."""
    steps.room(hand, "Canvas")
    announced = hand.part("Page", "新しいお札の歴史")
    announced.hover()
    hand.press(announced.get_by_role("button", name=ja("Delete"), exact=True))
    expect(announced).to_have_count(0)
