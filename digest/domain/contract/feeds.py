"""Rules over feeds: read as a reader of feeds does, and held against what is live."""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from digest.domain.contract.answers import Answer
from digest.domain.contract.faults import Fault, Faults

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    id: str
    link: str
    title: str
    updated: str


def atom(answer: Answer) -> etree._Element | None:
    """The feed that an answer is; nothing if it is none."""
    try:
        root = etree.fromstring(answer.body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    return root if root.tag == f"{ATOM}feed" else None


def entries(root: etree._Element) -> list[Entry]:
    """The entries of an Atom feed."""
    return [
        Entry(
            id=entry.findtext(f"{ATOM}id", "").strip(),
            link=_alternate(entry),
            title=entry.findtext(f"{ATOM}title", "").strip(),
            updated=entry.findtext(f"{ATOM}updated", "").strip(),
        )
        for entry in root.iterfind(f"{ATOM}entry")
    ]


def sound(answer: Answer) -> Faults:
    """A feed is well formed, says what it is, and each of its entries has a name, a day and an address."""
    root = atom(answer)
    if root is None:
        yield Fault("It is no Atom feed that can be read.")
        return
    for name in ("id", "title", "updated"):
        if not root.findtext(f"{ATOM}{name}", "").strip():
            yield Fault("The feed does not say its %(what)s.", what=name)
    found = entries(root)
    if len({entry.id for entry in found}) < len(found):
        yield Fault("Two entries of the feed have the same id.")
    for entry in found:
        if not (entry.id and entry.title and entry.link and _is_instant(entry.updated)):
            yield Fault(
                "The entry %(title)s lacks its id, title, address or day.", title=entry.title or entry.id
            )


def _alternate(entry: etree._Element) -> str:
    for link in entry.iterfind(f"{ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return str(link.get("href", ""))
    return ""


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
