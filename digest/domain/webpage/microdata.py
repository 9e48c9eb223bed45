"""What a page says of itself in the attributes of its elements: microdata, and RDFa with the same names."""

from digest.domain.webpage.document import Document, Element, text_of
from digest.domain.webpage.limits import VALUES_MOST

_LINKS = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "object": "data",
}
_TEXT_MOST = 1200
_UP_MOST = 40
# Scopes whose properties are those of something else than the article.
_FOREIGN = (
    "comment",
    "breadcrumblist",
    "listitem",
    "itemlist",
    "imageobject",
    "videoobject",
    "rating",
    "wpheader",
    "wpfooter",
)


def properties(document: Document) -> dict[str, list[str]]:
    """The values of each property of the article; those of its publisher as publisher.name and so on."""
    found: dict[str, list[str]] = {}
    for element in document.properties:
        if element.tag == "meta" and not element.get("itemprop"):
            continue
        owner = _owner(element)
        if owner is None:
            continue
        for name in (element.get("itemprop") or element.get("property") or "")[:200].split():
            values = found.setdefault(_full_name(owner, name), [])
            if len(values) < VALUES_MOST and (value := _value(element)):
                values.append(value)
    return found


def _full_name(owner: str, name: str) -> str:
    name = name.rpartition(":")[2].rpartition("/")[2]
    return f"{owner}.{name}" if owner else name


def _owner(element: Element) -> str | None:
    """The property whose scope `element` is in, empty for the article's own; none for a foreign scope."""
    above = element.getparent()
    for _ in range(_UP_MOST):
        if above is None:
            return ""
        if above.get("itemscope") is not None or above.get("typeof"):
            kind = (above.get("itemtype") or above.get("typeof") or "").lower()
            if kind.endswith(_FOREIGN):
                return None
            return (above.get("itemprop") or above.get("property") or "").rpartition(":")[2].strip()[:50]
        above = above.getparent()
    return ""


def _value(element: Element) -> str:
    if element.get("itemscope") is not None and element.tag != "meta":
        return ""
    said = element.get("content") or element.get("datetime")
    if not said and isinstance(element.tag, str):
        said = element.get(_LINKS.get(element.tag, "content"))
    return (said or text_of(element, _TEXT_MOST)).strip()[:_TEXT_MOST]
