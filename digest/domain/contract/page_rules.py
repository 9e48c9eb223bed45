"""Rules over one page: its head, its headings, its pictures and its ids."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from lxml.html import HtmlElement

from digest.domain.contract import rules
from digest.domain.contract.faults import Breach, Faults, Rule
from digest.domain.contract.page import HEADINGS, Page, words


def language(page: Page) -> Faults:
    """A page names the language of its frame."""
    if not page.root.get("lang"):
        yield Breach("The page does not name its language.")


def title(page: Page) -> Faults:
    """One title, and something in it."""
    if len(page.titles) != 1:
        yield Breach("There should be one title and there are %(count)s.", count=len(page.titles))
    elif not page.titles[0]:
        yield Breach("The title is empty.")


def description(page: Page) -> Faults:
    """One description, and something in it."""
    said = page.meta.get("description", [])
    if len(said) != 1 or not said[0].strip():
        yield Breach("There should be one description that says something.")


def canonical(page: Page) -> Faults:
    """A page that search engines may list names its one address; one that they may not needs none."""
    if not page.is_listed and all(_within(link, page) for link in page.canonical):
        return
    if page.canonical != [page.url]:
        found = ", ".join(page.canonical) or "–"
        yield Breach("It should name %(expected)s and names %(found)s.", expected=page.url, found=found)


def og_url(page: Page) -> Faults:
    """A link preview leads to the one address."""
    if page.is_listed and (found := page.meta.get("og:url", [])) != [page.url]:
        said = ", ".join(found) or "–"
        yield Breach("It should lead to %(expected)s and leads to %(found)s.", expected=page.url, found=said)


def headings(page: Page) -> Faults:
    """One first heading at the beginning, no level left out on the way down, and none that says nothing."""
    found = list(page.named(*HEADINGS))
    levels = [int(element.tag[1]) for element in found]
    if levels.count(1) != 1:
        yield Breach("There should be one first heading and there are %(count)s.", count=levels.count(1))
    elif levels[0] != 1:
        yield Breach("The page begins with a heading of level %(level)s.", level=levels[0])
    for before, level in pairwise(levels):
        if level > before + 1:
            yield Breach(
                "A heading of level %(level)s follows one of level %(before)s.", level=level, before=before
            )
    for element in found:
        if not _spoken(element):
            yield Breach("A heading of level %(level)s says nothing.", level=element.tag[1])


def alt(page: Page) -> Faults:
    """Every picture has an alternative text; it is empty where the picture says nothing."""
    for image in page.named("img"):
        if image.get("alt") is None:
            yield Breach("The picture %(picture)s has no alternative text.", picture=image.get("src", ""))


def ids(page: Page) -> Faults:
    """An id names one element."""
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield Breach("The id %(name)s is there %(count)s times.", name=name, count=count)
        elif not name.strip():
            yield Breach("There is an empty id.")


def piece(page: Page) -> Faults:
    """A piece is no whole page, has something in it, and is not listed by search engines."""
    if "noindex" not in page.answer.robots:
        yield Breach("Search engines may list this piece of a page.")
    body = page.answer.body.lower()
    if any(mark in body for mark in (b"<!doctype", b"<html", b"<main", b"<h1")):
        yield Breach("It should be a piece of a page and is a whole one.")


def _spoken(heading: HtmlElement) -> bool:
    return bool(words(heading) or any(image.get("alt") for image in heading.iter("img")))


def _within(link: str, page: Page) -> bool:
    return link.startswith(f"{page.base}/")


ON_PAGES: tuple[tuple[Rule, Callable[[Page], Faults]], ...] = (
    (rules.LANGUAGE, language),
    (rules.TITLE, title),
    (rules.DESCRIPTION, description),
    (rules.CANONICAL, canonical),
    (rules.OG_URL, og_url),
    (rules.HEADINGS, headings),
    (rules.ALT, alt),
    (rules.IDS, ids),
)
ON_PIECES: tuple[tuple[Rule, Callable[[Page], Faults]], ...] = (
    (rules.FRAGMENTS, piece),
    (rules.ALT, alt),
    (rules.IDS, ids),
)
