"""From three links to a public digest; what that takes of an editor and of the machine is printed."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys import steps
from tests.support import browsers
from tests.support.browsers import Visitor, ja
from tests.support.editing import Hand
from tests.support.press_site import PAGES, serving_press

PATHS = ("/articles/1.html", "/articles/2", "/articles/3")
TITLE = "秋の三つの発表を読む"
LEAD = "駅前の再開発、コメの作柄、海底の観測。この秋に発表された三つの数字を、出典とともに整理します。"
# For each source: words of a suggestion to take up, and how to say it anew.
POINTS = (
    ("百二十億円", "費用は全部で120億円。国が4割を補助する。"),
    ("一割ほど下がる", "新米は去年より1割ほど安くなる見通し。"),
    ("十四回", "5日ほどの小さなずれが14回あった。"),
)
SECTIONS = (
    ("駅前の計画", "駅前はどう変わる？", "図書館と診療所が入ります。"),
    ("コメの値段", "新米はいくらになる？", "去年より下がりそうです。"),
    ("海底の観測", "海底で何が分かった？", "ゆっくり動いています。"),
)
KEY_POINTS = "駅前の計画には120億円がかかる。[1]\n新米は1割ほど安くなる見通し。[2]"


@pytest.fixture
def at_the_desk(browser: Browser, migrated_folder: Path, tmp_path: Path) -> Iterator[tuple[Visitor, str]]:
    """Somebody at an empty desk, and the address of a press whose pages it may read."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "desk"))
    # Of a year ago: a report of tomorrow, by the clock of whoever runs this, would have no date.
    pages = [replace(page, markup=page.markup.replace("2026-1", "2024-1")) for page in PAGES[:3]]
    with serving_press(pages) as press:
        allowed = {"testing": "1", "fetch_allow": press.removeprefix("http://")}
        with steps.desk(folder, **allowed) as address, browsers.visiting(browser, address) as visitor:
            yield visitor, press


def gather(hand: Hand, press: str) -> float:
    """Paste the links, and see the draft that is made of them; how many seconds the machine needed."""
    hand.press(hand.page.locator(".desk-top a.button"))
    hand.write(hand.page.get_by_label(ja("Links to reports")), "\n".join(press + path for path in PATHS))
    begun = time.monotonic()
    hand.press(hand.page.get_by_role("button", name=ja("Make a draft of them")))
    expect(hand.page.locator(".canvas-sheet details.card")).to_have_count(3, timeout=60_000)
    return time.monotonic() - begun


def card(hand: Hand, number: int) -> Locator:
    return hand.page.locator(".part-card").nth(number)


def take_up(hand: Hand, number: int) -> None:
    """Take a suggestion up as a point of a card, and say it in one's own words in the form that opens."""
    words, reworded = POINTS[number]
    suggestions = card(hand, number).locator(".suggestions")
    hand.press(suggestions.locator("summary").first)
    hand.press(suggestions.get_by_role("button", name=re.compile(words)))
    hand.see_the_form()
    expect(hand.field("points")).to_have_value(re.compile(words))
    hand.write(hand.field("points"), reworded)


def write_the_sections(hand: Hand) -> None:
    """Each section says what it asks and answers, and then its card what the source says."""
    hand.edit(hand.page.locator(".part-section").first)
    for number, (heading, question, answer) in enumerate(SECTIONS):
        hand.write(hand.field("heading"), heading)
        hand.write(hand.field("question"), question)
        hand.write(hand.field("answer"), answer)
        hand.save()
        take_up(hand, number)
        if number < len(SECTIONS) - 1:
            hand.onwards("heading")
    hand.save()


def write_the_opening(hand: Hand) -> None:
    """Title, lead and key points."""
    hand.edit(hand.page.locator("#part-head"))
    hand.write(hand.field("title"), TITLE)
    hand.onwards("text")
    hand.write(hand.field("text"), LEAD)
    hand.save()
    hand.edit(hand.part("Key points"))
    hand.write(hand.field("lines"), KEY_POINTS)
    hand.save()


def publish(hand: Hand) -> None:
    """Under its topic, with a reason for what has not been confirmed point by point."""
    steps.room(hand, "About")
    hand.choose(hand.page.locator("#topic"), steps.TOPIC)
    hand.press(hand.page.get_by_role("button", name=ja("Save"), exact=True))
    steps.room(hand, "Publishing")
    reason = hand.page.locator(".finding-warning").get_by_role("textbox")
    expect(reason).to_have_count(1)
    hand.write(reason, "三人で読み合わせました")
    hand.press(hand.page.get_by_role("button", name=ja("Publish or schedule")))
    expect(hand.page.get_by_text(ja("Published. Readers see it from now on."))).to_be_visible()


def test_three_links_become_a_public_digest(
    at_the_desk: tuple[Visitor, str], record_property: Callable[[str, object], None]
) -> None:
    visitor, press = at_the_desk
    hand = Hand(visitor.page())
    steps.sign_in(hand)
    hand.begin_to_count()
    seconds = gather(hand, press)
    write_the_sections(hand)
    write_the_opening(hand)
    publish(hand)
    record_property("counted", f"{hand.tally}; the machine needed {seconds:.1f} s to read three pages")
    assert hand.tally.total < 40
    steps.look(hand, "/")
    hand.press(hand.page.locator(".lead-title a"))
    main = hand.page.locator("main")
    expect(main.locator("h1")).to_have_text(TITLE)
    expect(main.locator("details.card")).to_have_count(3)
    expect(main.locator("details.card .ticks > li")).to_have_count(3)
    expect(main.locator(".meta")).to_contain_text("3媒体")
    expect(main.locator(".passage").first).to_contain_text("百二十億円")
