"""The shape of the pages: nothing is wider than the window, and a first visit is light."""

import pytest
from playwright.sync_api import Page

from tests.support.browsers import Visitor

PATHS = (
    "/",
    "/articles/new-banknotes",
    "/articles/low-latitude-aurora/2",
    "/articles/mauna-loa-co2",
    "/articles/leap-second/all",
    "/topics/science",
    "/archive",
    "/search?q=お札",
    "/menu",
    "/saved",
    "/offline",
    "/corrections",
    "/nothing-here",
)
# 320 is a phone of 640 px at 200 % zoom, and the width that WCAG 1.4.10 asks for.
WIDTHS = (320, 390, 820, 1440)
FIRST_VISIT = 60 * 1024


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_window(visitor: Visitor, path: str) -> None:
    visitor.expected.add(404)
    page = visitor.page()
    page.goto(path)
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide[width] = page.evaluate("document.documentElement.scrollWidth")
    assert wide == {width: width for width in WIDTHS}


def test_everything_fits_with_the_largest_text(visitor: Visitor) -> None:
    page = visitor.page({"width": 390, "height": 844})
    page.goto("/articles/new-banknotes")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_first_visit_is_light(visitor: Visitor) -> None:
    page: Page = visitor.page()
    page.goto("/articles/low-latitude-aurora", wait_until="networkidle")
    sizes: dict[str, int] = page.evaluate(
        """() => Object.fromEntries(performance.getEntries()
            .filter(each => each.encodedBodySize && each.initiatorType !== 'img')
            .map(each => [each.name, each.encodedBodySize]))"""
    )
    assert any("site-" in name and name.endswith(".js") for name in sizes)
    assert sum(sizes.values()) <= FIRST_VISIT, sizes
