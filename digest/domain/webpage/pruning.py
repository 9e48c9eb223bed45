"""Takes out of a page what is about other pages: navigation, comments, lists of links, advertising."""

import re
from dataclasses import dataclass

from lxml import etree, html

from digest.domain.webpage.document import UNSEEN, Element, elements
from digest.domain.webpage.limits import ELEMENTS_MOST

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:related|relation|recommend\w*|ranking|rank|comments?|commentlist|disqus\w*|share|sns"
    r"|social|breadcrumbs?|topicpath|pankuzu|sidebar|side|pickup|popular|newsletter|subscribe|banner|advert\w*"
    r"|ad|ads|promo\w*|pagetop|footer|gnav|globalnav|global-nav|menu|kanren|osusume|cookie|outbrain|taboola"
    r"|popin|tags?|taglist|profile|follow)(?:$|[\s_-]|list|box|area|articles?|news|block|section|wrap|nav)",
    re.IGNORECASE,
)
_NOISE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "iframe", "dialog"})
_DROPPED_TAGS = frozenset({"script", "style", "template"})
_KEPT_TAGS = frozenset({"html", "body", "main", "article", "h1", "p", "td", "frameset", "noframes"})
_LISTS = frozenset({"ul", "ol"})
# Of the page, an element that holds more is not beside the report but around it.
_NOISE_MOST = 0.6
# A list is one of links if so much of its text is in them; three are a list.
_LINKED_MOST, _LINKS_LEAST = 0.5, 3


@dataclass(slots=True)
class _Weight:
    """How much text is in an element, how much of it in links, how many these are, and if the headline is."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    headline: bool = False

    def add(self, other: "_Weight") -> None:
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links
        self.headline = self.headline or other.headline


def prune(root: Element, *, noise: bool) -> None:
    """Take scripts out of the tree and, with `noise`, all that is not the report."""
    weights = _weights(root)
    whole = weights[root].letters or 1
    for element in list(elements(root)):
        if not isinstance(element, html.HtmlElement) or element.getparent() is None:
            continue
        weight = weights.get(element)
        weight = weight if noise and weight and not weight.headline else None
        if element.tag in _DROPPED_TAGS or (weight and _is_noise(element, weight, whole)):
            element.drop_tree()


def _is_noise(element: Element, weight: _Weight, whole: int) -> bool:
    """Whether an element is about other pages; what is most of the page is only as a list of links."""
    if element.tag in _LISTS and weight.links >= _LINKS_LEAST:
        return weight.linked > _LINKED_MOST * weight.letters
    if element.tag in _KEPT_TAGS or weight.letters >= whole * _NOISE_MOST:
        return False
    if element.tag in _NOISE_TAGS or _is_comment(element) or _is_head(element):
        return True
    said = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    return len(said) > 1 and bool(_NOISE.search(said))


def _is_head(element: Element) -> bool:
    """Whether an element is the head of the site, not that of the article."""
    if element.tag != "header":
        return False
    within = next(element.iterancestors("article", "main", "section"), None)
    return within is None and element.find(".//h2") is None


def _is_comment(element: Element) -> bool:
    said = f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}"[:200].lower()
    return "comment" in said and "commentcount" not in said


def _weights(root: Element) -> dict[Element, _Weight]:
    """The weight of every element, found in one walk however deep they are nested."""
    found: dict[Element, _Weight] = {}
    open_: list[_Weight] = []
    unseen = 0
    for number, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if number > 2 * ELEMENTS_MOST:
            break
        if event == "start":
            unseen += element.tag in UNSEEN
            letters = 0 if unseen else len((element.text or "").strip())
            open_.append(_Weight(letters, headline=element.tag == "h1"))
            continue
        weight = open_.pop()
        unseen -= element.tag in UNSEEN
        found[element] = weight
        if element.tag == "a":
            weight.linked, weight.links = weight.letters, 1
        if open_:
            open_[-1].add(weight)
            open_[-1].letters += 0 if unseen else len((element.tail or "").strip())
    # A page that is cut off here leaves its outermost elements open.
    found.setdefault(root, open_[0] if open_ else _Weight())
    return found
