"""Cards from links in a real browser: pasted, watched while they fill in, tried again, offered in a form."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.test_writing import Desk, open_part
from tests.support import browsers, servers, sites
from tests.support.links import a_page
from tests.support.part_forms import a_draft, tree_of

TITLES = {"/first": "一つ目の記事の題", "/second": "二つ目の記事の題", "/late": "遅れた記事の題"}


class Press:
    """Sites on loopback, each a host of its own; one of them is out of order until `repaired` is set."""

    def __init__(self) -> None:
        self.repaired, self.held = Event(), Event()
        self.held.set()
        self.hosts: dict[str, str] = {}

    def link(self, path: str) -> str:
        return self.hosts[path] + path

    @property
    def allowed(self) -> str:
        return ",".join(sorted(host.removeprefix("http://") for host in self.hosts.values()))


@contextmanager
def serving(press: Press) -> Iterator[Press]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path not in TITLES:
                self._answer(404, b"")
                return
            press.held.wait(browsers.TIMEOUT_MS / 1000)
            if self.path == "/late" and not press.repaired.is_set():
                self._answer(503, b"")
                return
            self._answer(200, a_page(press.link(self.path), TITLES[self.path]).body)

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing is said."""

    running = []
    for at, path in enumerate(TITLES, start=1):
        server = ThreadingHTTPServer((f"127.0.0.{at}", 0), Handler)
        press.hosts[path] = f"http://127.0.0.{at}:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        running.append((server, thread))
    try:
        yield press
    finally:
        press.held.set()
        for server, thread in running:
            server.shutdown()
            server.server_close()
            thread.join()


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with serving(Press()) as running:
        yield running


@pytest.fixture(scope="module")
def served(
    migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory, press: Press
) -> Iterator[tuple[Flask, str]]:
    folder = Path(shutil.copytree(migrated_folder, tmp_path_factory.mktemp("links") / "instance"))
    changes = {"testing": "1", "fetch_allow": press.allowed}
    with sites.site(folder) as app, servers.serving(folder, **changes) as address:
        yield app, address


@pytest.fixture
def desk(served: tuple[Flask, str], press: Press, request: pytest.FixtureRequest) -> Desk:
    press.held.set()
    press.repaired.clear()
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


def links_field(page: Page, part: str = "b1") -> Locator:
    """The field for links behind a part, reached by keys alone."""
    page.locator(f"#part-{part} > .plus").focus()
    page.keyboard.press("Enter")
    summary = page.locator(".links > summary")
    summary.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name=browsers.ja("Links to sources"))
    field.focus()
    return field


def title_of(page: Page, part: str) -> Locator:
    return page.locator(f"#part-{part} .card-title")


def test_pasted_links_fill_in_by_themselves_and_a_failure_can_be_tried_again(
    page: Page, desk: Desk, press: Press
) -> None:
    press.held.clear()
    field = links_field(page)
    page.keyboard.insert_text(
        f"まず{press.link('/first')} と、\n{press.link('/second')}\n\n{press.link('/late')}です。"
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#part-c2")).to_be_focused()
    for name in ("c2", "c3", "c4"):
        expect(page.locator(f"#part-{name} .reading")).to_be_visible()
    expect(page.locator(".kinds")).to_have_count(0)
    assert desk.order()[:5] == ["b1", "c2", "c3", "c4", "c1"]
    suggested = page.locator("#part-c2 .suggestions")
    suggested.locator("summary").first.click()
    expect(suggested.locator(".field-help")).to_be_visible()
    # Somebody goes on meanwhile, where a card is about to fill in.
    field = links_field(page, "c3")
    expect(field).to_have_value("")
    page.keyboard.insert_text("https://")
    press.held.set()
    expect(title_of(page, "c2")).to_have_text(TITLES["/first"])
    expect(title_of(page, "c3")).to_have_text(TITLES["/second"])
    expect(suggested.locator(".suggested-text").first).to_be_visible()
    failed = page.locator("#part-c4 .reading-failed")
    expect(failed).to_contain_text("503")
    expect(field).to_be_focused()
    expect(field).to_have_value("https://")
    page.keyboard.press("Escape")
    expect(page.locator("#part-c3 > .plus")).to_be_focused()
    press.repaired.set()
    page.locator("#part-c4").get_by_role("button", name=browsers.ja("Try again")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#part-c4")).to_be_focused()
    expect(title_of(page, "c4")).to_have_text(TITLES["/late"])
    expect(page.locator("#part-c4")).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text(TITLES["/late"])
    expect(page.locator("#counts")).to_contain_text("4")
    assert [card.title for card in tree_of(desk.app, desk.number).cards()][:3] == list(TITLES.values())


def test_a_form_that_is_open_keeps_what_is_typed_and_is_offered_what_was_read(
    page: Page, desk: Desk, press: Press
) -> None:
    press.held.clear()
    links_field(page)
    page.keyboard.insert_text(f"{press.link('/first')} {press.link('/second')}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#part-c2")).to_be_focused()
    untouched = open_part(page, "c2", "title")
    title = open_part(page, "c3", "title")
    title.fill("わたしの題")
    expect(page.locator("#status-c3 .part-said")).to_contain_text("保存しました")
    press.held.set()
    offered = page.locator("#facts-c3")
    use = offered.get_by_role("button").filter(has_text=browsers.ja("Use this"))
    expect(use).to_have_count(4)
    expect(untouched).to_have_value(TITLES["/first"])
    expect(title).to_have_value("わたしの題")
    expect(title).to_be_focused()
    offered.locator("[value=use-publisher]").press("Enter")
    expect(page.locator("#form-c3 [name=publisher]")).to_be_focused()
    expect(page.locator("#form-c3 [name=publisher]")).to_have_value("あさひ新報")
    expect(use).to_have_count(3)
    expect(title).to_have_value("わたしの題")
    page.locator("#form-c2 .part-close").click()
    expect(title_of(page, "c2")).to_have_text(TITLES["/first"])


def test_an_empty_card_reads_the_page_of_the_address_that_is_typed_into_it(
    page: Page, desk: Desk, press: Press
) -> None:
    page.locator("#part-b1 > .plus").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#form-c2 [name=url]")).to_be_focused()
    page.keyboard.insert_text(press.link("/first"))
    page.locator("#facts-c2").get_by_role("button").press("Enter")
    expect(title_of(page, "c2")).to_have_text(TITLES["/first"])
    expect(page.locator("#part-c2")).to_be_focused()


def test_without_script_the_canvas_shows_how_far_it_is_when_it_is_loaded_anew(
    visitor: browsers.Visitor, desk: Desk, press: Press
) -> None:
    press.held.clear()
    page = desk.let_in(visitor.page(java_script_enabled=False))
    page.goto(f"{desk.path}/additions/new?after=b1")
    page.get_by_role("textbox").fill(press.link("/first"))
    page.get_by_role("button", name=browsers.ja("Make cards of the links")).click()
    again = page.locator("#part-c2").get_by_role("link", name=browsers.ja("Look again"))
    expect(again).to_be_visible()
    press.held.set()
    # Each load shows the state at its time: until it is there, somebody loads once more.
    expect(again.or_(title_of(page, "c2").filter(has_text=TITLES["/first"]))).to_be_visible()
    while not title_of(page, "c2").filter(has_text=TITLES["/first"]).count():
        again.click()
