"""Saved digests are read where there is no network, and say so; what the network says always comes first."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from digest.domain.article import Article
from digest.domain.publishing import withdraw
from digest.store import writing
from digest.web.printing import SitePress
from tests.journeys.test_saved import save, titles
from tests.support import browsers, servers, sites
from tests.support.browsers import ja
from tests.support.factories import NOW, an_article

KEPT = "caches.keys().then(all => all.filter(name => name.startsWith('digest-')).sort())"
REGISTERED = "navigator.serviceWorker.getRegistrations().then(all => all.length)"


@pytest.fixture
def folder(migrated_folder: Path, tmp_path: Path) -> Path:
    """An installation with two digests, one of two pages with a picture."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "instance"))
    with sites.site(folder) as app, app.app_context():
        an_article("one", "一つめの記事", at=NOW, pages=2, sections=2, picture=True)
        an_article("two", "二つめの記事", at=NOW)
    return folder


@pytest.fixture
def port() -> int:
    return servers.free_port()


@pytest.fixture
def reader(browser: Browser, port: int) -> Iterator[browsers.Visitor]:
    """A reader of the site at `port`, whether it is served just now or not."""
    with browsers.visiting(browser, f"http://127.0.0.1:{port}") as visitor:
        yield visitor


def kept(page: Page) -> list[str]:
    """The names of what the browser keeps."""
    names: list[str] = page.evaluate(KEPT)
    return names


def save_and_keep(page: Page, slug: str) -> None:
    """Save a digest and wait until it is kept."""
    save(page, slug)
    expect(page.locator("#announcer")).to_have_text(ja("It can be read offline."))


def test_a_saved_digest_is_read_offline(
    folder: Path, port: int, reader: browsers.Visitor, size: dict[str, int]
) -> None:
    page = reader.page(size)
    with servers.serving(folder, port=port):
        page.goto("/articles/two")
        assert page.evaluate(REGISTERED) == 0
        save_and_keep(page, "one")
        page.goto("/")
        expect(page.locator(".kept-band")).to_have_count(0)
    # Nobody answers any more.
    page.goto("/saved")
    assert titles(page, "saved") == ["one"]
    expect(page.locator("[data-shelf=saved] .shelf-kept")).to_be_visible()
    page.locator("[data-shelf=saved] a").click()
    expect(page.locator("h1")).to_have_text("一つめの記事")
    expect(page.locator(".kept-band")).to_contain_text(ja("Offline"))
    assert page.locator(".kept-band").inner_text().count("年") == 1
    picture = page.locator(".page img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.page img').naturalWidth > 0")
    assert page.evaluate("getComputedStyle(document.querySelector('.site-head')).display") == "flex"
    page.locator("main a[rel=next]").click()
    expect(page.locator("#page-2")).to_be_visible()
    expect(page.locator(".kept-band")).to_be_visible()
    page.goto("/articles/one/all?from=elsewhere")
    expect(page.locator("section.page")).to_have_count(2)
    # What was not saved is not there, and nothing else is shown in its place.
    for address in ("/articles/two", "/", "/search?q=one"):
        page.goto(address)
        expect(page.locator("h1")).to_have_text(ja("No connection"))
        expect(page.locator("[data-shelf=saved] a")).to_have_text("一つめの記事")


def test_the_network_comes_first_and_a_withdrawn_digest_is_forgotten(
    folder: Path, port: int, reader: browsers.Visitor
) -> None:
    reader.expected |= {404, 410}
    page = reader.page()
    with servers.serving(folder, port=port):
        save_and_keep(page, "one")
        save_and_keep(page, "two")
    with sites.site(folder) as app, app.app_context(), writing() as session:
        article = session.scalars(select(Article).where(Article.slug == "one")).one()
        withdraw(session, article, app.extensions["digest"].clock(), SitePress(), "誤りがありました。")
    with servers.serving(folder, port=port):
        for address in ("/articles/one", "/articles/two"):
            page.goto(address)
            page.reload()
            expect(page.locator(".kept-band")).to_have_count(0)
        assert [name for name in kept(page) if "saved" in name] == ["digest-saved-1:two"]
    page.goto("/articles/one")
    expect(page.locator("h1")).to_have_text(ja("No connection"))
    page.goto("/articles/two")
    expect(page.locator(".kept-band")).to_be_visible()


def test_it_can_be_switched_off_and_leaves_nothing(folder: Path, port: int, reader: browsers.Visitor) -> None:
    page = reader.page()
    with servers.serving(folder, port=port):
        save_and_keep(page, "one")
        page.locator("#menu-opener").click()
        page.locator("#menu .offline-switch").click()
        page.wait_for_function(f"{KEPT}.then(names => names.length === 0)")
        page.wait_for_function(f"{REGISTERED}.then(count => count === 0)")
        # The list is still there; only reading offline is not.
        save(page, "two")
        page.goto("/saved")
        assert titles(page, "saved") == ["two", "one"]
        assert kept(page) == []
        assert page.evaluate(REGISTERED) == 0
        # And on again: all that is saved is kept.
        page.locator("#menu-opener").click()
        page.locator("#menu .offline-switch").click()
        page.wait_for_function(f"{KEPT}.then(names => names.length === 3)")


def test_a_new_version_clears_what_the_old_one_kept_and_the_desk_is_left_alone(
    folder: Path, port: int, reader: browsers.Visitor
) -> None:
    page = reader.page()
    with servers.serving(folder, port=port):
        page.goto("/")
        page.evaluate("caches.open('digest-shell-of-old').then(() => caches.open('of-somebody-else'))")
        save_and_keep(page, "one")
        names = kept(page)
        assert len(names) == 2
        assert names[0] == "digest-saved-1:one"
        assert names[1] != "digest-shell-of-old"
        assert page.evaluate("caches.has('of-somebody-else')")
        page.goto("/session/new")
        page.goto("/editor/")
        addresses: list[str] = page.evaluate(
            """caches.keys().then(names => Promise.all(names.map(name => caches.open(name))))
               .then(all => Promise.all(all.map(cache => cache.keys())))
               .then(all => all.flat().map(request => new URL(request.url).pathname))"""
        )
        assert {"/articles/one", "/articles/one/2", "/articles/one/all", "/offline"} <= set(addresses)
        assert not [each for each in addresses if each.startswith(("/editor", "/session", "/preview"))]
        page.goto("/saved")
        page.locator("[data-shelf=saved] .shelf-drop").click()
        page.wait_for_function(f"{KEPT}.then(names => names.length === 1)")
