"""The life of a digest at the desk, step by step: by mouse, by keyboard or without script, as the hand is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, expect

from digest.domain import accounts
from digest.domain.topic import Topic
from digest.domain.user import Role
from digest.store import writing
from tests.support import servers, sites
from tests.support.browsers import ja
from tests.support.editing import Hand
from tests.support.factories import a_picture

EMAIL, PASSWORD, TOPIC = "kikuno@example.jp", "深海の地図を描く十五文字の合言葉", "自然と科学"
TITLE = "海の底の地図はどこまで描けた？"
LEAD = "海底の四分の一ほどが、ようやく詳しい地図になりました。残りをどう測るのかを整理します。"
POINTS = "海底の地図は全体の約四分の一まで進みました。[1]\n残りの海は無人の船が音で測ります。[2]"
CORRECTION = "割合を最新の発表に合わせました。"
REASON = "もとの発表が取り消されたため、この記事も取り下げます。"
SOURCES = (
    (
        "海底地形の国際計画",
        "海洋研究所",
        "海底の地図は全体の四分の一まで進みました。\n二〇三〇年までに全海底を測る計画です。",
    ),
    ("無人の船による測量", "海の新聞", "残りの海は無人の船が音で測ります。\n人の乗る船より安い。"),
    ("津波の予測と海底の形", "防災だより", "海底の形が分かると津波の予測が正確になります。"),
)
PICTURE: dict[str, object] = {"name": "sea.png", "mimeType": "image/png", "buffer": a_picture(colour="navy")}


@contextmanager
def desk(folder: Path, language: str = "", **changes: str) -> Iterator[str]:
    """The address of the empty site in `folder`, with one topic and one editor who has a password.

    `changes` are its settings.
    """
    with sites.site(folder) as app, app.app_context(), writing() as session:
        session.add(Topic(name=TOPIC, slug="nature", sign="海"))
        user = accounts.add(session, EMAIL, "秋山 菊乃", Role.EDITOR, datetime.now(UTC))
        accounts.choose_password(session, user, PASSWORD)
        user.language = language
    with servers.serving(folder, **changes) as address:
        yield address


def sign_in(hand: Hand) -> None:
    """By the form, with a password."""
    hand.page.goto("/session/new")
    hand.write(hand.page.locator("#email"), EMAIL)
    hand.write(hand.page.locator("#password"), PASSWORD)
    hand.press(hand.page.get_by_role("main").get_by_role("button"))
    expect(hand.page).to_have_url(re.compile("/editor/$"))


def begin(hand: Hand, title: str = TITLE) -> None:
    """A new article from scratch."""
    hand.press(hand.page.locator(".desk-top a.button"))
    hand.write(hand.page.locator("#title"), title)
    hand.choose(hand.page.locator("#topic"), TOPIC)
    hand.press(hand.page.get_by_role("button", name=ja("Begin"), exact=True))
    expect(hand.page.locator("#canvas")).to_be_visible()


def room(hand: Hand, name: str) -> None:
    """Go to a room of the article by the bar."""
    hand.press(hand.page.locator(".bar-rooms").get_by_role("link", name=ja(name), exact=True))
    expect(hand.page.locator(".bar-rooms [aria-current]")).to_have_text(ja(name))


def write_the_opening(hand: Hand) -> None:
    """Picture and introduction. The lead and the words for the picture are forgotten."""
    hand.edit(hand.part("Main picture"))
    hand.upload(PICTURE)
    hand.write(hand.field("picture_credit"), "本紙")
    hand.choose(hand.field("picture_rights"), ja("Own work"))
    hand.onwards("lines")
    hand.onwards("text")
    hand.write(hand.field("text"), "それでは、海の底を順に見ていきましょう。")
    hand.save()


def write_a_section(hand: Hand, after: Locator, heading: str, question: str, answer: str) -> Locator:
    """A section with its question and its answer, behind another part."""
    hand.add("Heading", after)
    hand.write(hand.field("heading"), heading)
    hand.write(hand.field("question"), question)
    hand.write(hand.field("answer"), answer)
    hand.save()
    return hand.part("Heading", heading)


def write_a_comment(hand: Hand, after: Locator, speaker: str, words: str) -> Locator:
    """Something that somebody says."""
    hand.add("Comment", after)
    hand.write(hand.field("speaker"), speaker)
    hand.write(hand.field("lines"), words)
    hand.save()
    return hand.part("Comment", speaker)


def write_a_card(
    hand: Hand, after: Locator, title: str, publisher: str, points: str, published: str = ""
) -> Locator:
    """The summary of a source."""
    hand.add("Summary card", after)
    hand.write(hand.field("url"), f"https://example.jp/{'dated' if published else 'undated'}")
    hand.write(hand.field("title"), title)
    hand.write(hand.field("publisher"), publisher)
    if published:
        hand.write(hand.field("published"), published)
    hand.write(hand.field("points"), points)
    hand.save()
    return hand.part("Summary card", title)


def write_the_text(hand: Hand) -> None:
    """Two pages with three sections, two cards, two comments and a text; then the key points."""
    part = write_a_section(
        hand, hand.part("Introduction"), "測量の現在地", "どこまで測れた？", "約四分の一です。"
    )
    part = write_a_comment(hand, part, "菊子", "まだそれだけなのですね。\n月の地図より粗いと聞きます。")
    part = write_a_card(
        hand,
        part,
        "海底地形の国際計画",
        "海洋研究所",
        "二〇三〇年までに全海底を測る計画。\n測り終えたのは二五％ほど。",
        "2026-06-20",
    )
    part = write_a_section(hand, part, "測り方", "なぜ音で測る？", "光は深くまで届きません。")
    part = write_a_card(
        hand, part, "無人の船による測量", "海の新聞", "無人の船が音で海底を測る。\n人の乗る船より安い。"
    )
    hand.add("Page", part)
    hand.write(hand.field("title"), "地図は何の役に立つ？")
    hand.save()
    part = write_a_section(
        hand, hand.part("Page", "地図は"), "地図の使い道", "誰が使う？", "津波の予測に使います。"
    )
    hand.add("Text", part)
    hand.write(
        hand.field("text"), "海底の形が分かると、津波が**どこへ**どれほどの速さで届くかを計算できます。"
    )
    hand.save()
    write_a_comment(hand, hand.part("Text"), "栄一", "暮らしにも関わるのですね。")
    hand.edit(hand.part("Key points"))
    hand.write(hand.field("lines"), POINTS)
    hand.save()


def see_what_is_missing(hand: Hand) -> None:
    """The checklist names what was forgotten, and the article cannot be published."""
    room(hand, "Publishing")
    errors = hand.page.locator(".finding-error")
    expect(errors).to_have_count(2)
    expect(errors.first).to_contain_text(ja("The lead is missing"))
    expect(errors.last).to_contain_text(ja("The picture has no alternative text"))
    expect(hand.page.get_by_role("button", name=ja("Publish or schedule"))).to_have_count(0)


def repair(hand: Hand) -> None:
    """Both errors are mended by way of the checklist, until only a warning is left."""
    hand.press(hand.page.locator(".finding-error").first.get_by_role("link", name=ja("Mend it")))
    hand.see_the_form()
    hand.write(hand.field("text"), LEAD)
    hand.save()
    room(hand, "Publishing")
    hand.press(hand.page.locator(".finding-error").first.get_by_role("link", name=ja("Mend it")))
    hand.see_the_form()
    hand.write(hand.field("picture_alt"), "暗い海の色")
    hand.save()


def preview(hand: Hand) -> None:
    """The page as readers will get it, on a phone and on a desktop."""
    room(hand, "Preview")
    for frame in ("phone", "desktop"):
        shown: FrameLocator = hand.page.frame_locator(f".preview-{frame} iframe")
        expect(shown.locator(".article-lead")).to_have_text(LEAD)
        expect(shown.locator("details.card")).to_have_count(2)


def publish(hand: Hand) -> None:
    """With a reason for the one card that has no date."""
    room(hand, "Publishing")
    expect(hand.page.locator(".finding-error")).to_have_count(0)
    reason = hand.page.locator(".finding-warning").get_by_role("textbox")
    expect(reason).to_have_count(1)
    hand.write(reason, "もとの記事に日付がない")
    hand.press(hand.page.get_by_role("button", name=ja("Publish or schedule")))
    expect(hand.page.get_by_text(ja("Published. Readers see it from now on."))).to_be_visible()


def look(hand: Hand, place: str) -> int:
    """Look at a public page as it is now, not as the browser has kept it; the status of the answer."""
    hand.page.goto(place)
    answer = hand.page.reload()
    return answer.status if answer else 0


def find_it(hand: Hand) -> str:
    """On the home page, as a reader; the address of the digest."""
    look(hand, "/")
    expect(hand.page.locator(".lead-story img")).to_be_visible()
    hand.press(hand.page.locator(".lead-title a"))
    main = hand.page.locator("main")
    expect(main.locator("h1")).to_have_text(TITLE)
    expect(main.get_by_role("heading", name="測り方")).to_be_visible()
    expect(main.locator(".key-points li")).to_have_count(2)
    expect(main.locator("details.card")).to_have_count(2)
    hand.press(main.locator("a[rel=next]"))
    expect(main.get_by_text("津波が")).to_be_visible()
    return hand.page.url.removesuffix("/2")


def open_it_again(hand: Hand) -> None:
    """From the list of the desk."""
    hand.page.goto("/editor/")
    hand.press(hand.page.locator(".desk-row-title").get_by_role("link", name=TITLE))
    expect(hand.page.locator("#canvas")).to_be_visible()
    # Everything was saved: the browser has nothing to give back.
    expect(hand.page.locator(".unsaved")).to_have_count(0)


def correct(hand: Hand) -> None:
    """A number was wrong: readers are told what it said, what it says now, and why."""
    open_it_again(hand)
    hand.edit(hand.part("Lead"))
    hand.write(hand.field("text"), LEAD.replace("四分の一", "三割"))
    hand.save()
    room(hand, "Publishing")
    hand.pick(hand.page.get_by_role("radio", name=ja("Correction"), exact=True))
    hand.write(hand.page.locator("#note"), CORRECTION)
    hand.press(hand.page.get_by_role("button", name=ja("Publish or schedule")))
    expect(hand.page.get_by_text(ja("Published. Readers see it from now on."))).to_be_visible()


def see_the_correction(hand: Hand, address: str) -> None:
    """At the head of the digest, and among all corrections."""
    for place in (address, "/corrections"):
        look(hand, place)
        note = hand.page.locator(".note-correction")
        expect(note).to_contain_text(CORRECTION)
        expect(note.locator("dd").first).to_contain_text("四分の一")
        expect(note.locator("dd").last).to_contain_text("三割")


def withdraw(hand: Hand) -> None:
    """With a reason for readers."""
    open_it_again(hand)
    room(hand, "Publishing")
    hand.press(hand.page.locator("summary", has_text=ja("Withdraw it")))
    hand.write(hand.page.locator("#reason"), REASON)
    hand.press(hand.page.get_by_role("button", name=ja("Withdraw the digest")))
    expect(hand.page.get_by_text(ja("Withdrawn. Its address now tells readers the reason."))).to_be_visible()


def see_that_it_is_gone(hand: Hand, address: str) -> None:
    """410 with the reason, and not on the home page."""
    assert look(hand, address) == 410
    expect(hand.page.locator("main")).to_contain_text(REASON)
    assert look(hand, "/") == 200
    expect(hand.page.get_by_text(TITLE)).to_have_count(0)


def to_publication(hand: Hand) -> None:
    """From the desk to a public digest."""
    begin(hand)
    write_the_opening(hand)
    write_the_text(hand)
    see_what_is_missing(hand)
    repair(hand)
    preview(hand)
    publish(hand)


def to_withdrawal(hand: Hand) -> None:
    """From the public digest to one that is gone."""
    address = find_it(hand)
    correct(hand)
    see_the_correction(hand, address)
    withdraw(hand)
    see_that_it_is_gone(hand, address)


def from_three_sources(hand: Hand) -> None:
    """The short way to a digest of three sources with a picture: each part is added behind the open one."""
    begin(hand)
    hand.edit(hand.part("Lead"))
    hand.write(hand.field("text"), LEAD)
    hand.onwards("picture_alt")
    hand.upload(PICTURE)
    hand.write(hand.field("picture_alt"), "暗い海の色")
    hand.write(hand.field("picture_credit"), "本紙")
    hand.choose(hand.field("picture_rights"), ja("Own work"))
    hand.onwards("lines")
    hand.write(
        hand.field("lines"),
        "海底の地図は全体の約四分の一まで進みました。\n残りの海は無人の船が音で測ります。",
    )
    hand.onwards("text")
    hand.write(hand.field("text"), "それでは、海の底を順に見ていきましょう。")
    hand.add("Heading", hand.opened)
    hand.write(hand.field("heading"), "測量の現在地")
    hand.write(hand.field("question"), "どこまで測れた？")
    hand.write(hand.field("answer"), "約四分の一です。")
    for number, (title, publisher, points) in enumerate(SOURCES, start=1):
        hand.add("Summary card", hand.opened)
        hand.write(hand.field("url"), f"https://example.jp/{number}")
        hand.write(hand.field("title"), title)
        hand.write(hand.field("publisher"), publisher)
        hand.write(hand.field("published"), f"2026-06-2{number}")
        hand.write(hand.field("points"), points)
    hand.add("Comment", hand.opened)
    hand.write(hand.field("speaker"), "菊子")
    hand.write(hand.field("lines"), "まだそれだけなのですね。")
    hand.save()
    room(hand, "Publishing")
    hand.press(hand.page.get_by_role("button", name=ja("Publish or schedule")))
    expect(hand.page.get_by_text(ja("Published. Readers see it from now on."))).to_be_visible()
