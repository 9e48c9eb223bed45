"""Rules over the data in pages (JSON-LD): that it can be read, and agrees with the page around it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from digest.domain.contract.faults import Breach, Faults
from digest.domain.contract.page import Page

Node = dict[str, Any]
_ARTICLES = ("NewsArticle", "Article")


def readable(page: Page) -> Faults:
    """Every block is JSON."""
    for text in _blocks(page):
        if _read(text) is None:
            yield Breach("The data on the page cannot be read.")


def article(page: Page) -> Faults:
    """A page of a digest has data on that digest which name the same address as its canonical link does."""
    if any(_read(text) is None for text in _blocks(page)):
        return
    nodes = [node for node in _nodes(page) if node.get("@type") in _ARTICLES]
    if len(nodes) != 1:
        yield Breach("There should be data on one digest and there are on %(count)s.", count=len(nodes))
        return
    node = nodes[0]
    whole = node.get("mainEntityOfPage")
    for name, found in (("url", node.get("url")), ("mainEntityOfPage", _id(whole))):
        if found != page.url:
            yield Breach(
                "%(what)s should be %(expected)s and is %(found)s.",
                what=name,
                expected=page.url,
                found=found or "–",
            )
    yield from _said(node, page)
    yield from _crumbs(page)


def _said(node: Node, page: Page) -> Faults:
    for name in ("headline", "image", "author", "publisher"):
        if not node.get(name):
            yield Breach("The data do not say %(what)s.", what=name)
    published, modified = (_instant(node.get(name)) for name in ("datePublished", "dateModified"))
    if not (published and modified) or modified < published:
        yield Breach("The days of publication and of the last change do not fit together.")
    images = node.get("image") or []
    for image in images if isinstance(images, list) else [images]:
        if not str(image).startswith(f"{page.base}/"):
            yield Breach("The data name a picture that is not on this site: %(link)s.", link=image)
    cited = len(node.get("citation") or [])
    listed = sum("source" in element.get("class", "").split() for element in page.named("li"))
    if cited != listed:
        yield Breach(
            "The page has %(listed)s sources and its data name %(cited)s.", listed=listed, cited=cited
        )


def _crumbs(page: Page) -> Faults:
    trails = [node for node in _nodes(page) if node.get("@type") == "BreadcrumbList"]
    for trail in trails:
        last = (trail.get("itemListElement") or [{}])[-1]
        if last.get("item") != page.url:
            yield Breach(
                "%(what)s should be %(expected)s and is %(found)s.",
                what="BreadcrumbList",
                expected=page.url,
                found=last.get("item") or "–",
            )


def pictures(page: Page) -> Iterator[str]:
    """The addresses of pictures in the data on a digest."""
    for node in _nodes(page):
        images = node.get("image") if node.get("@type") in _ARTICLES else None
        yield from map(str, images if isinstance(images, list) else [images] if images else [])


def _blocks(page: Page) -> Iterator[str]:
    for script in page.named("script"):
        if script.get("type") == "application/ld+json":
            yield script.text or ""


def _nodes(page: Page) -> Iterator[Node]:
    for text in _blocks(page):
        data = _read(text)
        if isinstance(data, dict):
            graph = data.get("@graph")
            yield from (
                node for node in (graph if isinstance(graph, list) else [data]) if isinstance(node, dict)
            )


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _id(value: Any) -> Any:
    return value.get("@id") if isinstance(value, dict) else value


def _instant(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None
