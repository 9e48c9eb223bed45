"""Writing on the canvas in a real browser: in place, by keys alone, without script, and in trouble."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from digest.domain.part import part_of, part_text
from digest.domain.sign_in import SignIn
from digest.domain.source import Source
from digest.store import writing
from tests.support import browsers, servers, sites
from tests.support.browsers import ja
from tests.support.editing import click_within
from tests.support.part_forms import a_draft, tree_of
from tests.support.people import COOKIE, a_user

LONG = "国立印刷局は、見る角度を変えると肖像の向きが変わって見える3Dホログラムを採用しました。"


class Desk:
    """A site with one draft on it, and people who sign in there."""

    def __init__(self, app: Flask, address: str, number: int) -> None:
        self.app = app
        self.address = address
        self.path = f"/editor/articles/{number}"
        self.number = number

    def let_in(self, page: Page, name: str = "editor") -> Page:
        """Sign in the user `name` in the browser of `page`."""
        with self.app.app_context():
            user = a_user(name)
            with writing() as session:
                secret = SignIn.begin(session, session.merge(user), self.app.extensions["digest"].clock())
        page.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])
        return page

    def read(self, text: str) -> None:
        """Let `text` be what was read of the source of the card."""
        with self.app.app_context(), writing() as session:
            source = Source.cited_by(session, tree_of(self.app, self.number).cards()[0])
            assert source
            source.text = text

    def show_out(self) -> None:
        """End every session."""
        with self.app.app_context(), writing() as session:
            session.query(SignIn).delete()

    def words(self, part: str) -> str:
        """What a part of the draft says now."""
        return part_text(part_of(tree_of(self.app, self.number), part))

    def order(self) -> list[str]:
        """The names of the blocks of the first section."""
        return [block.id for block in tree_of(self.app, self.number).pages[0].sections[0].blocks]


@pytest.fixture(scope="module")
def served(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """One site for all of these tests: a server takes longer to start than a journey."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("writing") / "instance"))
    with sites.site(folder) as app, servers.serving(folder) as address:
        yield app, address


@pytest.fixture
def desk(served: tuple[Flask, str], request: pytest.FixtureRequest) -> Desk:
    """A draft of its own for each test."""
    app, address = served
    return Desk(app, address, a_draft(app, slug=f"draft-{request.node.name.replace('_', '-')}"[:80]))


@pytest.fixture
def visitor(browser: Browser, desk: Desk) -> Iterator[browsers.Visitor]:
    with browsers.visiting(browser, desk.address) as visitor:
        yield visitor


@pytest.fixture
def page(visitor: browsers.Visitor, desk: Desk) -> Page:
    """An editor's canvas."""
    page = desk.let_in(visitor.page())
    page.goto(desk.path)
    return page


@pytest.fixture
def plain_page(visitor: browsers.Visitor, desk: Desk) -> Page:
    """The same without script."""
    page = desk.let_in(visitor.page(java_script_enabled=False))
    page.goto(desk.path)
    return page


def open_part(page: Page, part: str, field: str = "lines") -> Locator:
    """Open the form of a part by mouse; gives one of its fields."""
    click_within(page.locator(f"#part-{part} > .tools > a"), page.locator(f"#part-{part}"))
    # The cursor comes a moment after the form; before that, what is typed elsewhere goes where it goes.
    expect(page.locator(f"#form-{part} [autofocus]")).to_be_focused()
    return page.locator(f"#form-{part} [name={field}]")


def said(page: Page, part: str = "b1") -> Locator:
    return page.locator(f"#status-{part} .part-said")


