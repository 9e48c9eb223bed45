"""axe finds nothing to object to, in light and in dark, on a phone and on a desk."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.browsers import DESKTOP, PHONE, Visitor
from tests.support.crawl import LOST
from tests.support.programs import module

PAGES = {
    "home": "/",
    "article": "/articles/new-banknotes",
    "later page": "/articles/low-latitude-aurora/2",
    "all pages in one": "/articles/leap-second/all",
    "archive": "/archive",
    "topic": "/topics/living",
    "search": "/search?q=お札",
    "search that finds nothing": "/search?q=紅菓&topic=nature&since=yesterday",
    "menu page": "/menu",
    "saved": "/saved",
    "offline": "/offline",
    "lost": LOST,
}
BROKEN = """<!doctype html><title></title><body><h3>見出し</h3><img src="a.png"><input>
<p style="color: #aaa; background: #fff">うすい字</p><a href="/"></a><div role="button"></div>"""


def violations(page: Page) -> list[str]:
    """What axe objects to on `page`, with the elements."""
    # A script element would be stopped by the content security policy; evaluating is not.
    page.evaluate(module("axe-core/axe.min.js").read_text("utf-8") + ";0")
    result: dict[str, Any] = page.evaluate("axe.run(document)")
    return [f"{each['id']}: {node['html'][:200]}" for each in result["violations"] for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(visitor: Visitor, name: str, scheme: str) -> None:
    visitor.expected.add(404)
    page = visitor.page(PHONE, color_scheme=scheme)
    page.goto(PAGES[name])
    found = violations(page)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    assert found + violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_menu_and_its_suggestions(visitor: Visitor, scheme: str) -> None:
    page = visitor.page(color_scheme=scheme)
    page.goto("/")
    page.locator(".menu-opener").click()
    field = page.get_by_role("dialog").get_by_role("combobox")
    field.wait_for()
    found = violations(page)
    field.press_sequentially("の")
    page.locator(".suggestion").first.wait_for()
    field.press("ArrowDown")
    assert found + violations(page) == []


def test_axe_objects_to_a_broken_page(visitor: Visitor) -> None:
    page = visitor.page()
    page.set_content(BROKEN)
    found = {each.partition(":")[0] for each in violations(page)}
    assert {"document-title", "html-has-lang", "image-alt", "label", "link-name", "color-contrast"} <= found
