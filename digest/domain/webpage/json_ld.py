"""What a page says of itself in JSON-LD: the article that it is, and who publishes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from digest.domain.webpage.json_text import values
from digest.domain.webpage.limits import NODES_MOST

Node = dict[str, Any]

# The kinds that are a report, the surest first. Others that end in "Article" count as Article.
_KINDS = (
    "NewsArticle",
    "ReportageNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "Report",
    "TechArticle",
)
_OTHER_KINDS = (
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "CreativeWork",
    "WebPage",
    "ItemPage",
    "AboutPage",
)
# Nested in these is something else than what the page is about.
_ELSEWHERE = frozenset(
    [
        "itemListElement",
        "liveBlogUpdate",
        "comment",
        "hasPart",
        "isPartOf",
        "mentions",
        "citation",
        "publisher",
        "author",
        "creator",
        "image",
        "logo",
        "video",
        "associatedMedia",
        "sameAs",
        "potentialAction",
        "breadcrumb",
        "relatedLink",
        "significantLink",
        "review",
        "offers",
    ]
)
_DEPTH = 8


@dataclass(slots=True)
class Linked:
    """The nodes of all scripts: `articles` best first, and everything that has an @id."""

    articles: list[Node] = field(default_factory=list)
    sites: list[Node] = field(default_factory=list)
    named: dict[str, Node] = field(default_factory=dict)

    def strings(self, name: str) -> Iterator[str]:
        """The texts that the articles have under `name`."""
        for article in self.articles:
            yield from texts(article.get(name))

    def names(self, *properties: str) -> list[str]:
        """The names under the first of `properties` that has any, in the best article that has one."""
        for article in self.articles:
            for name in properties:
                if found := list(self._names(article.get(name), 0)):
                    return found
        return []

    def _names(self, value: object, depth: int) -> Iterator[str]:
        if isinstance(value, str):
            node = self.named.get(value)
            yield from self._names(node, depth + 1) if node and depth < 3 else [value]
        elif isinstance(value, list) and depth < 3:
            for each in value[:10]:
                yield from self._names(each, depth + 1)
        elif isinstance(value, dict):
            if not value.get("name") and isinstance(value.get("@id"), str):
                value = self.named.get(value["@id"], value)
            yield from list(texts(value.get("name") or value.get("legalName")))[:1]


def linked(scripts: list[str], addresses: set[str]) -> Linked:
    """What the scripts say; an article that names one of `addresses` as its own comes first."""
    found = Linked()
    left = NODES_MOST
    for script in scripts:
        for value in values(script):
            for node in _nodes(value, 0):
                if not (left := left - 1):
                    break
                _keep(node, found)
            for node in _described(value):
                found.named.setdefault(node["@id"], node)
    found.articles.sort(key=lambda node: _rank(node, addresses))
    # Of reports there is one; others that a page has in its data are related to it.
    first = found.articles[:1]
    found.articles[1:] = [node for node in found.articles[1:] if _adds_to(first[0], node, addresses)]
    return found


def texts(value: object, depth: int = 0) -> Iterator[str]:
    """The texts of a value: itself, its @value, or those of its members."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, list) and depth < 3:
        for each in value[:10]:
            yield from texts(each, depth + 1)
    elif isinstance(value, dict):
        yield from texts(value.get("@value"), depth + 1) if depth < 3 else ()
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)[:20] if abs(value) < 10**20 else ""


def addresses_of(value: object, depth: int = 0) -> Iterator[str]:
    """The addresses that a value names: itself, its @id or url, or those of its members."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < 3:
        for each in value[:10]:
            yield from addresses_of(each, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        for name in ("url", "contentUrl", "@id"):
            yield from addresses_of(value.get(name), depth + 1)


def types(node: Node) -> list[str]:
    """The types of a node without the address of their vocabulary."""
    said = node.get("@type")
    return [
        each.rpartition("/")[2]
        for each in (said if isinstance(said, list) else [said])
        if isinstance(each, str)
    ]


def _keep(node: Node, found: Linked) -> None:
    kinds = types(node)
    if any(_kind(each) is not None for each in kinds):
        found.articles.append(node)
    if any(each in ("WebSite", "NewsMediaOrganization", "Organization") for each in kinds):
        found.sites.append(node)


def _nodes(value: object, depth: int) -> Iterator[Node]:
    """The nodes of a value that may be what the page is about."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name, each in value.items():
            if name not in _ELSEWHERE and isinstance(each, dict | list):
                yield from _nodes(each, depth + 1)


def _described(value: object, depth: int = 0) -> Iterator[Node]:
    """Every node with an @id that says more than that, wherever it is."""
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        if isinstance(value.get("@id"), str) and len(value) > 1:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value[:NODES_MOST]:
            if isinstance(each, dict | list):
                yield from _described(each, depth + 1)


def _kind(name: str) -> int | None:
    if name in _KINDS:
        return _KINDS.index(name)
    if name.endswith("Article"):
        return _KINDS.index("Article")
    return len(_KINDS) + _OTHER_KINDS.index(name) if name in _OTHER_KINDS else None


def _rank(node: Node, addresses: set[str]) -> tuple[bool, bool, int]:
    kinds = [kind for each in types(node) if (kind := _kind(each)) is not None]
    best = min(kinds, default=99)
    own = any(
        _same(each, addresses)
        for name in ("url", "mainEntityOfPage", "@id")
        for each in addresses_of(node.get(name))
    )
    return best >= len(_KINDS), not own, best


def _adds_to(first: Node, node: Node, addresses: set[str]) -> bool:
    """Whether a node says more of what the first is about: it is no report, or has the page's address."""
    no_report, not_own, _ = _rank(node, addresses)
    return no_report or not not_own or node.get("headline") == first.get("headline")


def _same(address: str, addresses: set[str]) -> bool:
    return address.split("#")[0].split("?")[0].rstrip("/") in addresses
