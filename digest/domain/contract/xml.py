"""XML of the site, read strictly and without leaving the machine."""

from lxml import etree

Element = etree._Element


def parsed(body: bytes) -> Element | None:
    """The root of an XML document; nothing if it is not well formed."""
    try:
        return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def said(element: Element, path: str) -> str:
    """The text at `path`, without the space around it."""
    return (element.findtext(path) or "").strip()
