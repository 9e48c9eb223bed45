"""The pages of the made-up press are read to what they say: expected and obtained, page by page."""

import urllib.request

import pytest

from digest.domain.webpage import read_page
from tests.support.press_site import PAGES, Page, serving_press


def table(page: Page, base: str = "") -> dict[str, object]:
    """What must be read from `page`, by the names of the fields."""
    where = base or page.host
    more = {
        name: value.replace("{base}", where) if isinstance(value, str) else value
        for name, value in page.more.items()
    }
    return {
        "title": page.title,
        "publisher": page.publisher,
        "published": page.published,
        "canonical_url": page.canonical_url(base),
        "charset": page.charset,
        **more,
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_is_read_to_what_it_says(page: Page) -> None:
    read = read_page(page.body(), page.content_type, page.host + page.path)
    expected = table(page)
    assert {name: getattr(read, name) for name in expected} == expected
    assert [sentence for sentence in page.has if sentence not in read.text] == []
    assert [words for words in page.lacks if words in read.text] == []


def test_there_are_enough_pages_and_each_has_an_address_of_its_own() -> None:
    assert len(PAGES) >= 44
    assert len({page.path for page in PAGES}) == len(PAGES)


def test_the_press_is_served_as_it_is() -> None:
    page = next(page for page in PAGES if page.path == "/sjis.html")
    with serving_press([page]) as base, urllib.request.urlopen(base + page.path, timeout=10) as answer:
        read = read_page(answer.read(), answer.headers["Content-Type"], base + page.path)
    assert (read.title, read.publisher, read.canonical_url) == (
        page.title,
        page.publisher,
        page.canonical_url(base),
    )