def test_a_part_is_written_in_its_place_and_saves_itself(page: Page, desk: Desk) -> None:
    field = open_part(page, "b1")
    expect(field).to_be_focused()
    field.fill(LONG)
    expect(said(page)).to_contain_text("保存しました")
    assert LONG in desk.words("b1")
    field.press("End")
    field.press_sequentially("続き")
    page.locator("#form-b1").get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#part-b1 .balloon")).to_have_text(f"{LONG}続き")
    expect(page.locator("#part-b1")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_what_is_typed_the_moment_a_form_comes_is_saved_too(page: Page, desk: Desk) -> None:
    page.evaluate(
        """() => document.addEventListener("htmx:afterSwap", function type() {
            const field = document.querySelector("#form-b1 [name=lines]");
            if (!field) return;  // Other pieces of the page come too: who else is here, for one.
            document.removeEventListener("htmx:afterSwap", type);
            field.value = "すぐに打ちました。";
            field.dispatchEvent(new Event("input", { bubbles: true }));
        })"""
    )
    open_part(page, "b1")
    expect(said(page)).to_contain_text("保存しました")
    assert "すぐに打ちました。" in desk.words("b1")


def test_saving_leaves_every_other_form_as_it_is(page: Page, desk: Desk) -> None:
    other = open_part(page, "b2", "text")
    other.fill("書きかけ")
    open_part(page, "b1").fill(LONG)
    page.locator("#form-b1 .part-next").click()
    expect(page.locator("#form-c1 [name=url]")).to_be_focused()
    expect(other).to_have_value("書きかけ")
    page.locator("#part-b3").hover()
    page.locator("#part-b3 [name=up]").click()
    page.locator("#part-b3 [name=up]").click()
    expect(page.locator(".section .part").nth(2)).to_have_id("part-b3")
    expect(other).to_have_value("書きかけ")
    assert desk.order()[:3] == ["b1", "b3", "c1"]


def test_the_canvas_is_worked_by_keys_alone(page: Page, desk: Desk) -> None:
    page.locator("#part-b1").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#announcer")).to_have_text("コメントを下へ動かしました")
    expect(page.locator("#part-b1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#form-b1 [name=lines]")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("打ち直しました。")
    page.keyboard.press("Escape")
    expect(page.locator("#part-b1 .balloon")).to_have_text("打ち直しました。")
    expect(page.locator("#part-b1")).to_be_focused()
    page.locator("#part-b1 > .plus").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#part-b1 > .plus")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    new = page.locator("[name=speaker]")
    expect(new).to_be_focused()
    page.keyboard.insert_text("葉一")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("足しました。")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-b2 [name=text]")).to_be_focused()
    assert desk.order()[:2] == ["c1", "b1"]
    assert "足しました。" in desk.words(desk.order()[2])
    page.keyboard.press("Escape")
    expect(page.locator("#part-b2")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_passage_is_found_in_the_source_and_attached(page: Page, desk: Desk) -> None:
    sentence = "数字は前より大きくなった。"
    desk.read(f"新しいお札の話。{sentence}ほかの文。")
    field = open_part(page, "c1", "passage-v2")
    page.locator("#form-c1 .card-passages > summary").press("Enter")
    page.locator("#form-c1 .passage-ways a").last.press("Enter")
    expect(page.locator("#found-c1 [type=search]")).to_be_focused()
    expect(page.locator("#found-c1 blockquote")).to_have_text([sentence])
    page.locator("#found-c1 .found-one button").press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value(sentence)
    expect(said(page, "c1")).to_contain_text("保存しました")
    assert tree_of(desk.app, desk.number).cards()[0].points[1].passage == sentence


def test_a_statement_is_confirmed_where_it_stands(page: Page, desk: Desk) -> None:
    page.locator("#findings").get_by_role("link", name=ja("Support")).click()
    expect(page.locator("#cover-sum b").first).to_have_text("0")
    page.locator("#row-k1").get_by_role("button").press("Enter")
    expect(page.locator("#cover-sum b").first).to_have_text("1")
    expect(page.locator("#row-k1")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text(ja("Confirmed."))


def test_what_is_deleted_comes_back_by_one_click(page: Page, desk: Desk) -> None:
    page.locator("#part-b2").hover()
    page.locator("#part-b2 [formaction$=deletions]").click()
    expect(page.locator(".deleted")).to_be_focused()
    expect(page.locator("#part-b2")).to_have_count(0)
    page.locator(".deleted").get_by_role("button", name="元に戻す").click()
    expect(page.locator("#part-b2")).to_be_focused()
    expect(page.locator(".deleted")).to_have_count(0)
    assert desk.order()[2] == "b2"


def test_a_session_that_ends_while_somebody_types_costs_nothing(
    page: Page, desk: Desk, visitor: browsers.Visitor
) -> None:
    visitor.expected.update((401, 403))
    field = open_part(page, "b1")
    field.fill("始め。")
    expect(said(page)).to_contain_text("保存しました")
    desk.show_out()
    field.press("End")
    field.press_sequentially(LONG)
    expect(said(page).get_by_role("link")).to_have_attribute("target", "_blank")
    field.press_sequentially("もっと。")
    desk.let_in(page)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(said(page)).to_contain_text("保存しました")
    expect(field).to_have_value(f"始め。{LONG}もっと。")
    assert f"始め。{LONG}もっと。" in desk.words("b1")


def test_without_a_connection_the_text_waits_in_the_form(
    page: Page, desk: Desk, visitor: browsers.Visitor
) -> None:
    field = open_part(page, "b1")
    page.context.set_offline(True)
    field.fill(LONG)
    expect(said(page)).to_contain_text("接続がありません")
    visitor.troubles.clear()
    page.context.set_offline(False)
    expect(said(page)).to_contain_text("保存しました")
    assert LONG in desk.words("b1")


def test_what_was_not_saved_is_offered_on_return(page: Page, desk: Desk) -> None:
    page.route(
        "**/parts/b1", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    open_part(page, "b1").fill(LONG)
    again = page.context.new_page()
    page.close()
    again.goto(desk.path)
    notice = again.locator("#kept-b1")
    expect(notice).to_contain_text(LONG)
    notice.get_by_role("button", name="フォームに戻す").click()
    expect(again.locator("#form-b1 [name=lines]")).to_have_value(LONG)
    expect(said(again)).to_contain_text("保存しました")
    assert LONG in desk.words("b1")
    again.reload()
    expect(again.locator("#part-b1 .balloon")).to_be_visible()
    expect(again.locator("#kept-b1")).to_have_count(0)


def test_two_people_on_one_part_see_both_texts(page: Page, desk: Desk, visitor: browsers.Visitor) -> None:
    visitor.expected.add(409)
    other = desk.let_in(visitor.page(), "colleague")
    other.goto(desk.path)
    mine, theirs = open_part(page, "b1"), open_part(other, "b1")
    theirs.fill("同僚の文章です。")
    expect(said(other)).to_contain_text("保存しました")
    mine.fill("わたしの文章です。")
    expect(said(page)).to_contain_text("ほかの人が先に")
    expect(mine).to_have_value("わたしの文章です。")
    said(page).get_by_role("button").click()
    expect(page.locator(".conflict")).to_contain_text("同僚の文章です。")
    expect(page.locator(".conflict")).to_contain_text("わたしの文章です。")
    assert "同僚の文章です。" in desk.words("b1")
    page.locator(".conflict").get_by_role("button", name="自分の文章にする").click()
    expect(page.locator("#part-b1 .balloon")).to_have_text("わたしの文章です。")
    assert "わたしの文章です。" in desk.words("b1")


def test_the_other_text_can_be_taken(page: Page, desk: Desk, visitor: browsers.Visitor) -> None:
    visitor.expected.add(409)
    other = desk.let_in(visitor.page(), "colleague")
    other.goto(desk.path)
    mine, theirs = open_part(page, "b1"), open_part(other, "b1")
    theirs.fill("同僚の文章です。")
    expect(said(other)).to_contain_text("保存しました")
    mine.fill("わたしの文章です。")
    page.locator("#form-b1").get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("link", name="相手の文章にする").click()
    expect(page.locator("#part-b1 .balloon")).to_have_text("同僚の文章です。")
    page.goto(f"{desk.path}/deletions")
    expect(page.locator("main")).to_contain_text("わたしの文章です。")


def test_without_script_every_tool_is_a_form(plain_page: Page, desk: Desk) -> None:
    page = plain_page

    def clicked(selector: str) -> None:
        page.locator(selector).click()

    page.locator("#part-b1").hover()
    clicked("#part-b1 [name=down]")
    assert desk.order()[:2] == ["c1", "b1"]
    page.locator("#part-b1").hover()
    clicked("#part-b1 > .tools > a")
    page.locator("[name=lines]").fill(LONG)
    clicked(".part-next")
    expect(page.locator("[name=text]")).to_have_value("段落です。")
    clicked(".part-close")
    page.locator("#part-b2").hover()
    clicked("#part-b2 [formaction$=deletions]")
    clicked("#texts [name=deletion]")
    page.locator("#part-b2").hover()
    clicked("#part-b2 > .plus")
    clicked("[name=kind][value=quote]")
    page.locator("[name=text]").fill("引用です。")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".quote").first).to_contain_text("引用です。")
    assert LONG in desk.words("b1")


def test_the_page_beside_the_canvas_follows_each_save(page: Page) -> None:
    page.locator(".beside-opener").click()
    proof = page.frame_locator(".beside-frame")
    expect(proof.locator("h1")).to_be_visible()
    open_part(page, "lead", "text").fill(LONG)
    # The pause after typing, the save and the page itself come one after the other.
    expect(proof.locator(".article-lead")).to_have_text(LONG, timeout=browsers.TIMEOUT_MS)
