"""Text that a reader copies from a rendered page imports back as what it was made from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from digest.commands.demo import FOLDER
from digest.domain.digest_text.reading import read
from digest.domain.tree import Card, Tree
from tests.support.browsers import DESKTOP, PHONE, Visitor

TEXTS = sorted((FOLDER / "articles").glob("*.digest.txt"))


def sections(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """What each section says, wherever it stands."""
    for page in tree.pages:
        for section in page.sections:
            yield section.heading, section.question, section.answer


def cards(tree: Tree) -> Iterator[tuple[object, ...]]:
    """What each card says, with the heading that it stands under."""
    for page in tree.pages:
        for section in page.sections:
            for block in section.blocks:
                if isinstance(block, Card):
                    points = tuple(point.text for point in block.points)
                    yield section.heading, block.title, block.publisher, block.published, block.url, points


def all_of(page: Page, address: str) -> str:
    """The text of an article with every page loaded in place, as a browser copies it."""
    page.goto(address)
    count = 1
    while (way_on := page.locator("main a[rel=next]")).count():
        count += 1
        way_on.press("Enter")
        expect(page.locator(f"#page-{count}")).to_be_visible()
    text: str = page.evaluate("document.body.innerText")
    return text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name.partition(".")[0])
def test_a_copied_digest_imports_back(visitor: Visitor, path: Path) -> None:
    original = read(path.read_bytes()).manuscript
    copied = all_of(visitor.page(DESKTOP), f"/articles/{original.slug}")
    tree = read(copied).manuscript.tree
    assert (tree.title, tree.subtitle, tree.lead) == (
        original.tree.title,
        original.tree.subtitle,
        original.tree.lead,
    )
    assert [point.text for point in tree.key_points] == [point.text for point in original.tree.key_points]
    assert list(sections(tree)) == list(sections(original.tree))
    assert list(cards(tree)) == list(cards(original.tree))


def test_a_digest_copied_from_a_phone_imports_back(visitor: Visitor) -> None:
    original = read((FOLDER / "articles" / "leap-second.digest.txt").read_bytes()).manuscript.tree
    tree = read(all_of(visitor.page(PHONE), "/articles/leap-second")).manuscript.tree
    assert [page.title for page in tree.pages] == [page.title for page in original.pages]
    assert list(sections(tree)) == list(sections(original))
    assert list(cards(tree)) == list(cards(original))
